package io.obdio.bench.load;

import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.port.ElmTcpServer;
import io.obdio.sim.fault.FaultInjector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The simulated adapter as a TCP dongle that answers without any delay. */
final class AdapterServer {
  private AdapterServer() {}

  /** Runs until its standard input ends. */
  public static void main(String[] args) throws IOException {
    try (ElmTcpServer dongle =
        ElmTcpServer.startDongle(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            ElmConfig.DEFAULT,
            DiagnosticConnector.of(SimulatedVehicle.standard()),
            new FaultInjector())) {
      Control.serve(dongle.port());
    }
  }
}
