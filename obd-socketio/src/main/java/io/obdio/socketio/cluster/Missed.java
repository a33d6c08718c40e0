package io.obdio.socketio.cluster;

import io.obdio.socketio.cluster.ClusterBus.Entry;
import io.obdio.socketio.cluster.ClusterMessage.Broadcast;
import io.obdio.socketio.server.Adapter.BroadcastEvent;
import io.obdio.socketio.server.Adapter.Delivery;
import io.obdio.socketio.server.Adapter.SavedSession;
import io.obdio.socketio.server.Adapter.Selection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The selection of the events that a client missed. */
final class Missed {
  private Missed() {}

  /**
   * Returns the events for a client, each with its offset as the last argument. Volatile ones are
   * left out: they are not kept for clients that are not connected.
   */
  static List<BroadcastEvent> events(SavedSession session, List<Entry> entries) {
    Set<String> rooms = new HashSet<>(session.rooms());
    rooms.add(session.id());
    List<BroadcastEvent> missed = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.message() instanceof Broadcast broadcast
          && broadcast.event().delivery() == Delivery.RELIABLE
          && selected(rooms, broadcast.to())) {
        missed.add(withOffset(broadcast.event(), entry.offset()));
      }
    }
    return missed;
  }

  private static boolean selected(Set<String> rooms, Selection to) {
    return (to.rooms().isEmpty() || !Collections.disjoint(rooms, to.rooms()))
        && Collections.disjoint(rooms, to.except());
  }

  /** Returns an event with an offset as its last argument. */
  static BroadcastEvent withOffset(BroadcastEvent event, String offset) {
    List<@Nullable Object> args = new ArrayList<>(event.args().size() + 1);
    args.addAll(event.args());
    args.add(offset);
    return new BroadcastEvent(
        event.event(), Collections.unmodifiableList(args), event.delivery(), event.key());
  }
}
