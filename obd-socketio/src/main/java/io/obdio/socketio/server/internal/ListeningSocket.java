package io.obdio.socketio.server.internal;

import io.obdio.socketio.server.DisconnectListener;
import io.obdio.socketio.server.ErrorListener;
import io.obdio.socketio.server.EventFunction;
import io.obdio.socketio.server.EventListener;
import io.obdio.socketio.server.EventMiddleware;
import io.obdio.socketio.server.OutgoingListener;
import io.obdio.socketio.server.Socket;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a socket that keeps listeners. Safe for use by any thread. The listeners are created
 * when the first is added, because thousands of idle sockets have none.
 */
abstract class ListeningSocket implements Socket {
  private static final Logger LOG = LoggerFactory.getLogger(ListeningSocket.class);

  private volatile @Nullable Listeners listeners;

  /** Enables outgoing listeners for broadcasts. */
  abstract void watchOutgoing();

  private Listeners own() {
    Listeners known = listeners;
    if (known == null) {
      synchronized (this) {
        known = listeners;
        if (known == null) {
          known = new Listeners();
          listeners = known;
        }
      }
    }
    return known;
  }

  @Nullable Listeners listeners() {
    return listeners;
  }

  @Override
  public Socket on(String event, EventListener listener) {
    own().on(event, listener);
    return this;
  }

  @Override
  public Socket answer(String event, EventFunction function) {
    own().answer(event, function);
    return this;
  }

  @Override
  public Socket off(String event) {
    own().off(event);
    return this;
  }

  @Override
  public Socket onAny(EventListener listener) {
    own().onAny(listener);
    return this;
  }

  @Override
  public Socket once(String event, EventListener listener) {
    own().once(event, listener);
    return this;
  }

  @Override
  public Socket off(String event, EventListener listener) {
    own().off(event, listener);
    return this;
  }

  @Override
  public Socket prependAny(EventListener listener) {
    own().prependAny(listener);
    return this;
  }

  @Override
  public Socket offAny(EventListener listener) {
    own().offAny(listener);
    return this;
  }

  @Override
  public Socket use(EventMiddleware middleware) {
    own().use(middleware);
    return this;
  }

  @Override
  public Socket onError(ErrorListener listener) {
    own().onError(listener);
    return this;
  }

  @Override
  public Socket onDisconnecting(DisconnectListener listener) {
    own().onDisconnecting(listener);
    return this;
  }

  @Override
  public Socket onDisconnect(DisconnectListener listener) {
    own().onDisconnect(listener);
    return this;
  }

  @Override
  public Socket onAnyOutgoing(OutgoingListener listener) {
    own().onOutgoing(listener);
    watchOutgoing();
    return this;
  }

  @Override
  public Socket offAnyOutgoing(OutgoingListener listener) {
    own().offOutgoing(listener);
    return this;
  }

  /** Notifies the outgoing listeners. */
  void notifyOutgoing(String event, List<@Nullable Object> args) {
    Listeners known = listeners;
    if (known != null) {
      for (OutgoingListener listener : known.outgoing()) {
        try {
          listener.onOutgoing(event, args);
        } catch (RuntimeException e) {
          LOG.warn(
              "An outgoing listener failed for event '{}'; the event is sent nevertheless",
              event,
              e);
        }
      }
    }
  }
}
