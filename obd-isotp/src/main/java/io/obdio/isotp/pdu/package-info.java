/**
 * The four protocol data units of ISO 15765-2 as values, and the one codec between them and a CAN
 * frame's bytes. Nothing here has state.
 */
@NullMarked
package io.obdio.isotp.pdu;

import org.jspecify.annotations.NullMarked;
