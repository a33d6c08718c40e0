/**
 * What an adapter says: where a reply ends, which of its lines are data, and which of the data
 * sheet's messages it holds. Pure; fed in every chunking.
 */
@NullMarked
package io.obdio.elm327.reply;

import org.jspecify.annotations.NullMarked;
