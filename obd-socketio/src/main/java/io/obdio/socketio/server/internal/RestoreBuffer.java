package io.obdio.socketio.server.internal;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.netty.SendMode;
import io.obdio.socketio.server.Adapter.BroadcastEvent;
import io.obdio.socketio.server.Adapter.Delivery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The broadcasts to a recovered client: they wait while the events that it missed are being
 * fetched, and those that were among the missed ones are dropped. For one thread.
 */
final class RestoreBuffer {

  /** An event that waits. */
  private record Waiting(
      ByteBuf frames, SendMode mode, @Nullable String key, @Nullable Object offset) {}

  private final int max;
  private final List<Waiting> waiting = new ArrayList<>();
  private final Set<Object> missed = new HashSet<>();
  private boolean fetched;

  /**
   * Creates an empty buffer.
   *
   * @param max events that may wait
   */
  RestoreBuffer(int max) {
    this.max = max;
  }

  /**
   * Delivers an event to a socket, now or later.
   *
   * @param frames taken over
   * @return false if too many events wait
   */
  boolean deliver(IoSocket socket, ByteBuf frames, SendMode mode, BroadcastEvent event) {
    Object offset = offset(event);
    if (offset != null && missed.contains(offset)) {
      frames.release();
    } else if (fetched) {
      socket.send(frames, mode, event.key());
    } else if (waiting.size() >= max) {
      frames.release();
      return false;
    } else {
      waiting.add(new Waiting(frames, mode, event.key(), offset));
    }
    return true;
  }

  /** Returns the offset of an event, which adapters that support recovery add to its arguments. */
  private static @Nullable Object offset(BroadcastEvent event) {
    List<@Nullable Object> args = event.args();
    return event.delivery() == Delivery.RELIABLE && !args.isEmpty()
        ? args.get(args.size() - 1)
        : null;
  }

  /** Takes the events that the client missed, which were sent to it. */
  void missed(List<BroadcastEvent> events) {
    for (BroadcastEvent event : events) {
      Object offset = offset(event);
      if (offset != null) {
        missed.add(offset);
      }
    }
  }

  /** Sends the waiting events that are not among the missed ones; nothing waits from now on. */
  void sendTo(IoSocket socket) {
    fetched = true;
    for (Waiting each : waiting) {
      if (each.offset() != null && missed.contains(each.offset())) {
        each.frames().release();
      } else {
        socket.send(each.frames(), each.mode(), each.key());
      }
    }
    waiting.clear();
  }

  /** Releases the events. */
  void clear() {
    waiting.forEach(each -> each.frames().release());
    waiting.clear();
  }
}
