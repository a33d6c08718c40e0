package io.obdio.isotp.engine;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ISO 15765-2:2016 table 22, one test per cell: what is in progress, and the unexpected frame. */
class UnexpectedFramesLadderTest {

  private static IsoTpOptions.Builder plain(boolean half) {
    return IsoTpOptions.builder().noPadding().blockSize(0).halfDuplex(half);
  }

  // Segmented transmit in progress.

  @Test
  void sendingFullDuplexTakesSingleFrames() {
    Ladder.play(
        plain(false),
        """
        0 send 10
        0 > 7E0#100A000102030405
        1 < 7E8#020001
        1 received 2
        2 < 7E8#300000
        2 > 7E0#2106070809
        2 confirm N_OK
        """);
  }

  @Test
  void sendingFullDuplexReceivesAtTheSameTime() {
    Ladder.play(
        plain(false),
        """
        0 send 17
        0 > 7E0#1011000102030405
        1 < 7E8#1011000102030405
        1 FF 17
        1 > 7E0#300000
        2 < 7E8#30000A
        2 > 7E0#21060708090A0B0C
        3 < 7E8#21060708090A0B0C
        4 < 7E8#220D0E0F10
        4 received 17
        12 > 7E0#220D0E0F10
        12 confirm N_OK
        """);
  }

  @Test
  void sendingHalfDuplexIgnoresTheBeginningOfMessages() {
    Ladder.play(
        plain(true),
        """
        0 send 10
        0 > 7E0#100A000102030405
        1 < 7E8#020001
        2 < 7E8#1011000102030405
        3 < 7E8#300000
        3 > 7E0#2106070809
        3 confirm N_OK
        4 < 7E8#020001
        4 received 2
        """);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sendingIgnoresConsecutiveAndUnknownFrames(boolean half) {
    Ladder.play(
        plain(half),
        """
        0 send 10
        0 > 7E0#100A000102030405
        1 < 7E8#2106070809
        2 < 7E8#500000
        3 < 7E8#300000
        3 > 7E0#2106070809
        3 confirm N_OK
        """);
  }

  @ParameterizedTest
  @CsvSource({"300000", "310000", "320000", "3F0000"})
  void sendingIgnoresFlowControlsThatItDoesNotAwait(String flowControl) {
    Ladder.play(
        plain(false),
        """
        0 send 17
        0 > 7E0#1011000102030405
        1 < 7E8#30000A
        1 > 7E0#21060708090A0B0C
        5 < 7E8#%s
        11 > 7E0#220D0E0F10
        11 confirm N_OK
        """
            .formatted(flowControl));
  }

  // Segmented receive in progress.

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void receivingASingleFrameEndsTheReception(boolean half) {
    Ladder.play(
        plain(half),
        """
        0 < 7E8#1011000102030405
        0 FF 17
        0 > 7E0#300000
        1 < 7E8#020001
        1 lost N_UNEXP_PDU
        1 received 2
        2 < 7E8#21060708090A0B0C
        """);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void receivingAFirstFrameBeginsAgain(boolean half) {
    Ladder.play(
        plain(half),
        """
        0 < 7E8#1011000102030405
        0 FF 17
        0 > 7E0#300000
        1 < 7E8#100A000102030405
        1 lost N_UNEXP_PDU
        1 FF 10
        1 > 7E0#300000
        2 < 7E8#2106070809
        2 received 10
        """);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void receivingIgnoresFlowControlsAndUnknownFrames(boolean half) {
    Ladder.play(
        plain(half),
        """
        0 < 7E8#100A000102030405
        0 FF 10
        0 > 7E0#300000
        1 < 7E8#300000
        2 < 7E8#700000
        3 < 7E8#2106070809
        3 received 10
        """);
  }

  @Test
  void receivingFullDuplexSendsAtTheSameTime() {
    Ladder.play(
        plain(false),
        """
        0 < 7E8#100A000102030405
        0 FF 10
        0 > 7E0#300000
        1 send 2
        1 > 7E0#020001
        1 confirm N_OK
        2 < 7E8#2106070809
        2 received 10
        """);
  }

  @Test
  void receivingHalfDuplexDoesNotSend() {
    Bench bench = new Bench(plain(true).build());
    bench.endpoint.onFrame(Ladder.frame("7E8#100A000102030405"), 0);
    assertThrows(IllegalStateException.class, () -> bench.endpoint.send(new byte[2], 1));
  }

  // Idle.

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void idleIgnoresWhatBeginsNothing(boolean half) {
    Ladder.play(
        plain(half),
        """
        0 < 7E8#2106070809
        1 < 7E8#300000
        2 < 7E8#310000
        3 < 7E8#320000
        4 < 7E8#3F0000
        5 < 7E8#900000
        6 < 7E8#020001
        6 received 2
        """);
  }
}
