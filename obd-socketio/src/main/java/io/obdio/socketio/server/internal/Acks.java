package io.obdio.socketio.server.internal;

import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.TimerWheel;
import io.obdio.socketio.server.AckException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The outstanding acknowledgements of a client; runs on the loop of its session. */
final class Acks {
  private record Pending(
      CompletableFuture<List<@Nullable Object>> future, TimerWheel.Timer timer) {}

  private final Loop loop;
  private final int max;
  private final Map<Long, Pending> pending = new HashMap<>(4);

  Acks(Loop loop, int max) {
    this.loop = loop;
    this.max = max;
  }

  /** Expects one; returns false and fails the future if too many are outstanding. */
  boolean expect(long id, long timeoutMillis, CompletableFuture<List<@Nullable Object>> future) {
    if (pending.size() >= max) {
      future.completeExceptionally(
          new AckException(max + " acknowledgements are outstanding", List.of()));
      return false;
    }
    TimerWheel.Timer timer = loop.schedule(timeoutMillis, () -> timedOut(id, timeoutMillis));
    pending.put(id, new Pending(future, timer));
    return true;
  }

  private void timedOut(long id, long timeoutMillis) {
    Pending late = pending.remove(id);
    if (late != null) {
      late.future()
          .completeExceptionally(
              new AckException("no acknowledgement within " + timeoutMillis + " ms", List.of()));
    }
  }

  /** Handles an acknowledgement; unknown and late ones are ignored. */
  void received(long id, List<@Nullable Object> args) {
    Pending known = pending.remove(id);
    if (known != null) {
      known.timer().cancel();
      known.future().complete(args);
    }
  }

  /** Fails all outstanding ones after the client disconnected. */
  void failAll() {
    List<Pending> all = List.copyOf(pending.values());
    pending.clear();
    for (Pending p : all) {
      p.timer().cancel();
      p.future().completeExceptionally(new AckException("the client disconnected", List.of()));
    }
  }
}
