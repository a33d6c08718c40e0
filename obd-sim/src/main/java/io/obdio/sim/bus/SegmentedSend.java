package io.obdio.sim.bus;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import java.util.Arrays;

/**
 * A long request of a tester that segments (STCSEGT): first frame, flow control, consecutive
 * frames.
 */
public final class SegmentedSend {

  /** The receiver of the state of the transfer. */
  public interface Progress {
    /** Receives the notification that the transfer waits for a flow control frame. */
    void waiting();

    /**
     * Receives the notification that no more frames will be sent: the last one was sent, or the ECU
     * aborted the transfer.
     */
    void ended();
  }

  private final CanNetwork bus;
  private final CanId id;
  private final byte[] message;
  private final byte filler;
  private final Progress progress;
  private int sent;
  private int number = 1;
  private boolean waiting;

  public SegmentedSend(CanNetwork bus, CanId id, byte[] message, byte filler, Progress progress) {
    this.bus = bus;
    this.id = id;
    this.message = message;
    this.filler = filler;
    this.progress = progress;
  }

  public void start() {
    byte[] first = new byte[8];
    first[0] = (byte) (0x10 | message.length >> 8);
    first[1] = (byte) message.length;
    System.arraycopy(message, 0, first, 2, 6);
    sent = 6;
    bus.send(CanFrame.of(id, first));
    await();
  }

  private void await() {
    waiting = true;
    progress.waiting();
  }

  public boolean isWaiting() {
    return waiting;
  }

  /** Handles a frame and returns whether it was the expected flow control. */
  public boolean onFrame(CanFrame frame) {
    if (!waiting || frame.length() == 0 || frame.at(0) >> 4 != 3) {
      return false;
    }
    int status = frame.at(0) & 0x0F;
    if (status == 1) {
      progress.waiting();
      return true;
    }
    waiting = false;
    if (status != 0) {
      progress.ended();
    } else {
      int block = frame.length() > 1 ? frame.at(1) : 0;
      int stMin = frame.length() > 2 ? frame.at(2) : 0;
      next(block == 0 ? Integer.MAX_VALUE : block, Math.min(stMin, 127) * 1_000_000L);
    }
    return true;
  }

  private void next(int leftInBlock, long gap) {
    int count = Math.min(7, message.length - sent);
    byte[] data = new byte[8];
    Arrays.fill(data, filler);
    data[0] = (byte) (0x20 | number++ & 0x0F);
    System.arraycopy(message, sent, data, 1, count);
    sent += count;
    bus.send(CanFrame.of(id, data));
    if (sent == message.length) {
      progress.ended();
    } else if (leftInBlock == 1) {
      await();
    } else {
      bus.clock().after(gap, () -> next(leftInBlock - 1, gap));
    }
  }
}
