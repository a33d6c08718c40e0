package io.obdio.isotp.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanBitRate;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.FrameError;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.engine.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What users of other ISO-TP libraries expect of a connection, in virtual time: times are in
 * microseconds.
 */
class ConnectionFeaturesTest {

  private static final CanId TESTER = CanId.base(0x7E0);
  private static final CanId ECU = CanId.base(0x7E8);
  private static final CanId FUNCTIONAL = CanId.base(0x7DF);

  private NetworkRig rig = new NetworkRig().logFrames();

  @AfterEach
  void close() {
    rig.close();
  }

  private IsoTpConnection connect() {
    return rig.network.createConnection(rig.listener(), ECU, TESTER);
  }

  private void run(long millis) {
    rig.time.advance(Duration.ofMillis(millis));
  }

  private List<String> lines(String part) {
    return rig.taken().stream().filter(line -> line.contains(part)).toList();
  }

  //  tester                         ECU
  //  |--- 7E0 FF ------------------->|
  //  |<-- 7E8 FC CTS, STmin 10 ms ---|
  //  |--- 7E0 CF 1, 2 -------------->|
  //  |  cancel                       |
  //  |  (no more frames)             |
  @Test
  void cancellingASendStopsIt() {
    IsoTpConnection connection = connect();
    CompletableFuture<Void> sent = connection.send(NetworkRig.payload(100, 1));
    CompletableFuture<Void> waiting = connection.send((byte) 0x01);
    CompletableFuture<Void> next = connection.send((byte) 0x02);
    rig.time.runDue();
    rig.put("7E8#30000A");
    run(15);
    assertEquals(2, lines("7E0#2").size());
    assertTrue(waiting.cancel(true));
    assertTrue(sent.cancel(true));
    run(1000);
    assertEquals(List.of("15000 7E0#0102CCCCCCCCCCCC"), rig.taken());
    assertTrue(next.isDone() && !next.isCompletedExceptionally());
  }

  @Test
  void aStreamThatTimesOutWhileSendingStopsToo() throws Exception {
    IsoTpStream stream = rig.network.openConnection(ECU, TESTER);
    assertThrows(
        java.util.concurrent.TimeoutException.class,
        () -> stream.send(NetworkRig.payload(100, 1), Duration.ofMillis(1)));
    run(1);
    rig.taken();
    rig.put("7E8#300000");
    run(1000);
    assertEquals(List.of(), lines("7E0#2"));
  }

  @Test
  void closingCanSendWhatIsWaitingFirst() {
    IsoTpConnection connection = connect();
    rig.logEnd(connection.send(NetworkRig.payload(20, 1)));
    rig.logEnd(connection.send((byte) 0x01));
    CompletableFuture<Void> closed = connection.closeAfterSending(Duration.ofSeconds(5));
    rig.logEnd(connection.send((byte) 0x02));
    rig.time.runDue();
    assertFalse(closed.isDone());
    assertTrue(connection.isOpen());
    rig.put("7E8#300000");
    run(1);
    assertTrue(closed.isDone());
    assertFalse(connection.isOpen());
    assertEquals(
        List.of("sent N_ERROR", "sent N_OK", "sent N_OK", "closed "),
        rig.taken().stream()
            .filter(line -> !line.contains("#"))
            .map(line -> line.substring(line.indexOf(' ') + 1))
            .toList());
  }

  @Test
  void closingWaitsNoLongerThanItsLimit() {
    IsoTpConnection connection = connect();
    rig.logEnd(connection.send(NetworkRig.payload(20, 1)));
    connection.closeAfterSending(Duration.ofMillis(300));
    run(1000);
    assertEquals(
        List.of("300000 sent N_ERROR", "300000 closed not sent within PT0.3S"),
        rig.taken().stream().filter(line -> !line.contains("#")).toList());
  }

  @Test
  void aClosedConnectionSendsNoMoreFlowControls() {
    IsoTpConnection connection = connect();
    rig.put("7E8#1020010203040506");
    assertEquals(1, lines("7E0#30").size());
    connection.close();
    rig.put("7E8#1020010203040506");
    run(100);
    assertEquals(List.of(), lines("7E0#"));
  }

  @Test
  void blockSizeAndStMinCanBeChangedWhileOpen() {
    IsoTpConnection connection = connect();
    rig.put("7E8#1020010203040506");
    connection.setFlowControl(4, 0xF5);
    rig.put("7E8#1020010203040506");
    assertEquals(List.of("0 7E0#301000CCCCCCCCCC", "0 7E0#3004F5CCCCCCCCCC"), lines("7E0#30"));
    assertThrows(IllegalArgumentException.class, () -> connection.setFlowControl(256, 0));
  }

