package io.obdio.isotp.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.can.VirtualCanBus;
import io.obdio.isotp.engine.IsoTpOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OBD over the own engine and a virtual bus, beyond the contract. */
@Timeout(120)
@SuppressWarnings("try") // The ECUs act by being there.
class IsoTpTransportTest {

  private static final String BUS = "transport";
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String P2 = "p2=1000&p2star=2000";

  private IsoTpTransport transport = transport(BUS, P2);

  static IsoTpTransport transport(String bus, String options) {
    try {
      ObdOptions obd = ObdOptions.of(TransportUri.parse("x:y?" + options), ObdOptions.DEFAULTS);
      return IsoTpTransport.onBus(() -> VirtualCanBus.open(bus), IsoTpOptions.DEFAULTS, obd);
    } catch (TransportException.BadUri e) {
      throw new IllegalArgumentException(e);
    }
  }

  @AfterEach
  void close() {
    transport.close();
  }

  private List<String> ask(DiagnosticRequest request) throws TransportException {
    TransportAnswer answer = transport.exchange(request, LONG);
    return assertInstanceOf(TransportAnswer.Messages.class, answer, request.toString())
        .messages()
        .stream()
        .map(Object::toString)
        .sorted()
        .toList();
  }

  private static DiagnosticRequest functional(String hex) {
    return DiagnosticRequest.functional(Payload.ofHex(hex));
  }

  private static DiagnosticRequest physical(String hex, EcuAddress ecu) {
    return DiagnosticRequest.physical(Payload.ofHex(hex), RequestTarget.of(ecu));
  }

  private TransportAnswer.NoAnswer none(DiagnosticRequest request) throws TransportException {
    return assertInstanceOf(
        TransportAnswer.NoAnswer.class, transport.exchange(request, LONG), request.toString());
  }

  @Test
  void allEcusAnswerAFunctionalRequestAndOneAPhysical() throws Exception {
    Map<String, String> gearbox = new HashMap<>(TestEcu.CAR);
    gearbox.put("0902", "490201" + "47".repeat(17));
    try (TestEcu one = TestEcu.base(BUS, 0, TestEcu.CAR);
        TestEcu two = TestEcu.base(BUS, 1, gearbox)) {
      transport.open(LONG);
      assertEquals(
          List.of(
              "7E8#4902015750305A5A5A39395A54533339303030" + "30", "7E9#490201" + "47".repeat(17)),
          ask(functional("0902")));
      assertEquals(List.of("7E9#410C0D48"), ask(physical("010C", EcuAddress.can11(0x7E1))));
    }
  }

  @Test
  void responsePendingIsWaitedOut() throws Exception {
    try (TestEcu one = TestEcu.base(BUS, 0, TestEcu.CAR)) {
      transport.open(LONG);
      assertEquals(List.of("7E8#62F1904142"), ask(physical("22F190", EcuAddress.can11(0x7E0))));
      TransportAnswer.NoAnswer pending = none(physical("03", EcuAddress.can11(0x7E0)));
      assertEquals("[7E8] announced a response (NRC 78), but sent none", pending.detail());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "500000, 7, ISO 15765-4 (CAN 29/500)",
    "250000, 9, ISO 15765-4 (CAN 29/250)",
    "125000, can, ISO 15765-4 (CAN 29/125)"
  })
  void identifiersOf29BitsAreFoundWhenThoseOf11AreNotAnswered(int rate, String id, String name)
      throws Exception {
    transport = transport(BUS, P2 + "&bitrate=" + rate);
    try (TestEcu ecu =
        new TestEcu(
            BUS,
            CanId.extended(0x18DA10F1),
            CanId.extended(0x18DAF110),
            CanId.extended(0x18DB33F1),
            TestEcu.CAR)) {
      transport.open(LONG);
      assertEquals(new Protocol(id, name, true), transport.protocol());
      assertEquals(
          List.of("18DAF110#4902015750305A5A5A39395A5453333930303030"), ask(functional("0902")));
      assertEquals(
          List.of("18DAF110#410C0D48"), ask(physical("010C", EcuAddress.can29(0x18DA10F1))));
    }
  }

  @Test
  void anEcuWithIdentifiersOfItsOwnIsReached() throws Exception {
    try (TestEcu ecu =
        new TestEcu(BUS, CanId.base(0x714), CanId.base(0x77E), CanId.base(0x700), TestEcu.CAR)) {
      transport.open(LONG);
      assertEquals(ConnectionStatus.INTERFACE_OPEN, transport.status());
      DiagnosticRequest request =
          DiagnosticRequest.physical(
              Payload.ofHex("0902"),
              RequestTarget.of(EcuAddress.can11(0x714), EcuAddress.can11(0x77E)));
      assertEquals(1, ask(request).size());
      assertEquals(1, ask(request).size());
      assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
    }
  }

