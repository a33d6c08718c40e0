package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.connection.Backoff;
import io.obdio.core.connection.ConnectionSupervisor;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.Transports;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.port.ElmTcpServer;
import io.obdio.sim.fault.FaultInjector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Wi-Fi that dies without closing anything, and a dongle that never answers; in real time. */
@Timeout(240)
class SilentLinkTest {

  private record Change(ConnectionStatus to, String reason) {}

  private final LinkedBlockingQueue<Change> changes = new LinkedBlockingQueue<>();

  private static ElmTcpServer dongle() throws Exception {
    return ElmTcpServer.startDongle(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        ElmConfig.DEFAULT,
        ScriptCar.standard(),
        new FaultInjector());
  }

  private Change await(ConnectionStatus expected) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(100);
    while (true) {
      Change change = changes.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertNotNull(change, "it never came to " + expected);
      if (change.to() == expected) {
        return change;
      }
    }
  }

  @Test
  void theWatchdogNoticesItAndTheSupervisorReconnects() throws Exception {
    try (ElmTcpServer dongle = dongle();
        SilentProxy proxy = new SilentProxy(dongle.port());
        DiagnosticTransport transport =
            Transports.create("elm327://127.0.0.1:" + proxy.port() + "?watchdog=100");
        ObdConnection connection =
            ObdConnection.builder(transport).openTimeout(Duration.ofSeconds(5)).build();
        ConnectionSupervisor supervisor =
            new ConnectionSupervisor(
                connection,
                new Backoff(Duration.ofMillis(50), 1.5, Duration.ofMillis(500)),
                Duration.ofMillis(200))) {
      connection.addListener((from, to, reason) -> changes.add(new Change(to, reason)));
      supervisor.start();
      await(ConnectionStatus.CAR_CONNECTED);
      int before = proxy.connections();
      proxy.setSilent(true);
      Change loss = await(ConnectionStatus.NOT_CONNECTED);
      assertTrue(loss.reason().contains("127.0.0.1:" + proxy.port()), loss.reason());
      assertTrue(loss.reason().contains("does not answer any more"), loss.reason());
      assertEquals(Protocol.NONE, connection.protocol());
      proxy.setSilent(false);
      await(ConnectionStatus.CAR_CONNECTED);
      assertTrue(proxy.connections() > before, "the dead connection was used again");
    }
  }

  @Test
  void aRequestIsAnsweredByATypedLossWithoutAWatcher() throws Exception {
    try (ElmTcpServer dongle = dongle();
        SilentProxy proxy = new SilentProxy(dongle.port());
        DiagnosticTransport transport =
            Transports.create("elm327://127.0.0.1:" + proxy.port() + "?watchdog=0")) {
      transport.open(Duration.ofSeconds(60));
      proxy.setSilent(true);
      DiagnosticRequest rpm = DiagnosticRequest.functional(Payload.of(1, 0x0C));
      TransportException.Lost lost =
          assertThrows(
              TransportException.Lost.class,
              () -> {
                for (int i = 0; i < 5; i++) {
                  TransportAnswer answer = transport.exchange(rpm, Duration.ofMillis(1200));
                  assertInstanceOf(TransportAnswer.NoAnswer.class, answer);
                }
              });
      assertTrue(String.valueOf(lost.getMessage()).contains("does not answer"), lost.toString());
      assertEquals(ConnectionStatus.NOT_CONNECTED, transport.status());
      assertEquals("", transport.portName());
      proxy.setSilent(false);
      transport.open(Duration.ofSeconds(60));
      assertInstanceOf(
          TransportAnswer.Messages.class, transport.exchange(rpm, Duration.ofSeconds(30)));
    }
  }

  @Test
  void aDongleThatAcceptsAndNeverAnswersIsNamed() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        DiagnosticTransport transport =
            Transports.create("elm327://127.0.0.1:" + mute.getLocalPort())) {
      TransportException.Unavailable none =
          assertThrows(
              TransportException.Unavailable.class, () -> transport.open(Duration.ofSeconds(20)));
      String message = String.valueOf(none.getMessage());
      assertTrue(message.contains("127.0.0.1:" + mute.getLocalPort()), message);
      assertTrue(message.contains("no ELM327 answers"), message);
      assertEquals(ConnectionStatus.NOT_CONNECTED, transport.status());
      assertEquals("", transport.portName());
    }
  }
}
