/**
 * What goes to a vehicle and what comes back, as bytes with an address. Nothing here knows how the
 * bytes travel or what they mean.
 */
@NullMarked
package io.obdio.core.message;

import org.jspecify.annotations.NullMarked;
