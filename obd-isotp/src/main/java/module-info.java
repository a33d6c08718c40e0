import org.jspecify.annotations.NullMarked;

/** ISO 15765-2 (ISO-TP) over CAN, and OBD over it. */
@NullMarked
module io.obdio.isotp {
  requires transitive io.obdio.core;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports io.obdio.isotp.address;
  exports io.obdio.isotp.can;
  exports io.obdio.isotp.engine;
  exports io.obdio.isotp.loop;
  exports io.obdio.isotp.network;
  exports io.obdio.isotp.pdu;
  exports io.obdio.isotp.transport;

  uses io.obdio.isotp.can.CanBusProvider;

  provides io.obdio.core.transport.TransportProvider with
      io.obdio.isotp.transport.IsotpServerProvider;
}
