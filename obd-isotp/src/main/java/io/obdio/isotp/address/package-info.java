/**
 * Addressing formats of ISO 15765-2 and the identifiers that ISO 15765-4 gives to OBD. They say
 * with which identifier and address byte a node sends and hears.
 */
@NullMarked
package io.obdio.isotp.address;

import org.jspecify.annotations.NullMarked;
