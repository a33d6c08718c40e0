package io.obdio.socketio.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The sessions that were opened with a key and are still open. For any thread. */
final class SessionRegistry {

  private record Session(Principal principal, Consumer<String> closer) {}

  private final Map<Object, Session> sessions = new ConcurrentHashMap<>();

  /**
   * Adds a session.
   *
   * @param closer closes the session with a reason; called on any thread, must not block
   * @return ends the registration
   */
  Runnable add(Principal principal, Consumer<String> closer) {
    Object id = new Object();
    sessions.put(id, new Session(principal, closer));
    return () -> sessions.remove(id);
  }

  /** Closes the sessions of all principals that are not valid any more. */
  void closeUnless(Predicate<Principal> valid, String reason) {
    List<Session> ended = new ArrayList<>();
    sessions.forEach(
        (id, session) -> {
          if (!valid.test(session.principal) && sessions.remove(id) != null) {
            ended.add(session);
          }
        });
    ended.forEach(session -> session.closer.accept(reason));
  }

  int size() {
    return sessions.size();
  }
}
