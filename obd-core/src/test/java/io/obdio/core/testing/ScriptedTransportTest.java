package io.obdio.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Service01;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.DiagnosticTransportContract;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.core.transport.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScriptedTransportTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String VIN = "7E8#4902015750305A5A5A39395A5453333930303030";

  private final ScriptedTransport transport = ScriptedTransport.vehicle();

  @Nested
  class Contract extends DiagnosticTransportContract {
    @Override
    protected DiagnosticTransport newTransport() {
      return ScriptedTransport.vehicle().on("0902", VIN).on(ROUTINE, "7E8#7101020300");
    }
  }

  @Nested
  class WrappingContract extends DiagnosticTransportContract {
    @Override
    protected DiagnosticTransport newTransport() {
      return ScriptedTransport.around(ScriptedTransport.vehicle())
          .on("0902", VIN)
          .on(ROUTINE, "7E8#7101020300");
    }
  }

  private static String ask(DiagnosticTransport transport, String hex) throws TransportException {
    return text(transport.exchange(DiagnosticRequest.functional(Payload.ofHex(hex)), SOON));
  }

  private static String text(TransportAnswer answer) {
    return answer instanceof TransportAnswer.Messages messages
        ? messages.messages().toString()
        : assertInstanceOf(TransportAnswer.NoAnswer.class, answer).reason().toString();
  }

  /** The example of the class's documentation. */
  @Test
  void answersAConnection() throws TransportException {
    ScriptedTransport vehicle = ScriptedTransport.vehicle().forget("0105").on("0105", "7E8#41057B");
    try (ObdConnection connection = ObdConnection.builder(vehicle).build()) {
      connection.open();
      assertEquals(83, connection.query(Service01.COOLANT_TEMP).value().value());
    }
    assertTrue(vehicle.requests().contains("0105"));
  }

  @Test
  void givesSeveralAnswersInTurnAndRepeatsTheLast() throws TransportException {
    transport.on("010C", "7E8#410C0000").on("010C", TransportAnswer.none(Reason.BUS_ERROR, "x"));
    transport.open(SOON);
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      answers.add(ask(transport, "010C"));
    }
    assertEquals(List.of("[7E8#410C0D48]", "[7E8#410C0000]", "BUS_ERROR", "BUS_ERROR"), answers);
    assertEquals(List.of("010C", "010C", "010C", "010C"), transport.requests());
    transport.clearRequests();
    transport.forget("010C");
    assertEquals("NO_DATA", ask(transport, "010C"));
    assertEquals(List.of("010C"), transport.requests());
  }

  @Test
  void distinguishesFunctionalPhysicalAndAdapterRequests() throws TransportException {
    transport.on("7E0#2101", "7E8#6101AA");
    transport.open(SOON);
    DiagnosticRequest physical =
        DiagnosticRequest.physical(
            Payload.ofHex("2101"), RequestTarget.of(EcuAddress.can11(0x7E0)));
    assertEquals("[7E8#6101AA]", text(transport.exchange(physical, SOON)));
    assertEquals("NO_DATA", ask(transport, "2101"));
    assertEquals(
        new TransportAnswer.AdapterText("ELM327 v1.5"),
        transport.exchange(new DiagnosticRequest.ToAdapter("ATI"), SOON));
    assertEquals(
        "NOT_SUPPORTED", text(transport.exchange(new DiagnosticRequest.ToAdapter("ATZ"), SOON)));
    assertEquals(List.of("7E0#2101", "2101", "ATI", "ATZ"), transport.requests());
  }

  @Test
  void composesAnswersToSeveralPids() throws TransportException {
    transport.forget("010D").on("010D", "7E8#410D1D", "7E9#410D1E");
    transport.open(SOON);
    assertEquals("NO_DATA", ask(transport, "010C0D"));
    transport.composite();
    assertEquals("[7E8#410C0D480D1D, 7E9#410D1E]", ask(transport, "010C0D10"));
    assertEquals("NO_DATA", ask(transport, "01100A"));
    assertEquals("NO_DATA", ask(transport, "0902"));
  }

  @Test
  void refusesToOpenAsOftenAsConfigured() throws TransportException {
    transport.refuse(2);
    assertThrows(TransportException.Unavailable.class, () -> transport.open(SOON));
    assertThrows(TransportException.Unavailable.class, () -> transport.open(SOON));
    assertEquals(0, transport.opened());
    assertEquals(List.of(), transport.open(SOON));
    assertEquals(1, transport.opened());
  }

  @Test
  void opensAsFarAndWithTheProbeThatWereSet() throws TransportException {
    Protocol kwp = new Protocol("5", "ISO 14230-4 (KWP FAST)", false);
    transport.reaches(ConnectionStatus.OBD_CONNECTED).protocol(kwp).probed("10#410008188000");
    assertEquals(ConnectionStatus.NOT_CONNECTED, transport.status());
    assertEquals("[10#410008188000]", transport.open(SOON).toString());
    assertEquals(ConnectionStatus.OBD_CONNECTED, transport.status());
    assertEquals(kwp, transport.protocol());
    transport.reaches(ConnectionStatus.CAR_CONNECTED);
    assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
  }

  @Test
  void losesTheConnectionByExceptionAndByReport() throws TransportException {
    List<String> changes = new ArrayList<>();
    transport.setListener((from, to, reason) -> changes.add(to + " " + reason));
    transport.open(SOON);
    transport.lose();
    assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
    assertThrows(TransportException.Lost.class, () -> ask(transport, "010C"));
    assertEquals(ConnectionStatus.NOT_CONNECTED, transport.status());
    transport.open(SOON);
    transport.loseAndReport();
    assertThrows(TransportException.Lost.class, () -> ask(transport, "010C"));
    assertEquals(
        List.of(
            "CAR_CONNECTED ",
            "NOT_CONNECTED scripted loss",
            "CAR_CONNECTED ",
            "NOT_CONNECTED scripted loss"),
        changes);
    assertEquals(List.of(), transport.requests());
  }

  @Test
  void isSilentWhileTheAdapterStillAnswers() throws TransportException {
    transport.open(SOON);
    transport.silent(true);
    assertEquals("NO_DATA", ask(transport, "010C"));
    assertInstanceOf(
        TransportAnswer.AdapterText.class,
        transport.exchange(new DiagnosticRequest.ToAdapter("ATI"), SOON));
    transport.silent(false);
    assertEquals("[7E8#410C0D48]", ask(transport, "010C"));
  }

  @Test
  void wrapsAnotherTransport() throws TransportException {
    ScriptedTransport inner = ScriptedTransport.vehicle().probed("7E8#410008188000");
    ScriptedTransport outer = ScriptedTransport.around(inner).on("010C", "7E8#410C0000");
    List<ConnectionStatus> changes = new ArrayList<>();
    outer.setListener((from, to, reason) -> changes.add(to));
    assertEquals(1, outer.open(SOON).size());
    assertEquals(inner.protocol(), outer.protocol());
    assertEquals("scripted", outer.portName());
    assertEquals("[7E8#410C0000]", ask(outer, "010C"));
    assertEquals("[7E8#410D1D]", ask(outer, "010D"));
    assertEquals(List.of("010D"), inner.requests());
    inner.loseAndReport();
    assertEquals(ConnectionStatus.NOT_CONNECTED, outer.status());
    outer.close();
    assertEquals(List.of(ConnectionStatus.CAR_CONNECTED, ConnectionStatus.NOT_CONNECTED), changes);
  }

  @Test
  void runsAnActionBeforeEachExchangeAndLetsTimePass() throws TransportException {
    AtomicLong nanos = new AtomicLong();
    List<String> seen = new ArrayList<>();
    transport
        .before(request -> seen.add(request.toString()))
        .takes(Duration.ofMillis(10), Duration.ofMillis(1), nanos::addAndGet);
    transport.open(SOON);
    assertEquals("[7E8#410C0D48]", ask(transport, "010C"));
    assertEquals(List.of("010C"), seen);
    assertEquals(11_000_000, nanos.get());
  }

  @Test
  void twoExchangesAtOnceAreAFaultOfTheCaller() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    transport.open(SOON);
    transport.before(
        request -> {
          inside.countDown();
          try {
            assertTrue(release.await(30, TimeUnit.SECONDS));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Thread first =
        new Thread(
            () -> {
              try {
                ask(transport, "010C");
              } catch (TransportException e) {
                throw new AssertionError(e);
              }
            },
            "first");
    first.start();
    assertTrue(inside.await(20, TimeUnit.SECONDS));
    assertThrows(IllegalStateException.class, () -> ask(transport, "010D"));
    assertFalse(transport.awaitRequest("010C", Duration.ofMillis(1)));
    release.countDown();
    assertTrue(transport.awaitRequest("010C", SOON));
    first.join(20_000);
    assertEquals("[7E8#410D1D]", ask(transport, "010D"));
  }

  @Test
  void rejectsResponsesThatCannotBeParsed() {
    assertThrows(IllegalArgumentException.class, () -> transport.on("010C", "410C0D48"));
    assertThrows(IllegalArgumentException.class, () -> transport.on("010C", "7E8#4"));
    assertThrows(IllegalArgumentException.class, () -> transport.on("010C"));
  }
}
