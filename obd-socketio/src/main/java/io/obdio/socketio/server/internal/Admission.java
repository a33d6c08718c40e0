package io.obdio.socketio.server.internal;

import io.obdio.socketio.engineio.server.CloseReason;
import io.obdio.socketio.engineio.server.EngineServer;
import io.obdio.socketio.netty.FatalErrors;
import io.obdio.socketio.server.Adapter.SavedSession;
import io.obdio.socketio.server.ConnectListener;
import io.obdio.socketio.server.Middleware;
import io.obdio.socketio.server.ServerOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps by which a client enters a namespace: its state is restored, the middleware decides,
 * the socket is registered, the events that it missed are sent, and the listeners are notified.
 * Each step runs on the client's loop. Adding listeners is safe for use by any thread.
 */
final class Admission {
  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  private final IoNamespace namespace;
  private final List<Middleware> middleware = new CopyOnWriteArrayList<>();
  private final List<ConnectListener> connectionListeners = new CopyOnWriteArrayList<>();

  Admission(IoNamespace namespace) {
    this.namespace = namespace;
  }

  void use(Middleware added) {
    middleware.add(added);
  }

  void onConnection(ConnectListener listener) {
    connectionListeners.add(listener);
  }

  void connect(IoClient client, Map<String, @Nullable Object> auth) {
    if (namespace.recovering()
        && auth.get("pid") instanceof String pid
        && auth.get("offset") instanceof String offset) {
      restore(client, auth, pid, offset);
    } else {
      open(client, auth, null);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the failure is handled in the callback
  private void restore(
      IoClient client, Map<String, @Nullable Object> auth, String pid, String offset) {
    namespace
        .adapter()
        .restoreSession(pid, offset)
        .whenComplete(
            (saved, error) ->
                client
                    .session()
                    .loop()
                    .execute(
                        () -> {
                          if (error != null) {
                            LOG.warn(
                                "A session of {} could not be restored", namespace.name(), error);
                          }
                          boolean found = error == null && saved.isPresent();
                          open(client, auth, found ? new Restored(saved.get(), offset) : null);
                        }));
  }

  /**
   * A restored client.
   *
   * @param session its state
   * @param offset of the last event that it received
   */
  private record Restored(SavedSession session, String offset) {}

  private void open(
      IoClient client, Map<String, @Nullable Object> auth, @Nullable Restored restored) {
    SavedSession saved = restored == null ? null : restored.session();
    String id = saved == null ? EngineServer.newId() : saved.id();
    String privateId = null;
    if (namespace.recovering()) {
      privateId = saved == null ? EngineServer.newId() : saved.privateId();
    }
    IoSocket socket = new IoSocket(namespace, client, auth, saved, id, privateId);
    ServerOptions.Recovery recovery = namespace.recovery();
    if (restored != null && recovery != null && recovery.skipMiddleware()) {
      enter(socket, restored);
    } else {
      decide(socket, 0, restored);
    }
  }

  private void decide(IoSocket socket, int index, @Nullable Restored restored) {
    if (index >= middleware.size()) {
      enter(socket, restored);
      return;
    }
    Middleware.Next next = new Decision(socket, index, restored);
    try {
      middleware.get(index).handle(socket, next);
    } catch (Throwable e) {
      FatalErrors.check(e);
      LOG.warn("A middleware of {} failed: the client is refused", namespace.name(), e);
      next.refuse("Internal error", null);
    }
  }

  private final class Decision implements Middleware.Next {
    private final IoSocket socket;
    private final int index;
    private final @Nullable Restored restored;
    private final AtomicBoolean made = new AtomicBoolean();

    Decision(IoSocket socket, int index, @Nullable Restored restored) {
      this.socket = socket;
      this.index = index;
      this.restored = restored;
    }

    @Override
    public void proceed() {
      if (made.compareAndSet(false, true)) {
        socket.loop().execute(() -> decide(socket, index + 1, restored));
      }
    }

    @Override
    public void refuse(String message, @Nullable Object data) {
      if (made.compareAndSet(false, true)) {
        socket.loop().execute(() -> socket.client().connectError(namespace.name(), message, data));
      }
    }
  }

  private void enter(IoSocket socket, @Nullable Restored restored) {
    if (restored != null) {
      socket.bufferDeliveries();
    }
    if (socket.client().session().closed() || !namespace.register(socket)) {
      if (restored != null) {
        namespace.adapter().saveSession(restored.session()); // for the next attempt
      }
      socket.client().connectError(namespace.name(), "Invalid namespace", null);
      return;
    }
    socket.client().entered(socket);
    socket.entered(restored == null ? null : restored.session());
    if (restored == null) {
      connected(socket);
    } else {
      fetchMissed(socket, restored);
    }
  }

  /** Fetches what a client missed, now that it is registered and no further event can be lost. */
  @SuppressWarnings("FutureReturnValueIgnored") // the failure is handled in the callback
  private void fetchMissed(IoSocket socket, Restored restored) {
    namespace
        .adapter()
        .missedEvents(restored.session(), restored.offset())
        .whenComplete(
            (missed, error) ->
                socket
                    .loop()
                    .execute(
                        () -> {
                          if (error != null || missed.isEmpty()) {
                            // The client reconnects, and gets a new session.
                            LOG.debug(
                                "A restored client of {} cannot be served",
                                namespace.name(),
                                error);
                            socket.client().session().close(CloseReason.SERVER_CLOSE);
                          } else if (socket.connected()) {
                            socket.deliverMissed(missed.get());
                            connected(socket);
                          }
                        }));
  }

  private void connected(IoSocket socket) {
    for (ConnectListener listener : connectionListeners) {
      try {
        listener.onConnection(socket);
      } catch (Throwable e) {
        FatalErrors.check(e);
        LOG.warn("A connection listener of {} failed", namespace.name(), e);
      }
    }
  }
}
