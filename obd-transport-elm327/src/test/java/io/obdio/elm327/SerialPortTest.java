package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.core.transport.Transports;
import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.link.JSerialCommPorts;
import io.obdio.elm327.link.LinkUnavailableException;
import io.obdio.elm327.link.PortInfo;
import io.obdio.elm327.link.SerialPorts;
import io.obdio.elm327.link.Socat;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.port.ElmTcpServer;
import io.obdio.sim.fault.FaultInjector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole path through a serial port: driver, pseudo-terminal, emulated adapter, car. */
@Timeout(240)
class SerialPortTest {

  private static final Duration OPEN = Duration.ofSeconds(60);

  private record Change(ConnectionStatus to, String reason) {}

  @TempDir Path directory;
  private final LinkedBlockingQueue<Change> changes = new LinkedBlockingQueue<>();

  @BeforeAll
  static void needsSocat() {
    Socat.require();
  }

  private static ElmTcpServer adapter() throws Exception {
    return ElmTcpServer.startDongle(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        ElmConfig.DEFAULT,
        ScriptCar.standard(),
        new FaultInjector());
  }

  private static void asksForRpm(DiagnosticTransport transport) throws TransportException {
    TransportAnswer answer =
        transport.exchange(
            DiagnosticRequest.functional(Payload.of(1, 0x0C)), Duration.ofSeconds(30));
    assertTrue(answer instanceof TransportAnswer.Messages, () -> "no answer: " + answer);
    assertEquals("[7E8#410C0B30]", ((TransportAnswer.Messages) answer).messages().toString());
  }

  /** Closed and opened again, then lost with its device and opened when that is back. */
  @Test
  void queriesNoticesTheUnpluggedDeviceAndOpensItAgain() throws Exception {
    Path device = directory.resolve("adapter");
    try (ElmTcpServer server = adapter();
        DiagnosticTransport transport =
            Transports.create("elm327:" + device + "?baud=38400&watchdog=100")) {
      try (Socat socat = Socat.plugIn(device, server.port())) {
        transport.open(OPEN);
        assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
        assertEquals(device.toString(), transport.portName());
        asksForRpm(transport);
        assertTrue(socat.isAlive());
        transport.setListener((from, to, reason) -> changes.add(new Change(to, reason)));
      }
      Change change = changes.poll(60, TimeUnit.SECONDS);
      assertNotNull(change, "the loss of the device was not noticed");
      assertEquals(ConnectionStatus.NOT_CONNECTED, change.to());
      assertTrue(change.reason().contains(device.toString()), change.reason());
      assertEquals(ConnectionStatus.NOT_CONNECTED, transport.status());
      assertThrows(TransportException.Unavailable.class, () -> transport.open(OPEN));
      try (Socat socat = Socat.plugIn(device, server.port())) {
        transport.open(OPEN);
        assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
        asksForRpm(transport);
        assertTrue(socat.isAlive());
      }
    }
  }

  /** What is plugged in, opened by the real driver. */
  private static SerialPorts plugged(Path... devices) {
    JSerialCommPorts driver = new JSerialCommPorts();
    return new SerialPorts() {
      @Override
      public List<PortInfo> list() {
        return Stream.of(devices)
            .filter(Files::exists)
            .map(device -> new PortInfo(device.toString(), "", ""))
            .sorted()
            .toList();
      }

      @Override
      public ByteLink open(String path, int baud) throws LinkUnavailableException {
        return driver.open(path, baud);
      }
    };
  }

  /** Of no port by name: whichever the adapter comes back as. */
  @Test
  void scansAgainAndFindsTheDeviceUnderAnotherName() throws Exception {
    Path first = directory.resolve("ttyUSB0");
    Path second = directory.resolve("ttyUSB1");
    Elm327Provider provider = new Elm327Provider(plugged(first, second));
    try (ElmTcpServer server = adapter();
        DiagnosticTransport transport =
            provider.create(TransportUri.parse("elm327:?baud=38400&watchdog=100"))) {
      try (Socat socat = Socat.plugIn(first, server.port())) {
        transport.open(OPEN);
        assertEquals(first.toString(), transport.portName());
        asksForRpm(transport);
        assertTrue(socat.isAlive());
        transport.setListener((from, to, reason) -> changes.add(new Change(to, reason)));
      }
      Change change = changes.poll(60, TimeUnit.SECONDS);
      assertNotNull(change, "the loss of the device was not noticed");
      assertEquals(ConnectionStatus.NOT_CONNECTED, change.to());
      TransportException.Unavailable none =
          assertThrows(TransportException.Unavailable.class, () -> transport.open(OPEN));
      assertTrue(String.valueOf(none.getMessage()).contains("no serial port"), none.toString());
      try (Socat socat = Socat.plugIn(second, server.port())) {
        transport.open(OPEN);
        assertEquals(second.toString(), transport.portName());
        assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
        asksForRpm(transport);
        assertTrue(socat.isAlive());
      }
    }
  }

  @Test
  void reportsThatNoAdapterAnswers() throws Exception {
    Path device = directory.resolve("mute");
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socat socat = Socat.plugIn(device, mute.getLocalPort());
        DiagnosticTransport transport = Transports.create("elm327:" + device + "?baud=38400")) {
      TransportException.Unavailable none =
          assertThrows(TransportException.Unavailable.class, () -> transport.open(OPEN));
      String message = String.valueOf(none.getMessage());
      assertTrue(socat.isAlive());
      assertTrue(message.contains(device + ": no ELM327 answers at 38400 bit/s"), message);
    }
  }
}
