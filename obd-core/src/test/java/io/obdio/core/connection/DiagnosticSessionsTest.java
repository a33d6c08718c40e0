package io.obdio.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestOptions;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * Requests that need a diagnostic session.
 *
 * @see <a href="https://github.com/OBDb/Porsche-Taycan">OBDb/Porsche-Taycan: din 03</a>
 */
class DiagnosticSessionsTest {

  private static final long SECOND = 1_000_000_000L;

  private final DiagnosticSessions sessions = new DiagnosticSessions();
  private final List<String> sent = new ArrayList<>();
  private final ScriptedTransport ecu =
      new ScriptedTransport()
          .on("7E5#1003", "7ED#5003003201F4")
          .on("7E5#1001", "7ED#5001003201F4")
          .on("7E5#3E00", "7ED#7E00")
          .on("7E5#221801", "7ED#6218010D48");

  private static DiagnosticRequest request(String hex, int session, OptionalInt after) {
    return new DiagnosticRequest.ToVehicle(
        Payload.ofHex(hex),
        Optional.of(RequestTarget.of(EcuAddress.parse("7E5"))),
        RequestOptions.NONE.withSession(OptionalInt.of(session), after));
  }

  private TransportAnswer send(DiagnosticRequest request) throws TransportException {
    sent.add(request.toString());
    return ecu.exchange(request, Duration.ofSeconds(1));
  }

  private String at(double seconds, DiagnosticRequest request) throws TransportException {
    sent.clear();
    TransportAnswer answer = sessions.exchange(request, (long) (seconds * SECOND), this::send);
    return sent + " " + (answer instanceof TransportAnswer.Messages m ? m.messages() : answer);
  }

  private List<String> keepAt(double seconds) throws TransportException {
    sent.clear();
    long next = sessions.keep((long) (seconds * SECOND), this::send);
    assertTrue(next > 0 && next <= 2 * SECOND);
    return List.copyOf(sent);
  }

  private DiagnosticSessionsTest open() throws TransportException {
    ecu.open(Duration.ofSeconds(1));
    return this;
  }

  @Test
  void theSessionIsOpenedOnceAndKeptByTesterPresent() throws TransportException {
    open();
    DiagnosticRequest request = request("221801", 3, OptionalInt.empty());
    assertEquals("[7E5#1003, 7E5#221801] [7ED#6218010D48]", at(0, request));
    assertEquals("[7E5#221801] [7ED#6218010D48]", at(1, request));
    assertEquals(List.of(), keepAt(2.9));
    assertEquals(List.of("7E5#3E00"), keepAt(3));
    assertEquals(List.of("7E5#3E00"), keepAt(5));
    assertEquals("[7E5#221801] [7ED#6218010D48]", at(6, request));
  }

  @Test
  void aSessionThatMayHaveExpiredIsOpenedAgain() throws TransportException {
    open();
    DiagnosticRequest request = request("221801", 3, OptionalInt.empty());
    at(0, request);
    assertEquals("[7E5#221801] [7ED#6218010D48]", at(3.9, request));
    assertEquals("[7E5#1003, 7E5#221801] [7ED#6218010D48]", at(7.9, request));
  }

  @Test
  void aSessionThatIsNoLongerNeededEnds() throws TransportException {
    open();
    at(0, request("221801", 3, OptionalInt.of(1)));
    for (int second = 2; second < 15; second += 2) {
      assertEquals(List.of("7E5#3E00"), keepAt(second));
    }
    assertTrue(sessions.isAnyOpen());
    assertEquals(List.of("7E5#1001"), keepAt(16));
    assertFalse(sessions.isAnyOpen());
    assertEquals(List.of(), keepAt(18));
  }

  @Test
  void anotherSessionOfTheSameEcuReplacesTheFirst() throws TransportException {
    open();
    ecu.on("7E5#1061", "7ED#5061").on("7E5#22F190", "7ED#62F19041");
    at(0, request("221801", 3, OptionalInt.empty()));
    DiagnosticRequest other = request("22F190", 0x61, OptionalInt.empty());
    assertEquals("[7E5#1061, 7E5#22F190] [7ED#62F19041]", at(1, other));
    assertEquals("[7E5#22F190] [7ED#62F19041]", at(2, other));
  }

  @Test
  void aRefusedSessionIsTheReason() throws TransportException {
    open();
    ecu.forget("7E5#1003").on("7E5#1003", "7ED#7F1022");
    String answer = at(0, request("221801", 3, OptionalInt.empty()));
    assertEquals(
        "[7E5#1003] NoAnswer[reason=NOT_SUPPORTED, detail=session 03 of 7E5: [7ED#7F1022]]",
        answer);
    assertFalse(sessions.isAnyOpen());
  }

  @Test
  void aSessionThatTheEcuLeftIsOpenedAgain() throws TransportException {
    open();
    DiagnosticRequest request = request("221801", 3, OptionalInt.empty());
    at(0, request);
    ecu.forget("7E5#221801").on("7E5#221801", "7ED#7F227F").on("7E5#221801", "7ED#6218010001");
    assertEquals("[7E5#221801, 7E5#1003, 7E5#221801] [7ED#6218010001]", at(1, request));
  }

  @Test
  void requestsWithoutSessionPassThrough() throws TransportException {
    open();
    DiagnosticRequest plain =
        DiagnosticRequest.physical(
            Payload.ofHex("221801"), RequestTarget.of(EcuAddress.parse("7E5")));
    assertEquals("[7E5#221801] [7ED#6218010D48]", at(0, plain));
    assertFalse(sessions.isAnyOpen());
    at(1, request("221801", 3, OptionalInt.empty()));
    at(4, plain); // its traffic keeps the session as well
    assertEquals(List.of(), keepAt(5));
  }

  @Test
  void aConnectionKeepsTheSessionWhileItIsUsed() throws Exception {
    VirtualTime time = new VirtualTime();
    ObdCommand<Payload> command =
        ObdCommand.named("TAYCAN").request(request("221801", 3, OptionalInt.empty())).build();
    ScriptedTransport vehicle =
        ScriptedTransport.vehicle()
            .on("7E5#1003", "7ED#5003003201F4")
            .on("7E5#3E00", "7ED#7E00")
            .on("7E5#221801", "7ED#6218010D48");
    try (ObdConnection connection = ObdConnection.builder(vehicle).time(time).build()) {
      connection.open();
      vehicle.clearRequests();
      assertEquals("0D48", connection.query(command).value().toHex());
      assertEquals(List.of("7E5#1003", "7E5#221801"), vehicle.requests());
      time.untilAsleep("obd-sessions");
      time.advance(Duration.ofMillis(2100));
      assertTrue(vehicle.awaitRequest("7E5#3E00", Duration.ofSeconds(10)));
    }
  }
}
