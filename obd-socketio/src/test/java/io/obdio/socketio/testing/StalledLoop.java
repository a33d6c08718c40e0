package io.obdio.socketio.testing;

import io.obdio.socketio.http.server.HttpServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps a server's only event loop busy, so that it reads what arrives meanwhile in one turn. */
public final class StalledLoop {
  private StalledLoop() {}

  /** An action of a test. */
  @FunctionalInterface
  public interface Action {
    /** Runs it. */
    void run() throws Exception;
  }

  /** Runs an action while the loop is busy. */
  public static void during(HttpServer server, Action action) throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    server
        .loops()
        .get(0)
        .execute(
            () -> {
              entered.countDown();
              try {
                if (!release.await(30, TimeUnit.SECONDS)) {
                  throw new IllegalStateException("not released");
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    if (!entered.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the loop does not run");
    }
    try {
      action.run();
    } finally {
      release.countDown();
    }
  }
}
