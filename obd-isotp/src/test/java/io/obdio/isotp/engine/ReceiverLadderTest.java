package io.obdio.isotp.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.pdu.Padding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The receiver's half of clause 9, drawn as ladders: what comes to the left, sent to the right. */
class ReceiverLadderTest {

  private static IsoTpOptions.Builder plain() {
    return IsoTpOptions.builder().noPadding().blockSize(0);
  }

  @ParameterizedTest
  @CsvSource({"0100, 1", "0700010203040506, 7", "020001CCCCCCCCCC, 2"})
  void singleFrame(String frame, int length) {
    Ladder.play(
        plain(),
        """
        4 < 7E8#%s
        4 received %d
        """
            .formatted(frame, length));
  }

  @Test
  void oneFlowControlForAll() {
    Ladder.play(
        plain().stMin(0xF5),
        """
        0 < 7E8#1016000102030405
        0 FF 22
        0 > 7E0#3000F5
        2 < 7E8#21060708090A0B0C
        4 < 7E8#220D0E0F10111213
        6 < 7E8#231415AAAAAAAAAA
        6 received 22
        """);
  }

  @Test
  void aFlowControlForEachBlock() {
    Ladder.play(
        IsoTpOptions.builder().blockSize(2).stMin(10),
        """
        0 < 7E8#1022000102030405
        0 FF 34
        0 > 7E0#30020ACCCCCCCCCC
        10 < 7E8#21060708090A0B0C
        20 < 7E8#220D0E0F10111213
        20 > 7E0#30020ACCCCCCCCCC
        30 < 7E8#231415161718191A
        40 < 7E8#241B1C1D1E1F2021
        40 received 34
        """);
  }

  @Test
  void noConsecutiveFrameAfterTheFlowControl() {
    Ladder.play(
        plain().timers(Timers.OBD),
        """
        0 < 7E8#100A000102030405
        0 FF 10
        0 > 7E0#300000
        150 lost N_TIMEOUT_Cr
        151 < 7E8#2106070809
        """);
  }

  @Test
  void noFurtherConsecutiveFrame() {
    Ladder.play(
        plain(),
        """
        0 < 7E8#1016000102030405
        0 FF 22
        0 > 7E0#300000
        999 < 7E8#21060708090A0B0C
        1999 lost N_TIMEOUT_Cr
        """);
  }

  /** Even if tick was not called at the deadline. */
  @Test
  void aConsecutiveFrameAfterItsTimeIsTooLate() {
    Bench bench = new Bench(plain().build());
    bench.endpoint.onFrame(Ladder.frame("7E8#100A000102030405"), 0);
    bench.endpoint.onFrame(Ladder.frame("7E8#2106070809"), 1_000_000_000);
    assertEquals("[N_TIMEOUT_Cr]", bench.results.toString());
    assertTrue(bench.messages.isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"20", "22", "2F"})
  void wrongSequenceNumber(String pci) {
    Ladder.play(
        plain(),
        """
        0 < 7E8#1016000102030405
        0 FF 22
        0 > 7E0#300000
        1 < 7E8#%s060708090A0B0C
        1 lost N_WRONG_SN
        2 < 7E8#220D0E0F10111213
        3 < 7E8#231415
        """
            .formatted(pci));
  }

  @Test
  void theSameConsecutiveFrameTwice() {
    Ladder.play(
        plain(),
        """
        0 < 7E8#1016000102030405
        0 FF 22
        0 > 7E0#300000
        1 < 7E8#21060708090A0B0C
        1 < 7E8#21060708090A0B0C
        1 lost N_WRONG_SN
        """);
  }

  /** Its length is not that of the first frame: ignored, and the next one is out of sequence. */
  @Test
  void aConsecutiveFrameOfAnotherLength() {
    Ladder.play(
        plain(),
        """
        0 < 7E8#1016000102030405
        0 FF 22
        0 > 7E0#300000
        1 < 7E8#2106070809
        2 < 7E8#21060708090A0B0C
        3 < 7E8#220D0E0F10111213
        4 < 7E8#2314
        1003 lost N_TIMEOUT_Cr
        """);
  }

  @Test
  void tooLongAMessage() {
    Ladder.play(
        plain().maxLength(64),
        """
        0 < 7E8#1041000102030405
        0 > 7E0#320000
        0 refused 65
        1 < 7E8#21060708090A0B0C
        """);
    Ladder.play(
        plain(),
        """
        0 < 7E8#1000FFFFFFFF0001
        0 > 7E0#320000
        0 refused 4294967295
        """);
  }

  @Test
  void refusedByTheUser() {
    Ladder.play(
        plain(),
        """
        0 refuse
        0 < 7E8#100A000102030405
        0 FF 10
        0 > 7E0#320000
        0 refused 10
        """);
  }

  @Test
  void waitsUntilTheUserIsReady() {
    Ladder.play(
        plain().waitsSent(3).blockSize(1),
        """
        0 hold
        0 < 7E8#1011000102030405
        0 FF 17
        250 > 7E0#310100
        500 > 7E0#310100
        600 go
        600 > 7E0#300100
        600 hold
        700 < 7E8#21060708090A0B0C
        950 > 7E0#310100
        1200 > 7E0#310100
        1450 > 7E0#310100
        1500 go
        1500 > 7E0#300100
        1600 < 7E8#220D0E0F10
        1600 received 17
        """);
  }

