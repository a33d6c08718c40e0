package io.obdio.socketio.uplink.mqtt;

import io.obdio.core.util.DaemonThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of handlers and listeners: one of its own, or one that connections share. */
final class CallbackThread implements Executor {

  private static final Logger log = LoggerFactory.getLogger(CallbackThread.class);

  private final ExecutorService executor;
  private final boolean shared;

  /**
   * Creates it.
   *
   * @param shared a single thread that is not ended; null for one of its own
   */
  CallbackThread(String name, @Nullable ExecutorService shared) {
    this.shared = shared != null;
    this.executor = shared != null ? shared : create(name);
  }

  private static ExecutorService create(String name) {
    return Executors.newSingleThreadExecutor(DaemonThreads.factory(name));
  }

  boolean isShared() {
    return shared;
  }

  /** Runs a task; the library has some after the end, which are omitted. */
  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      log.debug("a callback after the end of the connection is omitted");
    }
  }

  void end() {
    if (!shared) {
      executor.shutdown();
    }
  }
}
