/** The four protocol data units of ISO 15765-2 and their encoding in the data of CAN frames. */
@NullMarked
package io.obdio.isotp.pdu;

import org.jspecify.annotations.NullMarked;
