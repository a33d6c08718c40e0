package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an idle connection notices by itself, over TCP and in real time. */
@Timeout(120)
class UnplugTest {

  private static final Duration OPEN = Duration.ofSeconds(30);

  private record Change(ConnectionStatus to, String reason) {}

  private final FaultInjector faults = new FaultInjector();
  private final ScriptCar car = ScriptCar.standard();
  private final LinkedBlockingQueue<Change> changes = new LinkedBlockingQueue<>();

  private ElmTcpServer server() throws Exception {
    return ElmTcpServer.startDongle(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ElmConfig.DEFAULT, car, faults);
  }

  private DiagnosticTransport opened(int port) throws Exception {
    DiagnosticTransport transport =
        Transports.create("elm327://127.0.0.1:" + port + "?watchdog=100");
    transport.open(OPEN);
    assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
    transport.setListener((from, to, reason) -> changes.add(new Change(to, reason)));
    return transport;
  }

  private Change next() throws InterruptedException {
    Change change = changes.poll(60, TimeUnit.SECONDS);
    assertTrue(change != null, "no change was reported");
    return change;
  }

  @Test
  void noticesAClosedConnectionWhileIdleAndOpensAgain() throws Exception {
    try (ElmTcpServer server = server();
        DiagnosticTransport transport = opened(server.port())) {
      faults.inject(new Fault.Unplug());
      Change change = next();
      assertEquals(ConnectionStatus.NOT_CONNECTED, change.to());
      assertTrue(change.reason().contains("127.0.0.1"), change.reason());
      assertEquals(Protocol.NONE, transport.protocol());
      assertEquals("", transport.portName());
      assertThrows(
          TransportException.Lost.class,
          () ->
              transport.exchange(
                  DiagnosticRequest.functional(Payload.of(1, 0x0C)), Duration.ofSeconds(1)));
      faults.clear();
      transport.open(OPEN);
      assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
    }
  }

  @Test
  void noticesAnAdapterThatHangsWhileIdle() throws Exception {
    try (ElmTcpServer server = server();
        DiagnosticTransport transport = opened(server.port())) {
      faults.inject(new Fault.Silence());
      assertEquals(ConnectionStatus.NOT_CONNECTED, next().to());
      faults.clear();
      transport.open(OPEN);
      assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
    }
  }

  @Test
  void noticesThatTheIgnitionComesBackWithoutBeingAsked() throws Exception {
    try (ElmTcpServer server = server();
        DiagnosticTransport transport = opened(server.port())) {
      car.ignition = false;
      TransportAnswer answer = null;
      for (int i = 0; i < 10 && changes.isEmpty(); i++) {
        answer =
            transport.exchange(
                DiagnosticRequest.functional(Payload.of(1, 0x0C)), Duration.ofSeconds(5));
      }
      assertInstanceOf(TransportAnswer.NoAnswer.class, answer);
      assertEquals(ConnectionStatus.OBD_CONNECTED, next().to());
      car.ignition = true;
      assertEquals(ConnectionStatus.CAR_CONNECTED, next().to());
    }
  }
}
