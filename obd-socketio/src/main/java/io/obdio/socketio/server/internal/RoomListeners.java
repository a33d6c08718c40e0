package io.obdio.socketio.server.internal;

import io.obdio.socketio.server.RoomListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners for the rooms of a namespace. The adapter reports named rooms, the namespace those
 * of single clients. Safe for use by any thread.
 */
final class RoomListeners implements RoomListener {
  private static final Logger LOG = LoggerFactory.getLogger(RoomListeners.class);

  private final List<RoomListener> listeners = new CopyOnWriteArrayList<>();

  void add(RoomListener listener) {
    listeners.add(listener);
  }

  /** Reports the own room of a client that connected. */
  void entered(String id) {
    onCreate(id);
    onJoin(id, id);
  }

  /** Reports the own room of a client that disconnected. */
  void gone(String id) {
    onLeave(id, id);
    onDelete(id);
  }

  @Override
  public void onCreate(String room) {
    each(listener -> listener.onCreate(room));
  }

  @Override
  public void onDelete(String room) {
    each(listener -> listener.onDelete(room));
  }

  @Override
  public void onJoin(String room, String socketId) {
    each(listener -> listener.onJoin(room, socketId));
  }

  @Override
  public void onLeave(String room, String socketId) {
    each(listener -> listener.onLeave(room, socketId));
  }

  private void each(Consumer<RoomListener> report) {
    for (RoomListener listener : listeners) {
      try {
        report.accept(listener);
      } catch (RuntimeException e) {
        LOG.warn("A listener for rooms failed", e);
      }
    }
  }
}
