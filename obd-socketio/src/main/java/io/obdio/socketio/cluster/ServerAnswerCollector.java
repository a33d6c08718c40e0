package io.obdio.socketio.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.server.AckException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A collector of one answer of each other server. */
final class ServerAnswerCollector implements Collector<List<List<@Nullable Object>>> {
  private final CompletableFuture<List<List<@Nullable Object>>> result = new CompletableFuture<>();
  private final int servers;

  @GuardedBy("this")
  private final List<List<@Nullable Object>> answers = new ArrayList<>();

  ServerAnswerCollector(int servers) {
    this.servers = servers;
  }

  @Override
  public CompletableFuture<List<List<@Nullable Object>>> result() {
    return result;
  }

  void add(List<@Nullable Object> answer) {
    List<List<@Nullable Object>> all;
    synchronized (this) {
      answers.add(answer);
      if (answers.size() < servers) {
        return;
      }
      all = copy();
    }
    result.complete(all);
  }

  @GuardedBy("this")
  private List<List<@Nullable Object>> copy() {
    return Collections.unmodifiableList(new ArrayList<>(answers));
  }

  @Override
  public void expire() {
    List<List<@Nullable Object>> some;
    synchronized (this) {
      some = copy();
    }
    result.completeExceptionally(
        new AckException(
            (servers - some.size()) + " of " + servers + " servers did not answer", some));
  }
}
