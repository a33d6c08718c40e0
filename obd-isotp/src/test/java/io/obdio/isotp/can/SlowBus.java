package io.obdio.isotp.can;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A bus whose {@code send} takes time, before or after the frame is sent; records when the sends of
 * consecutive frames begin and end.
 */
final class SlowBus extends ForwardingBus {

  private static final long DELAY = TimeUnit.MILLISECONDS.toNanos(3);

  private record Sent(int type, long begin, long end) {}

  private final List<Sent> sent = new ArrayList<>();

  SlowBus(CanBus bus) {
    super(bus);
  }

  @Override
  public synchronized void send(CanFrame frame) throws IOException {
    int turn = pauseBefore();
    long begin = System.nanoTime();
    super.send(frame);
    pauseAfter(turn);
    sent.add(new Sent(frame.at(0) >> 4, begin, System.nanoTime()));
  }

  @Override
  public synchronized boolean send(CanFrame frame, TransmitListener listener) throws IOException {
    int turn = pauseBefore();
    long begin = System.nanoTime();
    boolean reported = super.send(frame, listener);
    // The bus knows better when the frame was transmitted than the duration of the call shows.
    long end = System.nanoTime();
    pauseAfter(turn);
    sent.add(
        new Sent(frame.at(0) >> 4, begin, reported ? begin : Math.max(end, System.nanoTime())));
    return reported;
  }

  private int pauseBefore() {
    int turn = sent.size() % 5;
    if (turn == 1) {
      LockSupport.parkNanos(DELAY);
    }
    return turn;
  }

  private static void pauseAfter(int turn) {
    if (turn == 3) {
      LockSupport.parkNanos(DELAY);
    }
  }

  /** Returns the gaps between consecutive frames of the same block. */
  synchronized List<Long> gaps(int blockSize) {
    List<Long> gaps = new ArrayList<>();
    int inBlock = 0;
    for (int i = 1; i < sent.size(); i++) {
      boolean both = sent.get(i).type() == 2 && sent.get(i - 1).type() == 2;
      inBlock = sent.get(i).type() == 2 ? inBlock + 1 : 0;
      if (both && (blockSize == 0 || (inBlock - 1) % blockSize != 0)) {
        gaps.add(sent.get(i).begin() - sent.get(i - 1).end());
      }
    }
    return gaps;
  }
}
