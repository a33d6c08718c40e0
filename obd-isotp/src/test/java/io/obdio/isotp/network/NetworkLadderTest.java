package io.obdio.isotp.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanBitRate;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.IsoTpOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What goes over the bus and when, in virtual time: times are in microseconds. The first half plays
 * the mistakes that another network of this kind is known for.
 */
class NetworkLadderTest {

  private static final CanId TESTER = CanId.base(0x7E0);
  private static final CanId ECU = CanId.base(0x7E8);

  private final NetworkRig rig = new NetworkRig().logFrames();

  @AfterEach
  void close() {
    rig.close();
  }

  private IsoTpConnection connect() {
    return rig.network.createConnection(rig.listener(), ECU, TESTER);
  }

  //  tester                         ECU
  //  |--- 7E0 FF, 10 bytes --------->|
  //  |          (silence)            |
  //  |  N_Bs = 1000 ms               |
  @Test
  void aMissingFlowControlEndsTheTransferAndFreesTheNext() {
    IsoTpConnection connection = connect();
    rig.logEnd(connection.send(NetworkRig.payload(10, 1)));
    rig.logEnd(connection.send((byte) 0x3E));
    rig.time.runUntil(Duration.ofSeconds(5).toNanos());
    assertEquals(
        List.of("1000000 sent N_TIMEOUT_Bs", "1000000 sent N_OK", "1000000 7E0#013ECCCCCCCCCCCC"),
        rig.taken().subList(1, 4));
  }

  @Test
  void aFlowControlWhileIdleIsIgnored() {
    connect();
    rig.put("7E8#300000");
    rig.put("7E8#0141");
    assertEquals(List.of("0 7E8#300000", "0 7E8#0141", "0 message of 1"), rig.taken());
  }

  //  tester                         ECU
  //  |<-- 7E8 FF, 10 bytes ----------|
  //  |--- 7E0 FC CTS --------------->|
  //  |  N_Cr = 1000 ms               |
  //  |<-- 7E8 CF after 2 s ----------|
  @Test
  void aConsecutiveFrameTwoSecondsLateIsTooLate() {
    connect();
    rig.put("7E8#100A010203040506");
    rig.at(Duration.ofSeconds(2), "7E8#210708090A");
    rig.time.runUntil(Duration.ofSeconds(3).toNanos());
    assertEquals(
        List.of(
            "0 7E8#100A010203040506",
            "0 begin of 10",
            "0 7E0#301000CCCCCCCCCC",
            "1000000 RECEIVING N_TIMEOUT_Cr",
            "2000000 7E8#210708090A"),
        rig.taken());
  }

  @Test
  void afterASequenceErrorNothingOfTheMessageIsDelivered() {
    connect();
    rig.put("7E8#1014010203040506");
    rig.taken();
    rig.put("7E8#220708090A0B0C0D");
    rig.put("7E8#210708090A0B0C0D");
    rig.put("7E8#220E0F1011121314");
    assertEquals(
        List.of(
            "0 7E8#220708090A0B0C0D",
            "0 RECEIVING N_WRONG_SN",
            "0 7E8#210708090A0B0C0D",
            "0 7E8#220E0F1011121314"),
        rig.taken());
  }

  @Test
  void aSingleFrameInMidReceptionIsDeliveredOnceAndTheRestNever() {
    connect();
    rig.put("7E8#100A010203040506");
    rig.taken();
    rig.put("7E8#0155");
    rig.put("7E8#210708090A");
    assertEquals(
        List.of("0 7E8#0155", "0 RECEIVING N_UNEXP_PDU", "0 message of 1", "0 7E8#210708090A"),
        rig.taken());
  }

  @ParameterizedTest
  @CsvSource({
    "00,0",
    "F1,100",
    "F5,500",
    "F9,900",
    "01,1000",
    "0A,10000",
    "7F,127000",
    "80,127000"
  })
  void separationTimesAreKeptExactly(String stMin, long micros) {
    IsoTpConnection connection = connect();
    rig.logEnd(connection.send(NetworkRig.payload(27, 1)));
    rig.time.runDue();
    rig.taken();
    rig.put("7E8#3000" + stMin);
    rig.time.runUntil(Duration.ofSeconds(1).toNanos());
    List<String> log = rig.taken();
    List<String> times = new ArrayList<>();
    for (String line : log) {
      if (line.contains("7E0#2")) {
        times.add(line.substring(0, line.indexOf(' ')));
      }
    }
    assertEquals(List.of("0", "" + micros, "" + 2 * micros), times);
  }

