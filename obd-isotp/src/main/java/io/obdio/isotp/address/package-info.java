/**
 * The addressing formats of ISO 15765-2: the identifiers and address bytes that a node sends with
 * and receives.
 */
@NullMarked
package io.obdio.isotp.address;

import org.jspecify.annotations.NullMarked;
