package io.obdio.slcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.can.CanBus.TransmitListener;
import org.junit.jupiter.api.Test;

/** Whether an adapter acknowledges frames is learned from the first ones. */
class TransmitAcknowledgementsTest {

  private static final TransmitListener ONE = age -> {};
  private static final TransmitListener TWO = age -> {};

  private final TransmitAcknowledgements frames = new TransmitAcknowledgements();

  private void acknowledges() {
    assertFalse(frames.add(ONE, 0));
    assertNull(frames.acknowledged());
  }

  @Test
  void transmissionsAreReportedInOrderAfterTheFirstAcknowledgement() {
    acknowledges();
    assertTrue(frames.add(ONE, 0));
    assertFalse(frames.add(null, 0));
    assertTrue(frames.add(TWO, 0));
    assertSame(ONE, frames.acknowledged());
    assertNull(frames.acknowledged());
    assertSame(TWO, frames.acknowledged());
    assertNull(frames.acknowledged());
  }

  @Test
  void theNumberOfPendingFramesIsBounded() {
    acknowledges();
    for (int i = 0; i < TransmitAcknowledgements.MAX_OUTSTANDING; i++) {
      assertFalse(frames.isFull(0), i + " frames");
      assertTrue(frames.add(ONE, 0));
    }
    assertTrue(frames.isFull(0));
    frames.acknowledged();
    assertFalse(frames.isFull(0));
  }

  @Test
  void anAdapterThatNeverAcknowledgesIsNotWaitedFor() {
    for (int i = 0; i < 1000; i++) {
      assertFalse(frames.isFull(0));
      assertFalse(frames.add(ONE, 0));
    }
    assertFalse(frames.isFull(TransmitAcknowledgements.EXPIRY_NANOS));
    assertNull(frames.acknowledged());
    assertFalse(frames.add(ONE, TransmitAcknowledgements.EXPIRY_NANOS));
  }

  @Test
  void lostAcknowledgementsEndTheReports() {
    acknowledges();
    for (int i = 0; i < TransmitAcknowledgements.MAX_OUTSTANDING; i++) {
      assertTrue(frames.add(ONE, 0));
    }
    assertTrue(frames.isFull(TransmitAcknowledgements.EXPIRY_NANOS - 1));
    assertFalse(frames.isFull(TransmitAcknowledgements.EXPIRY_NANOS));
    assertFalse(frames.add(TWO, TransmitAcknowledgements.EXPIRY_NANOS));
  }

  @Test
  void aRefusedFrameIsNotReported() {
    acknowledges();
    assertTrue(frames.add(ONE, 0));
    assertTrue(frames.add(TWO, 0));
    assertTrue(frames.refused());
    assertSame(TWO, frames.acknowledged());
    assertFalse(frames.refused());
  }

  @Test
  void aFrameThatWasNotWrittenIsForgotten() {
    acknowledges();
    assertTrue(frames.add(ONE, 0));
    assertTrue(frames.add(TWO, 0));
    frames.cancel();
    assertSame(ONE, frames.acknowledged());
    assertEquals(null, frames.acknowledged());
  }
}
