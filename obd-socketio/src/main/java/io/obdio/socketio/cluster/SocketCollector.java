package io.obdio.socketio.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.server.RemoteSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A collector of the clients of several servers. A server that does not answer in time is left out:
 * its clients would otherwise make those of all others unknown.
 */
final class SocketCollector implements Collector<List<RemoteSocket>> {
  private final CompletableFuture<List<RemoteSocket>> result = new CompletableFuture<>();
  private final Function<ClusterSocket, RemoteSocket> remote;

  @GuardedBy("this")
  private final List<RemoteSocket> sockets;

  @GuardedBy("this")
  private int missing;

  /**
   * Creates a collector.
   *
   * @param local the clients of this server
   * @param servers number of other servers, at least 1
   */
  SocketCollector(
      List<RemoteSocket> local, int servers, Function<ClusterSocket, RemoteSocket> remote) {
    this.sockets = new ArrayList<>(local);
    this.missing = servers;
    this.remote = remote;
  }

  @Override
  public CompletableFuture<List<RemoteSocket>> result() {
    return result;
  }

  void add(List<ClusterSocket> fetched) {
    List<RemoteSocket> all;
    synchronized (this) {
      fetched.forEach(socket -> sockets.add(remote.apply(socket)));
      if (--missing > 0) {
        return;
      }
      all = List.copyOf(sockets);
    }
    result.complete(all);
  }

  @Override
  public void expire() {
    List<RemoteSocket> some;
    synchronized (this) {
      some = List.copyOf(sockets);
    }
    result.complete(some);
  }
}
