package io.obdio.socketio.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.server.AckException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A collector of the acknowledgements of the clients of all servers. Each server first reports how
 * many clients it asked; the first count to arrive need not be the first one sent.
 */
final class AckCollector implements Collector<List<List<@Nullable Object>>> {
  private final CompletableFuture<List<List<@Nullable Object>>> result = new CompletableFuture<>();

  @GuardedBy("this")
  private final List<List<@Nullable Object>> acks = new ArrayList<>();

  /** Servers whose count is missing, this one included; unknown until {@link #servers}. */
  @GuardedBy("this")
  private int uncounted = Integer.MAX_VALUE;

  @GuardedBy("this")
  private int counted;

  @GuardedBy("this")
  private long clients;

  @Override
  public CompletableFuture<List<List<@Nullable Object>>> result() {
    return result;
  }

  /** Sets the number of servers, this one included. */
  void servers(int servers) {
    synchronized (this) {
      uncounted = servers - counted;
    }
    check();
  }

  void counted(int more) {
    synchronized (this) {
      counted++;
      clients += Math.max(0, more);
      if (uncounted != Integer.MAX_VALUE) {
        uncounted--;
      }
    }
    check();
  }

  void acknowledged(List<@Nullable Object> args) {
    synchronized (this) {
      acks.add(args);
    }
    check();
  }

  private void check() {
    List<List<@Nullable Object>> all;
    synchronized (this) {
      if (uncounted > 0 || acks.size() < clients) {
        return;
      }
      all = copy();
    }
    result.complete(all);
  }

  @GuardedBy("this")
  private List<List<@Nullable Object>> copy() {
    return Collections.unmodifiableList(new ArrayList<>(acks));
  }

  @Override
  public void expire() {
    List<List<@Nullable Object>> some;
    String message;
    synchronized (this) {
      some = copy();
      message =
          uncounted > 0
              ? "not all servers answered"
              : (clients - acks.size()) + " of the clients did not acknowledge";
    }
    result.completeExceptionally(new AckException(message, some));
  }
}
