package io.obdio.socketio.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The open sessions of authenticated and anonymous clients. For any thread. */
final class SessionRegistry {

  private record Entry(Principal principal, Instant since, ClientSession session) {
    SessionInfo info() {
      return new SessionInfo(
          session.id(),
          session.api(),
          principal.name(),
          principal.address().getHostAddress(),
          session.transport(),
          since,
          session.rooms());
    }
  }

  private final Map<Object, Entry> entries = new ConcurrentHashMap<>();

  /**
   * Adds a session.
   *
   * @return ends the registration
   */
  Runnable add(Principal principal, Instant since, ClientSession session) {
    Object id = new Object();
    entries.put(id, new Entry(principal, since, session));
    return () -> entries.remove(id);
  }

  /** Closes the sessions of all principals that are not valid any more. */
  void closeUnless(Predicate<Principal> valid, String reason) {
    closeIf(entry -> !valid.test(entry.principal), reason);
  }

  /**
   * Closes the session of an id.
   *
   * @return whether there was one
   */
  boolean close(String id, String reason) {
    return closeIf(entry -> entry.session.id().equals(id), reason);
  }

  private boolean closeIf(Predicate<Entry> condition, String reason) {
    List<Entry> ended = new ArrayList<>();
    entries.forEach(
        (id, entry) -> {
          if (condition.test(entry) && entries.remove(id) != null) {
            ended.add(entry);
          }
        });
    ended.forEach(entry -> entry.session.close(reason));
    return !ended.isEmpty();
  }

  /** Returns the oldest sessions. */
  List<SessionInfo> infos(int max) {
    return entries.values().stream()
        .sorted(Comparator.comparing(Entry::since))
        .limit(max)
        .map(Entry::info)
        .toList();
  }

  int size() {
    return entries.size();
  }
}
