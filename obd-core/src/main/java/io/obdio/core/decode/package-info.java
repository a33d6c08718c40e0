/**
 * The conversion of a response's bytes to a typed value. Decoders have no state and do not throw,
 * whatever a vehicle sends.
 */
@NullMarked
package io.obdio.core.decode;

import org.jspecify.annotations.NullMarked;