  @Test
  void messagesAbove4095BytesTravelWithTheLongFirstFrame() {
    rig.network.echo(TESTER, ECU);
    IsoTpNetwork other = rig.join(b -> b);
    IsoTpConnection connection = other.createConnection(rig.listener(), ECU, TESTER);
    rig.logEnd(connection.send(NetworkRig.payload(10_000, 1)));
    rig.time.runUntil(Duration.ofSeconds(1).toNanos());
    List<String> log = rig.taken();
    assertTrue(log.get(0).startsWith("0 7E0#100000002710"), log.get(0));
    assertTrue(log.contains("0 message of 10000"));
  }

  @Test
  void waitOverflowAndNonsenseHaveTheirNames() {
    IsoTpConnection connection = connect();
    for (String flow : List.of("7E8#320000", "7E8#350000")) {
      rig.logEnd(connection.send(NetworkRig.payload(10, 1)));
      rig.time.runDue();
      rig.put(flow);
    }
    List<String> ends = rig.taken().stream().filter(line -> line.contains("sent")).toList();
    assertEquals(List.of("0 sent N_BUFFER_OVFLW", "0 sent N_INVALID_FS"), ends);
  }

  @Test
  void bothDirectionsAtOnce() {
    IsoTpConnection connection = connect();
    IsoTpConnection ecu = rig.join(b -> b).createConnection(rig.listener(), TESTER, ECU);
    rig.logEnd(connection.send(NetworkRig.payload(500, 1)));
    rig.logEnd(ecu.send(NetworkRig.payload(600, 2)));
    rig.time.runDue();
    List<String> log = rig.taken().stream().filter(line -> !line.contains("#")).toList();
    assertEquals(6, log.size(), log.toString());
    assertTrue(log.contains("0 message of 500"));
    assertTrue(log.contains("0 message of 600"));
  }

  @Test
  void functionalRequestsAreSingleFrames() {
    rig.logEnd(rig.network.send(CanId.base(0x7DF), (byte) 0x01, (byte) 0x00));
    rig.logEnd(rig.network.send(CanId.base(0x7DF), new byte[8]));
    rig.time.runDue();
    List<String> log = rig.taken();
    assertTrue(log.contains("0 7DF#020100CCCCCCCCCC"), log.toString());
    assertTrue(log.stream().anyMatch(line -> line.contains("cannot be segmented")), log.toString());
  }

  @Test
  void aServerAnswersPhysicalAndFunctionalRequestsNowAndLater() {
    rig.network.serve(
        request -> {
          String how = request.functional() ? "functional " : "physical ";
          rig.note(how + request.payload().length);
          if (!request.functional()) {
            request.respond((byte) 0x7F, (byte) 0x22, (byte) 0x78);
          }
          request.respondAfter(Duration.ofMillis(30), new byte[] {0x62, 1});
        },
        TESTER,
        ECU,
        CanId.base(0x7DF));
    rig.put("7E0#0322F190");
    rig.time.advance(Duration.ofMillis(100));
    rig.put("7DF#020100");
    rig.put("7DF#100A010203040506");
    rig.time.advance(Duration.ofMillis(100));
    assertEquals(
        List.of(
            "0 7E0#0322F190",
            "0 physical 3",
            "0 7E8#037F2278CCCCCCCC",
            "30000 7E8#026201CCCCCCCCCC",
            "100000 7DF#020100",
            "100000 functional 2",
            "100000 7DF#100A010203040506",
            "130000 7E8#026201CCCCCCCCCC"),
        rig.taken());
  }

