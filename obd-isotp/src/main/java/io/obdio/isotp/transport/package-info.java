/**
 * OBD over ISO-TP: {@link io.obdio.isotp.transport.IsoTpTransport} asks and collects the answers of
 * all ECUs within P2 and P2*. What carries the messages is a link: the own engine on any CAN bus,
 * or can-utils' isotpserver.
 */
@NullMarked
package io.obdio.isotp.transport;

import org.jspecify.annotations.NullMarked;
