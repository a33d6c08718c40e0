package io.obdio.core.connection;

import io.obdio.core.util.SerialExecutors;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A list of listeners that are called on a thread of their own, in order. {@link #dispatch} is
 * called by any thread and never blocks; of more than {@value #CAPACITY} pending events the oldest
 * are discarded.
 */
final class Notifier<L> {

  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
  private static final int CAPACITY = 256;

  private final List<L> listeners = new CopyOnWriteArrayList<>();
  private final ExecutorService executor;

  Notifier(String threadName) {
    executor = SerialExecutors.discardingOldest(threadName, CAPACITY);
  }

  void add(L listener) {
    listeners.add(listener);
  }

  void remove(L listener) {
    listeners.remove(listener);
  }

  void dispatch(Consumer<? super L> event) {
    if (listeners.isEmpty()) {
      return;
    }
    executor.execute(() -> listeners.forEach(listener -> dispatch(listener, event)));
  }

  private void dispatch(L listener, Consumer<? super L> event) {
    try {
      event.accept(listener);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      LOG.warn("a listener failed: {}", e.toString(), e);
    }
  }

  /** Ends the notifier: pending events are still delivered, later ones are ignored. */
  void close() {
    executor.shutdown();
  }
}
