/** The protocols of the adapter, and the search for the one that the vehicle uses. */
@NullMarked
package io.obdio.elm327.protocol;

import org.jspecify.annotations.NullMarked;
