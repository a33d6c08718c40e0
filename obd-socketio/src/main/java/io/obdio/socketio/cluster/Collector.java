package io.obdio.socketio.cluster;

import java.util.concurrent.CompletableFuture;

/** A collector of the answers to one request. Safe for use by any thread. */
sealed interface Collector<T> permits SocketCollector, ServerAnswerCollector, AckCollector {

  /** Returns the future that completes with all answers. */
  CompletableFuture<T> result();

  /** Completes the future with what has arrived, if it is not complete. */
  void expire();
}
