package io.obdio.isotp.engine;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The sender's half of clause 9, as ladder diagrams: sent frames on the right, received ones on the
 * left.
 */
class SenderLadderTest {

  static IsoTpOptions.Builder plain() {
    return IsoTpOptions.builder().noPadding();
  }

  @Test
  void singleFrame() {
    Ladder.play(
        plain(),
        """
        0 send 7
        0 > 7E0#0700010203040506
        0 confirm N_OK
        """);
  }

  @Test
  void singleFrameWithPadding() {
    Ladder.play(
        IsoTpOptions.builder(),
        """
        0 send 2
        0 > 7E0#020001CCCCCCCCCC
        0 confirm N_OK
        """);
  }

  @Test
  void oneFlowControlForAll() {
    Ladder.play(
        IsoTpOptions.builder().padding(0xAA),
        """
        0 send 22
        0 > 7E0#1016000102030405
        3 < 7E8#300000
        3 > 7E0#21060708090A0B0C
        3 > 7E0#220D0E0F10111213
        3 > 7E0#231415AAAAAAAAAA
        3 confirm N_OK
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "05, 5, 10",
    "F5, 0.5, 1",
    "F1, 0.1, 0.2",
    "F9, 0.9, 1.8",
    "7F, 127, 254",
    "80, 127, 254",
    "F0, 127, 254",
    "FA, 127, 254",
    "FF, 127, 254" // reserved: 127 ms
  })
  void gapsOfStMin(String code, String second, String third) {
    Ladder.play(
        plain(),
        """
        0 send 22
        0 > 7E0#1016000102030405
        0 < 7E8#3000%s
        0 > 7E0#21060708090A0B0C
        %s > 7E0#220D0E0F10111213
        %s > 7E0#231415
        %s confirm N_OK
        """
            .formatted(code, second, third, third));
  }

  @Test
  void blocksEachWithItsOwnFlowControl() {
    Ladder.play(
        plain(),
        """
        0 send 34
        0 > 7E0#1022000102030405
        1 < 7E8#300102
        1 > 7E0#21060708090A0B0C
        9 < 7E8#300200
        9 > 7E0#220D0E0F10111213
        9 > 7E0#231415161718191A
        20 < 7E8#300F7F
        20 > 7E0#241B1C1D1E1F2021
        20 confirm N_OK
        """);
  }

  @Test
  void sequenceNumbersGoRound() {
    StringBuilder ladder =
        new StringBuilder("0 send 131\n0 > 7E0#1083000102030405\n0 < 7E8#300000\n");
    int at = 6;
    for (int sn = 1; sn <= 18; sn++) {
      StringBuilder data = new StringBuilder();
      for (int i = 0; i < 7 && at < 131; i++) {
        data.append("%02X".formatted(at++));
      }
      ladder.append("0 > 7E0#2%X%s%n".formatted(sn & 15, data));
    }
    Ladder.play(plain(), ladder + "0 confirm N_OK");
  }

  @Test
  void waitsAreObeyed() {
    Ladder.play(
        plain().waitsAccepted(2),
        """
        0 send 10
        0 > 7E0#100A000102030405
        900 < 7E8#310000
        1800 < 7E8#310000
        2700 < 7E8#300000
        2700 > 7E0#2106070809
        2700 confirm N_OK
        """);
  }

  @Test
  void tooManyWaits() {
    Ladder.play(
        plain().waitsAccepted(1),
        """
        0 send 10
        0 > 7E0#100A000102030405
        1 < 7E8#310000
        2 < 7E8#310000
        2 confirm N_WFT_OVRN
        """);
  }

  @Test
  void goingOnClearsTheCountOfWaits() {
    Ladder.play(
        plain().waitsAccepted(1),
        """
        0 send 17
        0 > 7E0#1011000102030405
        1 < 7E8#310000
        2 < 7E8#300100
        2 > 7E0#21060708090A0B0C
        3 < 7E8#310000
        4 < 7E8#300000
        4 > 7E0#220D0E0F10
        4 confirm N_OK
        """);
  }

  @Test
  void overflow() {
    Ladder.play(
        plain(),
        """
        0 send 10
        0 > 7E0#100A000102030405
        1 < 7E8#320000
        1 confirm N_BUFFER_OVFLW
        """);
  }

  @ParameterizedTest
  @CsvSource({"3", "7", "F"})
  void reservedFlowStatus(String status) {
    Ladder.play(
        plain(),
        """
        0 send 10
        0 > 7E0#100A000102030405
        1 < 7E8#3%s0000
        1 confirm N_INVALID_FS
        """
            .formatted(status));
  }

  @Test
  void aShortFlowControlIsNone() {
    Ladder.play(
        plain(),
        """
        0 send 10
        0 > 7E0#100A000102030405
        1 < 7E8#3000
        1000 confirm N_TIMEOUT_Bs
        """);
  }

  @Test
  void noFlowControlAfterTheFirstFrame() {
    Ladder.play(
        plain().timers(Timers.OBD),
        """
        0 send 10
        0 > 7E0#100A000102030405
        75 confirm N_TIMEOUT_Bs
        80 < 7E8#300000
        """);
  }

  @Test
  void noFlowControlAfterABlock() {
    Ladder.play(
        plain(),
        """
        0 send 20
        0 > 7E0#1014000102030405
        5 < 7E8#300100
        5 > 7E0#21060708090A0B0C
        1005 confirm N_TIMEOUT_Bs
        """);
  }

  @Test
  void eachWaitRestartsTheTimer() {
    Ladder.play(
        plain(),
        """
        0 send 20
        0 > 7E0#1014000102030405
        600 < 7E8#310000
        1600 confirm N_TIMEOUT_Bs
        """);
  }

  /** Even if tick was not called at the deadline. */
  @Test
  void aFlowControlAfterItsTimeIsTooLate() {
    Bench bench = new Bench(plain().build());
    bench.endpoint.send(new byte[20], 0);
    bench.endpoint.onFrame(Ladder.frame("7E8#300000"), 1_000_000_000);
    assertTrue(bench.results.contains(NResult.N_TIMEOUT_Bs), bench.results.toString());
    assertTrue(bench.frames.size() == 1, bench.frames.toString());
  }

  @Test
  void aForcedGapOverridesTheReceivers() {
    Ladder.play(
        plain().forcedGap(3_000_000),
        """
        0 send 17
        0 > 7E0#1011000102030405
        0 < 7E8#30007F
        0 > 7E0#21060708090A0B0C
        3 > 7E0#220D0E0F10
        3 confirm N_OK
        """);
  }

  @Test
  void broadcastWithoutFlowControl() {
    Ladder.play(
        plain().role(Role.BROADCAST).forcedGap(1_000_000),
        """
        0 send 17
        0 > 7E0#1011000102030405
        1 > 7E0#21060708090A0B0C
        2 > 7E0#220D0E0F10
        2 confirm N_OK
        """);
  }

  /** Above 4095 bytes the length takes 32 bits. */
  @Test
  void longerThanTwelveBitsCanExpress() {
    StringBuilder ladder =
        new StringBuilder("0 send 4096\n0 > 7E0#1000000010000001\n0 < 7E8#300000\n");
    int at = 2;
    for (int sn = 1; at < 4096; sn++) {
      StringBuilder data = new StringBuilder();
      for (int i = 0; i < 7 && at < 4096; i++) {
        data.append("%02X".formatted(at++ & 0xFF));
      }
      ladder.append("0 > 7E0#2%X%s%n".formatted(sn & 15, data));
    }
    Ladder.play(plain(), ladder + "0 confirm N_OK");
  }

  @Test
  void othersGetTheirTurnBetweenBursts() {
    Bench bench = new Bench(plain().burst(4).build());
    bench.endpoint.send(new byte[100], 0);
    bench.endpoint.onFrame(Ladder.frame("7E8#300000"), 5);
    assertTrue(bench.frames.size() == 5 && bench.endpoint.nextDeadline() <= 5);
    bench.endpoint.tick(5);
    assertTrue(bench.frames.size() == 9, bench.frames.toString());
  }

  @Test
  void functionalRequestsAreSingleFrames() {
    IsoTpAddress all = IsoTpAddress.normal(CanId.base(0x7DF), CanId.base(0x7E8)).asFunctional();
    Ladder.play(
        all,
        plain().build(),
        """
        0 send 7
        0 > 7DF#0700010203040506
        0 confirm N_OK
        """);
    Bench bench = new Bench(all, plain().build());
    assertThrows(IllegalArgumentException.class, () -> bench.endpoint.send(new byte[8], 0));
    assertTrue(bench.endpoint.readyToSend() && bench.frames.isEmpty());
  }

  @Test
  void refusesWhatCannotBeSent() {
    Bench bench = new Bench(plain().build());
    assertThrows(IllegalArgumentException.class, () -> bench.endpoint.send(new byte[0], 0));
    bench.endpoint.send(new byte[20], 0);
    assertThrows(IllegalStateException.class, () -> bench.endpoint.send(new byte[1], 0));
    Bench listener = new Bench(plain().role(Role.LISTEN).build());
    assertThrows(IllegalStateException.class, () -> listener.endpoint.send(new byte[1], 0));
  }
}
