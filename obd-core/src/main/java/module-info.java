import org.jspecify.annotations.NullMarked;

/** OBD-II commands, units and decoders, and the connection to a vehicle. */
@NullMarked
module io.obdio.core {
  requires org.slf4j;
  requires static tools.jackson.databind;
  requires static tools.jackson.dataformat.csv;
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports io.obdio.core.command;
  exports io.obdio.core.connection;
  exports io.obdio.core.decode;
  exports io.obdio.core.definition;
  exports io.obdio.core.diagnosis;
  exports io.obdio.core.message;
  exports io.obdio.core.recording;
  exports io.obdio.core.testing;
  exports io.obdio.core.transport;
  exports io.obdio.core.unit;
  exports io.obdio.core.value;
  exports io.obdio.core.util to
      io.obdio.elm327,
      io.obdio.isotp,
      io.obdio.sim,
      io.obdio.slcan,
      io.obdio.socketcan,
      io.obdio.socketio;
  exports io.obdio.core.formula to
      io.obdio.sim,
      io.obdio.socketio;

  uses io.obdio.core.transport.TransportProvider;

  provides io.obdio.core.transport.TransportProvider with
      io.obdio.core.recording.ReplayProvider;
}
