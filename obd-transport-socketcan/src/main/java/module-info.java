import org.jspecify.annotations.NullMarked;

/** The driver for CAN interfaces of Linux. */
@NullMarked
module io.obdio.socketcan {
  requires transitive io.obdio.core;
  requires transitive io.obdio.isotp;
  requires javacan.core;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports io.obdio.socketcan;

  provides io.obdio.core.transport.TransportProvider with
      io.obdio.socketcan.SocketCanProvider;
}
