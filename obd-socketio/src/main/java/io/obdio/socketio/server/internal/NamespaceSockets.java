package io.obdio.socketio.server.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.netty.buffer.ByteBuf;
import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.SendMode;
import io.obdio.socketio.protocol.Packet;
import io.obdio.socketio.server.AckException;
import io.obdio.socketio.server.Adapter.BroadcastEvent;
import io.obdio.socketio.server.Adapter.LocalSockets;
import io.obdio.socketio.server.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of a namespace on this server. A broadcast is encoded once, and every socket gets a
 * retained duplicate; the sockets of another loop get theirs in one task. Safe for use by any
 * thread.
 */
final class NamespaceSockets implements LocalSockets {
  private final IoNamespace namespace;
  private final Map<String, IoSocket> sockets;

  NamespaceSockets(IoNamespace namespace, Map<String, IoSocket> sockets) {
    this.namespace = namespace;
    this.sockets = sockets;
  }

  @Override
  public String namespace() {
    return namespace.name();
  }

  @Override
  public Set<String> ids() {
    return Collections.unmodifiableSet(sockets.keySet());
  }

  @Override
  public Optional<Socket> find(String id) {
    return Optional.ofNullable(sockets.get(id));
  }

  @Override
  public void serverSideEvent(String event, List<@Nullable Object> args) {
    namespace.serverSide().received(event, args);
  }

  @Override
  public CompletionStage<List<@Nullable Object>> serverSideEventWithAck(
      String event, List<@Nullable Object> args) {
    return namespace.serverSide().answered(event, args);
  }

  @Override
  public void deliver(Set<String> ids, BroadcastEvent event) {
    SendMode mode =
        switch (event.delivery()) {
          case RELIABLE -> SendMode.RELIABLE;
          case VOLATILE -> SendMode.VOLATILE;
          case LATEST -> SendMode.LATEST;
        };
    ByteBuf frames = namespace.event(Packet.NO_ID, event.event(), event.args());
    share(ids, frames, (socket, copy) -> socket.deliver(copy, mode, event), socket -> {});
  }

  @Override
  public CompletionStage<List<List<@Nullable Object>>> deliverWithAck(
      Set<String> ids,
      BroadcastEvent event,
      Duration timeout,
      Consumer<List<@Nullable Object>> each) {
    long ackId = namespace.nextAckId();
    ByteBuf frames = namespace.event(ackId, event.event(), event.args());
    List<String> present = ids.stream().filter(sockets::containsKey).toList();
    AckCollector collector = new AckCollector(present.size(), each);
    share(
        present,
        frames,
        (socket, copy) -> {
          CompletableFuture<List<@Nullable Object>> one = new CompletableFuture<>();
          var unused = one.whenComplete(collector::one);
          socket.sendExpecting(ackId, copy, timeout, one);
        },
        socket -> collector.one(null, new AckException("the client disconnected", List.of())));
    return collector.all();
  }

  private void share(
      Iterable<String> ids,
      ByteBuf frames,
      BiConsumer<IoSocket, ByteBuf> send,
      Consumer<String> gone) {
    Map<Loop, List<IoSocket>> elsewhere = new HashMap<>(2);
    try {
      for (String id : ids) {
        IoSocket socket = sockets.get(id);
        if (socket == null) {
          gone.accept(id);
        } else if (socket.loop().inLoop()) {
          send.accept(socket, frames.retainedDuplicate());
        } else {
          elsewhere.computeIfAbsent(socket.loop(), l -> new ArrayList<>()).add(socket);
        }
      }
      elsewhere.forEach((loop, list) -> shareOn(loop, list, frames, send));
    } finally {
      frames.release();
    }
  }

  private static void shareOn(
      Loop loop, List<IoSocket> list, ByteBuf frames, BiConsumer<IoSocket, ByteBuf> send) {
    frames.retain();
    try {
      loop.eventLoop()
          .execute(
              () -> {
                try {
                  for (IoSocket socket : list) {
                    send.accept(socket, frames.retainedDuplicate());
                  }
                } finally {
                  frames.release();
                }
              });
    } catch (RejectedExecutionException e) {
      frames.release(); // the server is closed
    }
  }

  /** A collector of the acknowledgements of a broadcast. Safe for use by any thread. */
  private static final class AckCollector {
    private final CompletableFuture<List<List<@Nullable Object>>> all = new CompletableFuture<>();

    @GuardedBy("this")
    private final List<List<@Nullable Object>> received = new ArrayList<>();

    @GuardedBy("this")
    private int missing;

    @GuardedBy("this")
    private int failed;

    private final Consumer<List<@Nullable Object>> each;

    AckCollector(int expected, Consumer<List<@Nullable Object>> each) {
      this.each = each;
      missing = expected;
      if (expected == 0) {
        all.complete(List.of());
      }
    }

    CompletionStage<List<List<@Nullable Object>>> all() {
      return all;
    }

    void one(@Nullable List<@Nullable Object> args, @Nullable Throwable error) {
      if (args != null && error == null) {
        each.accept(args);
      }
      List<List<@Nullable Object>> done;
      int notReceived;
      synchronized (this) {
        if (args != null && error == null) {
          received.add(args);
        } else {
          failed++;
        }
        if (--missing > 0) {
          return;
        }
        done = Collections.unmodifiableList(new ArrayList<>(received));
        notReceived = failed;
      }
      if (notReceived == 0) {
        all.complete(done);
      } else {
        all.completeExceptionally(
            new AckException(notReceived + " of the clients did not acknowledge", done));
      }
    }
  }
}
