package io.obdio.socketio.obd;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.access.SessionInfo;
import io.obdio.socketio.event.ClientSessions;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.event.EventRow;
import io.obdio.socketio.event.EventTable;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The events by which an administrator lists the sessions of all clients and ends one. */
final class SessionEvents {

  /** The sessions that an answer contains at most, the oldest first. */
  private static final int MAX_LISTED = 1_000;

  private final Access access;
  private final ClientSessions sessions;

  SessionEvents(Access access, ClientSessions sessions) {
    this.access = access;
    this.sessions = sessions;
  }

  void register(EventTable table) {
    table.put(EventRow.answering("sessions", Scope.ADMIN, (socket, args) -> list()));
    table.put(EventRow.acknowledging("end_session", Scope.ADMIN, this::end));
  }

  private Map<String, Object> list() {
    List<Map<String, Object>> listed =
        access.sessions(MAX_LISTED).stream().map(SessionEvents::json).toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("total", access.sessionCount());
    json.put("sessions", listed);
    return json;
  }

  private static Map<String, Object> json(SessionInfo info) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", info.id());
    json.put("api", info.api());
    json.put("key", info.key());
    json.put("address", info.address());
    json.put("transport", info.transport());
    json.put("since", info.since().toString());
    json.put("rooms", new TreeSet<>(info.rooms()));
    return json;
  }

  private Object end(Socket socket, EventArgs args) throws RequestException {
    String id = args.string(0, "the id of a session");
    if (!access.endSession(id)) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, "there is no session of this id; event 'sessions' lists them");
    }
    sessions.recorder(socket, "end_session", id).accept("ok");
    return true;
  }
}