  @Test
  void everyAddressingFormatFindsItsConnection() {
    CanId request = CanId.base(0x6F1);
    CanId answer = CanId.base(0x612);
    List<IsoTpAddress> formats =
        List.of(
            IsoTpAddress.normal(TESTER, ECU),
            IsoTpAddress.normal(CanId.extended(0x100), CanId.extended(0x101)),
            IsoTpAddress.normalFixed(0xF1, 0x10),
            IsoTpAddress.extended(request, answer, 0xF1, 0x12),
            IsoTpAddress.extended(request, answer, 0xF2, 0x13),
            IsoTpAddress.mixed29(0xF1, 0x10, 0x55),
            IsoTpAddress.mixed11(CanId.base(0x6F2), CanId.base(0x613), 0x77));
    IsoTpNetwork ecus = rig.join(b -> b);
    for (IsoTpAddress address : formats) {
      ecus.echo(address.reversed(), IsoTpOptions.DEFAULTS);
    }
    List<IsoTpStream> streams = new ArrayList<>();
    for (IsoTpAddress address : formats) {
      IsoTpStream stream = rig.network.openConnection(address, IsoTpOptions.DEFAULTS);
      streams.add(stream);
      rig.logEnd(stream.send(NetworkRig.payload(100, streams.size())));
    }
    rig.time.runDue();
    for (int i = 0; i < streams.size(); i++) {
      byte[] back = streams.get(i).receive().join();
      assertArrayEquals(NetworkRig.payload(100, i + 1), back, formats.get(i).toString());
    }
  }

  @Test
  void twoConnectionsCannotReceiveOneIdentifier() {
    connect();
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, this::connect);
    assertTrue(error.getMessage().contains("receives the same frames"));
  }

  @Test
  void connectionsOpenOnDemandUpToTheirLimit() {
    rig.network.accept(
        new CanFilter(CanId.base(0x7E8), 0x7F8),
        id -> IsoTpAddress.normal(CanId.base(id.value() - 8), id),
        2,
        rig.listener());
    rig.put("7E8#0141");
    rig.put("7EB#0141");
    rig.put("7EB#0141");
    rig.put("7EC#0141");
    assertEquals(
        List.of(
            "0 7E8#0141",
            "0 message of 1",
            "0 7EB#0141",
            "0 message of 1",
            "0 7EB#0141",
            "0 message of 1",
            "0 7EC#0141"),
        rig.taken());
  }

  @Test
  void closingFailsWhatIsInProgressAtOnce() {
    IsoTpConnection connection = connect();
    rig.logEnd(connection.send(NetworkRig.payload(10, 1)));
    rig.logEnd(connection.send((byte) 1));
    rig.time.runDue();
    rig.taken();
    connection.close();
    connection.close();
    rig.logEnd(connection.send((byte) 2));
    assertFalse(connection.isOpen());
    assertEquals(
        List.of("0 sent N_ERROR", "0 sent N_ERROR", "0 closed ", "0 sent N_ERROR"), rig.taken());
    assertEquals(0, rig.time.pendingTimers());
    connect();
  }

  @Test
  void everyConnectionIsNotifiedOfALostBus() {
    IsoTpConnection connection = connect();
    rig.logEnd(connection.send(NetworkRig.payload(10, 1)));
    rig.time.runDue();
    rig.taken();
    rig.wire.lose("network is down");
    rig.time.runDue();
    assertEquals(List.of("0 sent N_ERROR", "0 closed network is down"), rig.taken());
    assertThrows(IllegalStateException.class, this::connect);
  }

  @Test
  void aBusThatTakesNothingEndsTheTransferByNAs() {
    NetworkRig slow = new NetworkRig(wire -> wire.bitRate(CanBitRate.classic(100)).queue(1));
    IsoTpConnection connection = slow.network.createConnection(slow.listener(), ECU, TESTER);
    // 111 bits at 100 bit/s: the first frame keeps the queue full for longer than N_As.
    slow.logEnd(connection.send((byte) 1));
    slow.logEnd(connection.send((byte) 2));
    slow.time.runUntil(Duration.ofSeconds(5).toNanos());
    assertEquals(List.of("0 sent N_OK", "1000000 sent N_TIMEOUT_A"), slow.taken());
    slow.close();
  }

  @Test
  void tooManyWaitingMessagesAreRefusedAtOnce() {
    IsoTpConnection connection = connect();
    for (int i = 0; i <= IsoTpConnection.MAX_WAITING; i++) {
      rig.logEnd(connection.send(new byte[10]));
    }
    rig.taken();
    rig.logEnd(connection.send(new byte[10]));
    assertEquals(List.of("0 sent N_ERROR"), rig.taken());
  }
}
