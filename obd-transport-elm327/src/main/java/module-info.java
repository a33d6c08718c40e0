import org.jspecify.annotations.NullMarked;

/** The driver for ELM327 and STN adapters. */
@NullMarked
module io.obdio.elm327 {
  requires transitive io.obdio.core;
  requires transitive io.obdio.isotp;
  requires com.fazecast.jSerialComm;
  requires jdk.net;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports io.obdio.elm327;
  exports io.obdio.elm327.inspection;
  exports io.obdio.elm327.link;

  provides io.obdio.core.transport.TransportProvider with
      io.obdio.elm327.Elm327Provider;
}
