/** The inspection of an adapter: what it is, what it lacks and how fast it is. */
@NullMarked
package io.obdio.elm327.inspection;

import org.jspecify.annotations.NullMarked;
