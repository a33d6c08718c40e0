package io.obdio.isotp.transport;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.isotp.can.CanId;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the link's threads meet the one that asks.
 *
 * <p>Threads: the link's call the methods of {@link ObdLink.Listener}, the asking one the others,
 * anybody {@link #end}. The lock guards everything; it is never held while others are called.
 */
final class PendingExchange implements ObdLink.Listener {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Consumer<String> onLost;
  private @Nullable AnswerCollector collector;
  private @Nullable String ended;

  PendingExchange(Consumer<String> onLost) {
    this.onLost = onLost;
  }

  static EcuAddress ecu(CanId id) {
    return id.extended() ? EcuAddress.can29(id.value()) : EcuAddress.can11(id.value());
  }

  private void tell(Consumer<AnswerCollector> news) {
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
    tell(answers -> answers.began(ecu(from)));
  }

  @Override
  public void message(CanId from, byte[] message) {
    long now = System.nanoTime();
    tell(answers -> answers.message(ecu(from), Payload.of(message), now));
  }

  @Override
  public void failed(CanId from, String why) {
    tell(answers -> answers.failed(ecu(from), why));
  }

  @Override
  public void lost(String reason) {
    if (end(reason)) {
      onLost.accept(reason);
    }
  }

  /** No more exchanges; false if that was so already. */
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

  /** From now on answers are collected. */
  void begin(AnswerCollector answers) throws TransportException.Lost {
    lock.lock();
    try {
      requireOpen();
      collector = answers;
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() throws TransportException.Lost {
    if (ended != null) {
      throw new TransportException.Lost(ended);
    }
  }

  /** The request was not sent. */
  void abandon() throws TransportException.Lost {
    lock.lock();
    try {
      collector = null;
      requireOpen();
    } finally {
      lock.unlock();
    }
  }

  /** The request has been sent: waits for the answers. */
  TransportAnswer await() throws TransportException.Lost, InterruptedException {
    lock.lock();
    try {
      AnswerCollector answers = collector;
      if (answers == null) {
        throw new IllegalStateException("nothing was begun");
      }
      answers.sent(System.nanoTime());
      while (ended == null && !answers.done(System.nanoTime())) {
        long unused = changed.awaitNanos(answers.deadline() - System.nanoTime());
      }
      requireOpen();
      return answers.answer();
    } finally {
      collector = null;
      lock.unlock();
    }
  }
}
