import org.jspecify.annotations.NullMarked;

/** The driver for CAN adapters on serial ports with the Lawicel (slcan) protocol. */
@NullMarked
module io.obdio.slcan {
  requires transitive io.obdio.core;
  requires transitive io.obdio.isotp;
  requires com.fazecast.jSerialComm;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports io.obdio.slcan;

  provides io.obdio.core.transport.TransportProvider with
      io.obdio.slcan.SlcanProvider;
  provides io.obdio.isotp.can.CanBusProvider with
      io.obdio.slcan.SlcanBusProvider;
}
