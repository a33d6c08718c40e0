package io.obdio.isotp.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.connection.TimeSource;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.isotp.can.CanId;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The exchange in progress: passes what the link receives to the collector and blocks the caller
 * until the exchange is complete.
 *
 * <p>Threads: the link's threads call the methods of {@link ObdLink.Listener}, the calling thread
 * the others, any thread {@link #end}. The lock is not held while other objects are called, except
 * the pure collector.
 */
final class PendingExchange implements ObdLink.Listener {

  /** Longest uninterrupted wait in nanoseconds; a longer one shows that the host was stalled. */
  private static final long SLICE = 10_000_000;

  /** Delay of a wake-up that is not considered a stall. */
  private static final long TOLERANCE = 5_000_000;

  /** A request whose response window is over. */
  private record Expired(Payload request, long sentAt) {}

  private final TimeSource time;
  private final ResponseTiming timing;
  private final Consumer<String> onLost;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private @Nullable AnswerCollector collector;

  @GuardedBy("lock")
  private @Nullable Payload request;

  @GuardedBy("lock")
  private long sentAt;

  @GuardedBy("lock")
  private @Nullable Expired expired;

  @GuardedBy("lock")
  private @Nullable String ended;

  PendingExchange(TimeSource time, ResponseTiming timing, Consumer<String> onLost) {
    this.time = time;
    this.timing = timing;
    this.onLost = onLost;
  }

  private void collect(Consumer<AnswerCollector> news) {
    lock.lock();
    try {
      if (collector != null) {
        news.accept(collector);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void began(CanId from) {
    long now = time.nanoTime();
    collect(answers -> answers.began(ObdIds.address(from), now));
  }

  @Override
  public void message(CanId from, byte[] message) {
    long now = time.nanoTime();
    Payload payload = Payload.of(message);
    learnFromLate(payload, now);
    collect(answers -> answers.message(ObdIds.address(from), payload, now));
  }

  /** Learns from a response that came after its window. */
  private void learnFromLate(Payload payload, long now) {
    lock.lock();
    try {
      if (expired != null
          && !payload.isEmpty()
          && Service.match(expired.request(), payload) != Service.Match.OTHER) {
        timing.learn(now - expired.sentAt(), now);
        expired = null;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void failed(CanId from, String why) {
    collect(answers -> answers.failed(ObdIds.address(from), why));
  }

  @Override
  public void lost(String reason) {
    if (end(reason)) {
      onLost.accept(reason);
    }
  }

  /** Ends this and all further exchanges; returns false if that has been done before. */
  boolean end(String reason) {
    lock.lock();
    try {
      if (ended != null) {
        return false;
      }
      ended = reason;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Starts to collect responses. */
  void begin(Payload newRequest, AnswerCollector answers) throws TransportException.Lost {
    lock.lock();
    try {
      requireOpen();
      request = newRequest;
      collector = answers;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void requireOpen() throws TransportException.Lost {
    if (ended != null) {
      throw new TransportException.Lost(ended);
    }
  }

  /** Begins the transmission of the request. */
  void sending(EcuAddress target) {
    long now = time.nanoTime();
    collect(answers -> answers.sending(target, now));
  }

  /** Ends the transmission of the request; wakes the calling thread. */
  void transmitted(EcuAddress target) {
    lock.lock();
    try {
      sentAt = time.nanoTime();
      if (collector != null) {
        collector.transmitted(target, sentAt);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Starts the response window. It begins when the calling thread has noticed the end of the
   * transmission, so that a delay of this host does not shorten it.
   */
  void sent(EcuAddress target, long window) {
    long now = time.nanoTime();
    collect(answers -> answers.sent(target, now, window));
  }

  /** Returns true if an ECU is responding or has responded. */
  boolean responding() {
    lock.lock();
    try {
      return collector != null && collector.responding();
    } finally {
      lock.unlock();
    }
  }

  /** Blocks until the collector is done; returns true if an ECU is responding or has responded. */
  boolean await() throws TransportException.Lost, InterruptedException {
    lock.lock();
    try {
      AnswerCollector answers = required();
      while (ended == null && !answers.done(time.nanoTime())) {
        waitFor(answers);
      }
      requireOpen();
      return answers.responding();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a slice; a wait that took much longer does not count as waiting for the vehicle. */
  @GuardedBy("lock")
  private void waitFor(AnswerCollector answers) throws InterruptedException {
    long before = time.nanoTime();
    long slice = Math.min(SLICE, answers.deadline() - before);
    time.await(changed, slice);
    long stalled = time.nanoTime() - before - slice;
    if (stalled > TOLERANCE) {
      answers.stalled(stalled);
    }
  }

  @GuardedBy("lock")
  private AnswerCollector required() {
    AnswerCollector answers = collector;
    if (answers == null) {
      throw new IllegalStateException("no exchange was started");
    }
    return answers;
  }

  /** Returns the responses collected, and ends the exchange. */
  TransportAnswer finish() throws TransportException.Lost {
    lock.lock();
    try {
      AnswerCollector answers = required();
      collector = null;
      expired = request != null && !answers.responding() ? new Expired(request, sentAt) : null;
      requireOpen();
      return answers.answer();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the exchange without responses: the request was not sent. */
  void abandon() throws TransportException.Lost {
    lock.lock();
    try {
      collector = null;
      requireOpen();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Blocks until a condition holds, checked whenever something has changed.
   *
   * @return false if it did not hold until {@code end}
   */
  boolean waitUntil(Predicate<TimeSource> condition, long end)
      throws TransportException.Lost, InterruptedException {
    lock.lock();
    try {
      while (ended == null && !condition.test(time)) {
        long left = end - time.nanoTime();
        if (left <= 0) {
          return false;
        }
        time.await(changed, left);
      }
      requireOpen();
      return true;
    } finally {
      lock.unlock();
    }
  }
}
