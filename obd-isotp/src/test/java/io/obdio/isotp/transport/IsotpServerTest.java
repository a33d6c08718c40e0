package io.obdio.isotp.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.DiagnosticTransportContract;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.Transports;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract, and more, against a server that speaks isotpserver's lines. */
@Timeout(120)
class IsotpServerTest extends DiagnosticTransportContract {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final ScriptedIsotpServer server;

  IsotpServerTest() throws IOException {
    server = new ScriptedIsotpServer(TestEcu.CAR);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private DiagnosticTransport transport(String options) throws TransportException {
    return Transports.create("isotpserver:127.0.0.1:" + server.port() + "?" + options);
  }

  @Override
  protected DiagnosticTransport newTransport() throws TransportException {
    return transport("p2=1000");
  }

  @Test
  void speaksForTheOneEcuOfTheServer() throws Exception {
    try (DiagnosticTransport transport = transport("tx=7E1&p2=1000")) {
      transport.open(LONG);
      assertEquals("127.0.0.1:" + server.port(), transport.portName());
      assertEquals("ISO 15765-4 (CAN 11/500)", transport.protocol().name());
      TransportAnswer answer =
          transport.exchange(
              DiagnosticRequest.physical(
                  Payload.ofHex("22F190"), RequestTarget.of(EcuAddress.can11(0x7E1))),
              LONG);
      assertEquals(
          "7E9#62F1904142",
          assertInstanceOf(TransportAnswer.Messages.class, answer).messages().get(0).toString());
      TransportAnswer.NoAnswer other =
          assertInstanceOf(
              TransportAnswer.NoAnswer.class,
              transport.exchange(
                  DiagnosticRequest.physical(
                      Payload.ofHex("22F190"), RequestTarget.of(EcuAddress.can11(0x7E0))),
                  LONG));
      assertEquals(Reason.NOT_SUPPORTED, other.reason());
    }
  }

  @Test
  void theEndOfAServerIsReportedAtOnce() throws Exception {
    BlockingQueue<String> changes = new LinkedBlockingQueue<>();
    try (DiagnosticTransport transport = transport("p2=1000")) {
      transport.open(LONG);
      transport.setListener((from, to, reason) -> changes.add(to + " " + reason));
      server.close();
      String change = changes.poll(60, TimeUnit.SECONDS);
      assertTrue(change != null && change.startsWith("NOT_CONNECTED 127.0.0.1"), change);
      assertEquals(ConnectionStatus.NOT_CONNECTED, transport.status());
      assertThrows(
          TransportException.Lost.class,
          () -> transport.exchange(DiagnosticRequest.functional(Payload.of(1, 0)), LONG));
    }
  }

  @Test
  void aRefusedConnectionNamesTheRemedy() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    DiagnosticTransport transport = Transports.create("isotpserver://127.0.0.1:" + free);
    TransportException.Unavailable error =
        assertThrows(TransportException.Unavailable.class, () -> transport.open(LONG));
    assertTrue(
        error.getMessage().contains("is 'isotpserver -l " + free + " -s 7E0 -d 7E8 can0' running"),
        error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "isotpserver:host, write isotpserver:HOST:PORT",
    "isotpserver:host:0, '''0'' is not a port from 1 to 65535'",
    "isotpserver:host:x, '''x'' is not a port from 1 to 65535'",
    "isotpserver:host:1?tx=123, 'rx is missing, the identifier of the responses to 123'",
    "isotpserver:host:1?tx=12, 'tx: not a CAN identifier: ''12'' (3 hex digits for 11 bits, 8 for"
        + " 29)'",
  })
  void badUrisAreRefused(String uri, String message) {
    TransportException.BadUri error =
        assertThrows(TransportException.BadUri.class, () -> Transports.create(uri));
    assertEquals("'" + uri + "': " + message, error.getMessage());
  }

  @Test
  void unknownOptionsAreRefused() {
    TransportException.BadUri error =
        assertThrows(
            TransportException.BadUri.class, () -> Transports.create("isotpserver:host:1?ids=11"));
    assertTrue(error.getMessage().contains("unknown option 'ids'"), error.getMessage());
  }
}