  @Test
  void whatCannotBeSentIsReported() throws Exception {
    transport = transport(BUS, "p2=20");
    transport.open(LONG);
    assertEquals(Reason.NOT_SUPPORTED, none(functional("0102030405060708")).reason());
    assertEquals(Reason.NOT_SUPPORTED, none(physical("0100", EcuAddress.ofByte(0x10))).reason());
    TransportAnswer.NoAnswer silence = none(functional("010C"));
    assertEquals(Reason.NO_DATA, silence.reason(), silence.detail());
  }

  @Test
  void theStatusFollowsTheVehicle() throws Exception {
    BlockingQueue<String> changes = new LinkedBlockingQueue<>();
    transport.setListener((from, to, reason) -> changes.add(to + " " + reason));
    transport.open(LONG);
    assertEquals(ConnectionStatus.INTERFACE_OPEN, transport.status());
    assertEquals(Protocol.NONE, transport.protocol());
    assertEquals(BUS, transport.portName());
    try (TestEcu one = TestEcu.base(BUS, 0, TestEcu.CAR)) {
      assertEquals(1, ask(functional("010C")).size());
      assertEquals("ISO 15765-4 (CAN 11/500)", transport.protocol().name());
      assertEquals("6", transport.protocol().id());
    }
    assertEquals(Reason.NO_DATA, none(functional("0100")).reason());
    assertEquals(ConnectionStatus.INTERFACE_OPEN, transport.status());
    assertEquals(Protocol.NONE, transport.protocol());
    transport.close();
    List<String> seen = List.copyOf(changes);
    assertEquals(List.of("INTERFACE_OPEN ", "CAR_CONNECTED "), seen.subList(0, 2));
    assertTrue(
        seen.get(2).startsWith("INTERFACE_OPEN the vehicle does not respond any more"),
        seen.get(2));
    assertEquals(List.of("NOT_CONNECTED "), seen.subList(3, seen.size()));
  }

  @Test
  void aLostBusEndsTheExchangeInProgressAndIsReported() throws Exception {
    BlockingQueue<String> changes = new LinkedBlockingQueue<>();
    // A bus of its own: a lost one stays so for all who share it.
    transport = transport("transport-lost", "p2=60000");
    try (VirtualCanBus other = VirtualCanBus.open("transport-lost")) {
      other.subscribe(List.of(CanFilter.allBase()), frame -> other.wire().lose("network is down"));
      transport.setListener((from, to, reason) -> changes.add(to + " " + reason));
      TransportException.Lost lost =
          assertThrows(TransportException.Lost.class, () -> transport.open(LONG));
      assertTrue(lost.getMessage().contains("network is down"), lost.getMessage());
      assertEquals("INTERFACE_OPEN ", changes.poll(30, TimeUnit.SECONDS));
      assertEquals(
          "NOT_CONNECTED transport-lost: network is down", changes.poll(30, TimeUnit.SECONDS));
      assertEquals(ConnectionStatus.NOT_CONNECTED, transport.status());
      assertEquals(Protocol.NONE, transport.protocol());
      assertEquals("", transport.portName());
      assertThrows(TransportException.Lost.class, () -> ask(functional("0100")));
    }
  }

  @Test
  void testerPresentIsSentWhileNothingIsRequested() throws Exception {
    transport = transport(BUS, P2 + "&testerpresent=20");
    BlockingQueue<CanFrame> present = new LinkedBlockingQueue<>();
    try (TestEcu one = TestEcu.base(BUS, 0, TestEcu.CAR);
        VirtualCanBus ear = VirtualCanBus.open(BUS)) {
      ear.subscribe(
          List.of(CanFilter.exactly(CanId.base(0x7DF))),
          frame -> {
            if (frame.at(1) == 0x3E) {
              present.add(frame);
            }
          });
      transport.open(LONG);
      for (int i = 0; i < 3; i++) {
        CanFrame frame = present.poll(60, TimeUnit.SECONDS);
        assertNotNull(frame);
        assertEquals("7DF#023E80CCCCCCCCCC", frame.toString());
      }
      assertEquals(1, ask(functional("010C")).size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "p2=0, 'expected p2 from 1 to 3600000, found 0'",
    "ids=12, 'ids=12 is not one of auto, 11, 29'",
    "bitrate=fast, 'expected bitrate from 1 to 10000000, found fast'"
  })
  void badOptionsAreRefused(String option, String message) throws Exception {
    TransportUri uri = TransportUri.parse("x:y?" + option);
    TransportException.BadUri error =
        assertThrows(
            TransportException.BadUri.class, () -> ObdOptions.of(uri, ObdOptions.DEFAULTS));
    assertEquals("'" + uri + "': " + message, error.getMessage());
  }

  @Test
  void closingLeavesNoThread() throws Exception {
    IsoTpTransport own = transport("transport-leak", "p2=10&testerpresent=1000");
    own.open(LONG);
    own.close();
    long deadline = System.nanoTime() + LONG.toNanos();
    while (Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().contains("transport-leak"))) {
      assertTrue(System.nanoTime() < deadline, "a thread is left");
      Thread.onSpinWait();
    }
  }
}
