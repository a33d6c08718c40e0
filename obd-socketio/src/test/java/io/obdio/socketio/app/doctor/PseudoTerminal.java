package io.obdio.socketio.app.doctor;

import static org.junit.jupiter.api.Assertions.fail;

import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.elm327.port.ElmTcpServer;
import io.obdio.sim.fault.FaultInjector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An emulated adapter on a pseudo-terminal, connected by socat. */
final class PseudoTerminal implements AutoCloseable {

  private static final long DEADLINE_SECONDS = 60;

  final Path device;
  private final ElmTcpServer adapter;
  private final Process socat;

  PseudoTerminal(Path folder, ElmIdentity identity, FaultInjector faults) throws IOException {
    device = folder.resolve("obd-" + identity.key());
    Files.deleteIfExists(device);
    adapter =
        ElmTcpServer.startDongle(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            ElmConfig.DEFAULT.with(identity).with(AdapterTiming.realistic(38_400)),
            DiagnosticConnector.of(SimulatedVehicle.standard()),
            faults);
    socat =
        new ProcessBuilder(
                "socat", "PTY,raw,echo=0,link=" + device, "TCP:127.0.0.1:" + adapter.port())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!Files.exists(device)) {
      if (!socat.isAlive() || System.nanoTime() - end > 0) {
        close();
        fail("socat made no " + device);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Override
  public void close() {
    socat.destroy(); // it removes the link
    try {
      if (!socat.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        socat.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    adapter.close();
  }
}
