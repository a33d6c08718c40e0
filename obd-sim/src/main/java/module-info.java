import org.jspecify.annotations.NullMarked;

/** A simulated vehicle, its ECUs and an emulated ELM327. */
@NullMarked
module io.obdio.sim {
  requires transitive io.obdio.core;
  requires transitive io.obdio.isotp;
  requires org.slf4j;
  requires static com.fazecast.jSerialComm;
  requires static tools.jackson.databind;
  requires static tools.jackson.dataformat.csv;
  requires static tools.jackson.dataformat.yaml;
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports io.obdio.sim;
  exports io.obdio.sim.ecu;
  exports io.obdio.sim.elm327;
  exports io.obdio.sim.elm327.port;
  exports io.obdio.sim.fault;
  exports io.obdio.sim.fleet;
  exports io.obdio.sim.scenario;
  exports io.obdio.sim.slcan;
  exports io.obdio.sim.transport;
  exports io.obdio.sim.vehicle;

  provides io.obdio.core.transport.TransportProvider with
      io.obdio.sim.transport.SimProvider;
}
