package io.obdio.slcan;

import io.obdio.isotp.can.CanBus.TransmitListener;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The frames that an adapter has not acknowledged yet. Adapters answer every frame in order, with
 * {@code z}, {@code Z} or an empty line; the firmware of some never does, which is learned from the
 * first frames.
 *
 * <p>Pure: times are passed in nanoseconds. Not thread-safe.
 */
final class TransmitAcknowledgements {

  /** Maximum number of frames that the adapter has not acknowledged. */
  static final int MAX_OUTSTANDING = 32;

  /** Silence after which an adapter is considered not to acknowledge frames. */
  static final long EXPIRY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private enum Habit {
    UNKNOWN,
    ACKNOWLEDGES,
    NEVER
  }

  private record Outstanding(@Nullable TransmitListener listener, long sentAt) {}

  private final ArrayDeque<Outstanding> outstanding = new ArrayDeque<>();
  private Habit habit = Habit.UNKNOWN;

  /** Returns true if the adapter has to process frames before it may be sent another. */
  boolean isFull(long now) {
    expire(now);
    return habit == Habit.ACKNOWLEDGES && outstanding.size() >= MAX_OUTSTANDING;
  }

  /**
   * Records a frame that is about to be sent.
   *
   * @return true if the listener will be called
   */
  boolean add(@Nullable TransmitListener listener, long now) {
    if (habit == Habit.NEVER) {
      return false;
    }
    if (outstanding.size() >= MAX_OUTSTANDING) {
      outstanding.remove();
    }
    boolean reported = habit == Habit.ACKNOWLEDGES && listener != null;
    outstanding.add(new Outstanding(reported ? listener : null, now));
    return reported;
  }

  /** Takes back the frame recorded last, which was not sent. */
  void cancel() {
    outstanding.pollLast();
  }

  /** Records an acknowledgement; returns the listener to call, null if there is none. */
  @Nullable TransmitListener acknowledged() {
    Outstanding first = outstanding.poll();
    if (first != null && habit == Habit.UNKNOWN) {
      habit = Habit.ACKNOWLEDGES;
    }
    return first == null ? null : first.listener();
  }

  /** Records that the adapter refused a frame; returns false if none was sent. */
  boolean refused() {
    return outstanding.poll() != null;
  }

  private void expire(long now) {
    Outstanding first = outstanding.peek();
    if (first != null && now - first.sentAt() >= EXPIRY_NANOS) {
      habit = Habit.NEVER;
      outstanding.clear();
    }
  }
}
