package io.obdio.isotp.engine;

import org.junit.jupiter.api.Test;

/** What another ISO-TP library was seen to do wrong; each here as the standard has it. */
class PeersMistakesTest {

  private static IsoTpOptions.Builder plain() {
    return IsoTpOptions.builder().noPadding().blockSize(0);
  }

  @Test
  void aMissingFlowControlDoesNotHangTheQueue() {
    Ladder.play(
        plain(),
        """
        0 send 10
        0 > 7E0#100A000102030405
        1000 confirm N_TIMEOUT_Bs
        1001 send 2
        1001 > 7E0#020001
        1001 confirm N_OK
        """);
  }

  @Test
  void aFlowControlWhileIdleDoesNoHarm() {
    Ladder.play(
        plain(),
        """
        0 < 7E8#300000
        0 < 7E8#3FFFFF
        1 send 2
        1 > 7E0#020001
        1 confirm N_OK
        """);
  }

  @Test
  void aConsecutiveFrameTwoSecondsLateIsNotTaken() {
    Ladder.play(
        plain(),
        """
        0 < 7E8#100A000102030405
        0 FF 10
        0 > 7E0#300000
        1000 lost N_TIMEOUT_Cr
        2000 < 7E8#2106070809
        """);
  }

  @Test
  void afterASequenceErrorTheBrokenMessageIsNotDelivered() {
    Ladder.play(
        plain(),
        """
        0 < 7E8#1018000102030405
        0 FF 24
        0 > 7E0#300000
        1 < 7E8#21060708090A0B0C
        2 < 7E8#23060708090A0B0C
        2 lost N_WRONG_SN
        3 < 7E8#220D0E0F10111213
        4 < 7E8#2314151617
        5 < 7E8#24
        """);
  }

  @Test
  void aSingleFrameInTheMiddleOfAReceptionIsDeliveredOnce() {
    Ladder.play(
        plain(),
        """
        0 < 7E8#1011000102030405
        0 FF 17
        0 > 7E0#300000
        1 < 7E8#020001
        1 lost N_UNEXP_PDU
        1 received 2
        2 < 7E8#21060708090A0B0C
        3 < 7E8#220D0E0F10
        """);
  }

  @Test
  void stMinBelowAMillisecondIsKept() {
    Ladder.play(
        plain(),
        """
        0 send 20
        0 > 7E0#1014000102030405
        0 < 7E8#3000F1
        0 > 7E0#21060708090A0B0C
        0.1 > 7E0#220D0E0F10111213
        0.1 confirm N_OK
        """);
  }

  @Test
  void messagesAbove4095BytesBeginWithAFirstFrameOf32Bits() {
    Ladder.play(
        plain(),
        """
        0 send 5000
        0 > 7E0#1000000013880001
        1 < 7E8#320000
        1 confirm N_BUFFER_OVFLW
        2 < 7E8#1000000013880001
        2 FF 5000
        2 > 7E0#300000
        1002 lost N_TIMEOUT_Cr
        """);
  }
}
