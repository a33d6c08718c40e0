package io.obdio.socketio.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The latest responses to requests that are not sampled, such as the maps of supported PIDs, the
 * vehicle identification number and the results of monitors. They make a recording of a trip
 * complete. Used by one thread at a time.
 */
final class StandingAnswers {

  private static final int MAX_REQUESTS = 300;
  private static final int MAX_TEXT = 20_000;

  private final Map<String, String> latest = new LinkedHashMap<>();

  /** The requests whose answers have changed since they were taken. */
  private final Set<String> fresh = new LinkedHashSet<>();

  void clear() {
    latest.clear();
    fresh.clear();
  }

  /**
   * Adds one message of a response. Messages of other ECUs to the same request are kept; a newer
   * message of an ECU replaces the older one.
   *
   * @param message such as {@code 7E8#410098180001}
   */
  void add(String request, String message) {
    String old = latest.get(request);
    if (old == null && latest.size() >= MAX_REQUESTS) {
      return;
    }
    String answer = old == null ? message : replaced(old, message);
    if (answer.length() <= MAX_TEXT && !answer.equals(old)) {
      latest.put(request, answer);
      fresh.add(request);
    }
  }

  private static String replaced(String answer, String message) {
    String ecu = message.substring(0, message.indexOf('#') + 1);
    List<String> words = new ArrayList<>(List.of(answer.split(" ", -1)));
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith(ecu)) {
        words.set(i, message);
        return String.join(" ", words);
      }
    }
    words.add(message);
    return String.join(" ", words);
  }

  /** Passes every request and its answer to a consumer. */
  void takeAll(BiConsumer<String, String> consumer) {
    latest.forEach(consumer);
    fresh.clear();
  }

  /** Passes the requests whose answers have changed to a consumer. */
  void takeFresh(BiConsumer<String, String> consumer) {
    fresh.forEach(request -> consumer.accept(request, latest.getOrDefault(request, "")));
    fresh.clear();
  }
}
