package io.obdio.core.connection;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls listeners on one thread of its own, in order. {@link #tell} is called by any thread and
 * never blocks; of more than 256 events that wait, the oldest are dropped. The thread lives only
 * while there is something to tell.
 */
final class Notifier<L> {

  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
  private static final int BOUND = 256;

  private final List<L> listeners = new CopyOnWriteArrayList<>();
  private final ThreadPoolExecutor executor;

  Notifier(String threadName) {
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(BOUND),
            task -> {
              Thread thread = new Thread(task, threadName);
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardOldestPolicy());
    executor.allowCoreThreadTimeOut(true);
  }

  void add(L listener) {
    listeners.add(listener);
  }

  void remove(L listener) {
    listeners.remove(listener);
  }

  void tell(Consumer<? super L> event) {
    if (listeners.isEmpty()) {
      return;
    }
    executor.execute(() -> listeners.forEach(listener -> tell(listener, event)));
  }

  private void tell(L listener, Consumer<? super L> event) {
    try {
      event.accept(listener);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      LOG.warn("a listener failed: {}", e.toString(), e);
    }
  }

  /** Tells what is waiting, and nothing after that. */
  void close() {
    executor.shutdown();
  }
}
