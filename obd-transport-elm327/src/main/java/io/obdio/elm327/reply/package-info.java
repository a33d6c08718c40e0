/**
 * The replies of an adapter: where a reply ends, which of its lines are data, and which of the data
 * sheet's error messages it contains. Pure; independent of how the bytes are chunked.
 */
@NullMarked
package io.obdio.elm327.reply;

import org.jspecify.annotations.NullMarked;
