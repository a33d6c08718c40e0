package io.obdio.core.connection;

/**
 * The direct receiver of all responses of an {@link ObdWatcher}: no queue and no other thread is
 * between it and the request loop. For programs that distribute responses themselves; others add a
 * listener or a callback, which may be slow.
 */
@FunctionalInterface
public interface ResponseSink {

  /** A sink that ignores all responses. */
  ResponseSink NONE = response -> {};

  /**
   * Receives a response, which may be empty. Called by the watcher's thread, one response after the
   * other, in the order of the requests, without locks held; the vehicle is not requested anything
   * until the call returns, so it must not block. May call the watcher. An exception is logged and
   * counted as {@link WatcherStatistics#callbackFailures()}.
   */
  void accept(ObdResponse<?> response);
}
