package io.obdio.socketio.history;

import io.obdio.core.connection.ObdResponse;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.recording.RecordingLines;
import io.obdio.core.unit.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the table {@code commands} in memory. A row is created when a value arrives first; a
 * command of the same name with another request or unit gets a row of its own. Used by one thread
 * at a time.
 */
final class SignalTable {

  /** Bounds the table against definitions that produce names without end. */
  private static final int MAX_SIGNALS = 20_000;

  private final Map<String, TripSignal> byKey = new HashMap<>();
  private final Map<String, List<TripSignal>> byName = new HashMap<>();
  private final Set<String> requests = new HashSet<>();
  private int nextId = 1;

  SignalTable(List<TripSignal> known) {
    known.forEach(this::put);
  }

  private void put(TripSignal signal) {
    byKey.put(key(signal.name(), signal.unit(), signal.request()), signal);
    byName.computeIfAbsent(signal.name(), name -> new ArrayList<>()).add(signal);
    requests.add(signal.request());
    nextId = Math.max(nextId, signal.id() + 1);
  }

  private static String key(String name, String unit, String request) {
    return name + "\n" + unit + "\n" + request;
  }

  /**
   * Returns the row of a value.
   *
   * @param first whether it is the first value of its response
   * @param added receives a new row
   * @return null if the table is full
   */
  @Nullable TripSignal find(
      ObdResponse<?> response, ResponseValues.Named value, boolean first, List<TripSignal> added) {
    String command = response.command().name();
    String name = value.suffix().isEmpty() ? command : command + "." + value.suffix();
    String request = first ? request(response.command().request()) : "";
    TripSignal known = byKey.get(key(name, value.unit(), request));
    if (known != null || byKey.size() >= MAX_SIGNALS) {
      return known;
    }
    String about = response.command().description();
    return create(
        new TripSignal(
            nextId,
            name,
            value.unit(),
            value.unitName(),
            value.suffix().isEmpty() ? about : about + ": " + value.suffix(),
            request,
            ResponseValues.ecu(response)),
        added);
  }

  /** Returns the row of a value that the vehicle has not sent; null if the table is full. */
  @Nullable TripSignal find(TripHistory.OwnSample sample, List<TripSignal> added) {
    Unit unit = sample.quantity().unit();
    TripSignal known = byKey.get(key(sample.name(), unit.symbol(), ""));
    if (known != null || byKey.size() >= MAX_SIGNALS) {
      return known;
    }
    return create(
        new TripSignal(
            nextId, sample.name(), unit.symbol(), unit.name(), sample.description(), "", ""),
        added);
  }

  private TripSignal create(TripSignal signal, List<TripSignal> added) {
    put(signal);
    added.add(signal);
    return signal;
  }

  private static String request(DiagnosticRequest request) {
    return RecordingLines.request(request);
  }

  /** Returns the rows of a name. */
  List<TripSignal> named(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /** Returns whether the responses to a request are sampled. */
  boolean samples(String request) {
    return requests.contains(request);
  }
}