  @Test
  void readyBeforeTheFirstWait() {
    Ladder.play(
        plain(),
        """
        0 hold
        0 < 7E8#100A000102030405
        0 FF 10
        100 go
        100 > 7E0#300000
        101 < 7E8#2106070809
        101 received 10
        """);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "3"})
  void neverReady(int allowed) {
    StringBuilder ladder = new StringBuilder("0 hold\n0 < 7E8#100A000102030405\n0 FF 10\n");
    for (int i = 1; i <= allowed; i++) {
      ladder.append(i * 250).append(" > 7E0#310000\n");
    }
    Ladder.play(plain().waitsSent(allowed), ladder + "" + (allowed + 1) * 250 + " lost N_WFT_OVRN");
  }

  @Test
  void aConsecutiveFrameWhileWaitingIsIgnored() {
    Ladder.play(
        plain().waitsSent(1),
        """
        0 hold
        0 < 7E8#100A000102030405
        0 FF 10
        10 < 7E8#2106070809
        20 go
        20 > 7E0#300000
        30 < 7E8#2106070809
        30 received 10
        """);
  }

  @Test
  void unconfirmedFlowControls() {
    Ladder.play(
        plain(),
        """
        0 queue
        0 < 7E8#100A000102030405
        0 FF 10
        0 > 7E0#300000
        1000 lost N_TIMEOUT_A
        1500 < 7E8#100A000102030405
        1500 FF 10
        1500 > 7E0#300000
        1600 confirmed
        2600 lost N_TIMEOUT_Cr
        """);
  }

  /** The answer may overtake the confirmation of what it answers. */
  @Test
  void aConsecutiveFrameBeforeTheConfirmation() {
    Ladder.play(
        plain(),
        """
        0 queue
        0 < 7E8#100A000102030405
        0 FF 10
        0 > 7E0#300000
        1 < 7E8#2106070809
        1 received 10
        2 confirmed
        """);
  }

  @Test
  void aFullBusIsTriedAgain() {
    Ladder.play(
        plain(),
        """
        0 busy
        0 < 7E8#100A000102030405
        0 FF 10
        2.5 free
        3 > 7E0#300000
        4 busy
        4 < 7E8#2106070809
        4 received 10
        10 < 7E8#100A000102030405
        10 FF 10
        1010 lost N_TIMEOUT_A
        """);
  }

  @Test
  void aBrokenBus() {
    Ladder.play(
        plain(),
        """
        0 broken
        0 < 7E8#100A000102030405
        0 FF 10
        0 > 7E0#300000
        0 lost N_ERROR
        """);
  }

  @Test
  void brokenOff() {
    Ladder.play(
        plain(),
        """
        0 < 7E8#100A000102030405
        0 FF 10
        0 > 7E0#300000
        5 abort
        5 lost N_ERROR
        6 < 7E8#2106070809
        """);
  }

  @ParameterizedTest
  @CsvSource({"LISTEN", "BROADCAST"})
  void silentRolesSendNothing(Role role) {
    Ladder.play(
        plain().role(role).blockSize(1),
        """
        0 < 7E8#1011000102030405
        0 FF 17
        5 < 7E8#21060708090A0B0C
        6 < 7E8#220D0E0F10
        6 received 17
        7 < 7E8#1FFF000102030405
        7 FF 4095
        1007 lost N_TIMEOUT_Cr
        """);
  }

  @Test
  void functionalRequestsAreSingleFrames() {
    Ladder.play(
        IsoTpAddress.normal(Ladder.REQUEST, Ladder.ANSWER).asFunctional(),
        plain().build(),
        """
        0 < 7E8#1011000102030405
        1 < 7E8#020001
        1 received 2
        """);
  }

  @Test
  void wronglyPaddedFramesAreIgnored() {
    Ladder.play(
        IsoTpOptions.builder().blockSize(0).rxPadding(Padding.FILLED_WITH_BYTE),
        """
        0 < 7E8#020001
        1 < 7E8#0200010000000000
        2 < 7E8#020001CCCCCCCCCC
        2 received 2
        3 < 7E8#100A000102030405
        3 FF 10
        3 > 7E0#300000CCCCCCCCCC
        4 < 7E8#2106070809
        5 < 7E8#2106070809CCCCCC
        5 received 10
        6 send 10
        6 > 7E0#100A000102030405
        7 < 7E8#300000
        8 < 7E8#300000CCCCCCCCCC
        8 > 7E0#2106070809CCCCCC
        8 confirm N_OK
        """);
  }

  @Test
  void framesForOthersAndReservedOnesAreIgnored() {
    Ladder.play(
        plain(),
        """
        0 < 7E9#020001
        0 < 000007E8#020001
        0 < 7E8#
        0 < 7E8#00
        0 < 7E8#400000
        0 < 7E8#21060708090A0B0C
        0 < 7E8#300000
        """);
  }
}