  @Test
  void severalServersShareAFunctionalIdentifier() {
    for (int i = 0; i < 3; i++) {
      byte number = (byte) i;
      rig.network.serve(
          request -> request.respond(number, request.payload()[0]),
          CanId.base(0x7E0 + i),
          CanId.base(0x7E8 + i),
          FUNCTIONAL);
    }
    rig.put("7DF#0101");
    rig.put("7E1#0102");
    assertEquals(
        List.of(
            "0 7DF#0101",
            "0 7E8#020001CCCCCCCCCC",
            "0 7E9#020101CCCCCCCCCC",
            "0 7EA#020201CCCCCCCCCC",
            "0 7E1#0102",
            "0 7E9#020102CCCCCCCCCC"),
        rig.taken());
  }

  @Test
  void aServerThatCannotBeOpenedLeavesNothingRegistered() {
    connect();
    List<IsoTpAddress> functional = List.of(IsoTpAddress.normal(TESTER, FUNCTIONAL).asFunctional());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            rig.network.serve(
                request -> rig.note("served"),
                IsoTpAddress.normal(TESTER, ECU),
                functional,
                IsoTpOptions.DEFAULTS));
    rig.put("7DF#0101");
    rig.put("7E8#0141");
    assertEquals(List.of("0 7DF#0101", "0 7E8#0141", "0 message of 1"), rig.taken());
  }

  @Test
  void oneConnectionReceivesPhysicalAndFunctional29BitIdentifiers() {
    IsoTpAddress ecu =
        IsoTpAddress.normalFixed(0x10, 0xF1).withFunctional(CanId.extended(0x18DB33F1));
    rig.network.createConnection(
        new IsoTpListener() {
          @Override
          public void onMessage(IsoTpConnection connection, byte[] message) {
            rig.note("physical " + message.length);
            connection.send((byte) 0x41);
          }

          @Override
          public void onFunctionalMessage(IsoTpConnection connection, byte[] message) {
            rig.note("functional " + message.length);
            connection.send((byte) 0x42);
          }

          @Override
          public void onIgnored(IsoTpConnection connection, CanFrame frame, FrameError reason) {
            rig.note("ignored " + reason);
          }
        },
        ecu,
        IsoTpOptions.DEFAULTS);
    rig.put("18DA10F1#020100");
    rig.put("18DB33F1#020100");
    rig.put("18DB33F1#100A010203040506");
    assertEquals(
        List.of(
            "0 18DA10F1#020100",
            "0 physical 2",
            "0 18DAF110#0141CCCCCCCCCCCC",
            "0 18DB33F1#020100",
            "0 functional 2",
            "0 18DAF110#0142CCCCCCCCCCCC",
            "0 18DB33F1#100A010203040506",
            "0 ignored SEGMENTED_FUNCTIONAL"),
        rig.taken());
  }

  @Test
  void asymmetricAddressesUseAFormatForEachDirection() {
    IsoTpAddress here =
        IsoTpAddress.asymmetric(
            IsoTpAddress.extended(TESTER, ECU, 0xF1, 0x10), IsoTpAddress.normal(TESTER, ECU));
    assertEquals("7E0/10>7E8", here.toString());
    rig.network.echo(here.reversed(), IsoTpOptions.DEFAULTS);
    IsoTpStream stream = rig.join(b -> b).openConnection(here, IsoTpOptions.DEFAULTS);
    byte[] message = NetworkRig.payload(50, 1);
    rig.logEnd(stream.send(message));
    rig.time.runDue();
    assertArrayEquals(message, stream.receive().join());
    List<String> frames = rig.taken();
    assertTrue(frames.get(0).startsWith("0 7E0#101032"), frames.get(0));
    assertTrue(frames.contains("0 7E8#301000CCCCCCCCCC"), frames.toString());
  }

  @Test
  void ignoredFramesAreReportedWithTheirReason() {
    List<String> ignored = new ArrayList<>();
    rig.network.createConnection(
        new IsoTpListener() {
          @Override
          public void onMessage(IsoTpConnection connection, byte[] message) {}

          @Override
          public void onIgnored(IsoTpConnection connection, CanFrame frame, FrameError reason) {
            ignored.add(frame + " " + reason);
          }
        },
        ECU,
        TESTER);
    for (String frame :
        List.of("7E8#2101", "7E8#300000", "7E8#00", "7E8#4000", "7E8#10050102030405")) {
      rig.put(frame);
    }
    rig.put("7E8#1014010203040506");
    rig.put("7E8#21070809");
    assertEquals(
        List.of(
            "7E8#2101 UNEXPECTED_CF",
            "7E8#300000 UNEXPECTED_FC",
            "7E8#00 INVALID_PDU",
            "7E8#4000 INVALID_PDU",
            "7E8#10050102030405 INVALID_PDU",
            "7E8#21070809 WRONG_LENGTH"),
        ignored);
  }

  //  A bus at 500 kbit/s that others keep busy: the separation time counts from the transmission of
  //  a frame, not from the moment at which the frame was queued.
  @Test
  void theSeparationTimeStartsWithTheTransmission() {
    rig.close();
    rig = new NetworkRig(wire -> wire.bitRate(CanBitRate.classic(500_000))).logFrames();
    IsoTpConnection connection = connect();
    rig.logEnd(connection.send(NetworkRig.payload(100, 1)));
    run(1);
    // Each of these frames has priority and takes 270 us: 10 of them delay the second CF.
    for (int i = 0; i < 10; i++) {
      rig.at(Duration.ofMillis(2), "001#0000000000000000");
    }
    rig.at(Duration.ofMillis(2), "000#00");
    rig.at(Duration.ofMillis(1).plusNanos(800_000), "7E8#300001");
    run(1000);
    List<Long> times = new ArrayList<>();
    for (String line : rig.taken()) {
      if (line.contains("7E0#2")) {
        times.add(Long.parseLong(line.substring(0, line.indexOf(' '))));
      }
    }
    assertEquals(14, times.size());
    assertTrue(times.get(1) > 4500, "the second CF was not delayed: " + times);
    for (int i = 1; i < times.size(); i++) {
      // 1 ms between the frames, then up to 270 us for the frame itself.
      assertTrue(times.get(i) - times.get(i - 1) >= 1200, times.toString());
    }
  }

  @Test
  void aSendCanWaitForItsTransmission() {
    rig.close();
    rig = new NetworkRig(wire -> wire.bitRate(CanBitRate.classic(125_000)));
    IsoTpOptions confirmed = IsoTpOptions.builder().confirmed(true).build();
    IsoTpConnection connection =
        rig.network.createConnection(rig.listener(), IsoTpAddress.normal(TESTER, ECU), confirmed);
    rig.logEnd(connection.send((byte) 1));
    run(10);
    long bits = CanBitRate.bits(CanFrame.of(TESTER, new byte[8]));
    assertEquals(List.of(bits * 8 + " sent N_OK"), rig.taken());
  }

  @Test
  void aFrameThatIsNeverTransmittedEndsWithNAs() {
    rig.close();
    // 10 bit/s: 13.5 s for a frame, as on a bus without acknowledgement.
    rig = new NetworkRig(wire -> wire.bitRate(CanBitRate.classic(10)));
    IsoTpOptions options = IsoTpOptions.builder().confirmed(true).timers(Timers.STANDARD).build();
    IsoTpConnection connection =
        rig.network.createConnection(rig.listener(), IsoTpAddress.normal(TESTER, ECU), options);
    rig.logEnd(connection.send((byte) 1));
    run(2000);
    assertEquals(List.of("1000000 sent N_TIMEOUT_A"), rig.taken());
  }

  @Test
  void theBitRateLimitSpacesFramesEvenly() {
    // A frame of 8 bytes has at most 135 bits: 13.5 ms at 10 kbit/s.
    IsoTpOptions options = IsoTpOptions.builder().bitRateLimit(10_000).blockSize(0).build();
    IsoTpConnection connection =
        rig.network.createConnection(rig.listener(), IsoTpAddress.normal(TESTER, ECU), options);
    rig.logEnd(connection.send(NetworkRig.payload(27, 1)));
    rig.logEnd(connection.send((byte) 1));
    rig.time.runDue();
    rig.put("7E8#300000");
    run(100);
    assertEquals(
        List.of("0", "13500", "27000", "40500", "54000"),
        rig.taken().stream()
            .filter(line -> line.contains("7E0#"))
            .map(line -> line.substring(0, line.indexOf(' ')))
            .toList());
  }

  @Test
  void ownMessagesLetServerAndClientShareABus() throws Exception {
    // The example of aioisotp's README: receive_own_messages=True.
    rig.close();
    rig = new NetworkRig();
    IsoTpNetwork network =
        IsoTpNetwork.builder(rig.wire.join().receiveOwn(true))
            .loop(rig.time)
            .callbacks(Runnable::run)
            .open();
    network.echo(CanId.extended(0x1CDADCF9), CanId.extended(0x1CDAF9DC));
    IsoTpStream client =
        network.openConnection(CanId.extended(0x1CDAF9DC), CanId.extended(0x1CDADCF9));
    client.send("Hello world!".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    rig.time.runDue();
    assertEquals(
        "Hello world!",
        new String(client.receive().join(), java.nio.charset.StandardCharsets.US_ASCII));
  }
}
