package io.obdio.elm327;

import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.DiagnosticTransportContract;
import io.obdio.core.transport.Transports;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.port.ElmTcpServer;
import io.obdio.sim.fault.FaultInjector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;

/** The contract over TCP to the simulator's dongle, found through the service loader. */
class TcpContractTest extends DiagnosticTransportContract {

  private ElmTcpServer server;

  @Override
  protected DiagnosticTransport newTransport() throws Exception {
    server =
        ElmTcpServer.startDongle(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            ElmConfig.DEFAULT,
            ScriptCar.standard(),
            new FaultInjector());
    return Transports.create("elm327://127.0.0.1:" + server.port());
  }

  @AfterEach
  final void stopServer() {
    server.close();
  }
}
