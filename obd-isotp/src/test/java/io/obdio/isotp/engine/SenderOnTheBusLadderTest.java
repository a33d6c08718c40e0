package io.obdio.isotp.engine;

import org.junit.jupiter.api.Test;

/** What becomes of the sender's messages when the bus below is late, full or broken. */
class SenderOnTheBusLadderTest {

  @Test
  void unconfirmedFrames() {
    Ladder.play(
        SenderLadderTest.plain(),
        """
        0 queue
        0 send 3
        0 > 7E0#03000102
        1000 confirm N_TIMEOUT_A
        2000 send 17
        2000 > 7E0#1011000102030405
        2010 confirmed
        2020 < 7E8#300002
        2020 > 7E0#21060708090A0B0C
        2050 confirmed
        2052 > 7E0#220D0E0F10
        3052 confirm N_TIMEOUT_A
        """);
  }

  /** The gap is between the end of one and the beginning of the next. */
  @Test
  void timersStartWithTheConfirmation() {
    Ladder.play(
        SenderLadderTest.plain(),
        """
        0 queue
        0 send 10
        0 > 7E0#100A000102030405
        400 confirmed
        1400 confirm N_TIMEOUT_Bs
        """);
  }

  /** The answer may overtake the confirmation of what it answers. */
  @Test
  void aFlowControlBeforeTheConfirmation() {
    Ladder.play(
        SenderLadderTest.plain(),
        """
        0 queue
        0 send 10
        0 > 7E0#100A000102030405
        1 < 7E8#300000
        1 > 7E0#2106070809
        2 confirmed
        2 confirm N_OK
        """);
  }

  @Test
  void aFullBusIsTriedAgain() {
    Ladder.play(
        SenderLadderTest.plain(),
        """
        0 busy
        0 send 3
        2.5 free
        3 > 7E0#03000102
        3 confirm N_OK
        10 busy
        10 send 3
        1010 confirm N_TIMEOUT_A
        """);
  }

  @Test
  void aConsecutiveFrameThatTheBusDoesNotTake() {
    Ladder.play(
        SenderLadderTest.plain(),
        """
        0 send 17
        0 > 7E0#1011000102030405
        0 < 7E8#30000A
        0 > 7E0#21060708090A0B0C
        5 busy
        910 confirm N_ERROR
        """);
  }

  @Test
  void aBrokenBus() {
    Ladder.play(
        SenderLadderTest.plain(),
        """
        0 broken
        0 send 3
        0 > 7E0#03000102
        0 confirm N_ERROR
        """);
  }

  @Test
  void brokenOff() {
    Ladder.play(
        SenderLadderTest.plain(),
        """
        0 send 10
        0 > 7E0#100A000102030405
        7 abort
        7 confirm N_ERROR
        8 < 7E8#300000
        """);
  }
}
