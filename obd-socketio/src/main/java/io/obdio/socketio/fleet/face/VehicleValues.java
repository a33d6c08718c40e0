package io.obdio.socketio.fleet.face;

import io.obdio.socketio.telemetry.StateCodec.State;
import io.obdio.socketio.vehicle.ObdJson;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The latest values of one vehicle, put together from its complete states and from messages with
 * the changed values only. Not safe for use by several threads.
 */
final class VehicleValues {

  /** The values of one vehicle that are kept; further names are ignored. */
  static final int MAX_VALUES = 2_000;

  /** The length of the longest text that is kept; longer ones are cut. */
  static final int MAX_TEXT = 1_000;

  /** A state may be overtaken by newer values; a larger difference is a clock that was set. */
  private static final long MAX_OVERTAKEN_MILLIS = 15_000;

  private final Map<String, Object> values = new TreeMap<>();
  private final Map<String, String> units = new TreeMap<>();
  private final Map<String, Long> times = new LinkedHashMap<>();
  private long time;

  /**
   * Adds values.
   *
   * @return the names whose value has changed
   */
  Set<String> add(State state) {
    Set<String> changed = new TreeSet<>();
    state
        .values()
        .forEach(
            (name, value) -> {
              if (add(name, value, state.time())) {
                changed.add(name);
              }
            });
    time = Math.max(state.time(), time - state.time() > MAX_OVERTAKEN_MILLIS ? 0 : time);
    return changed;
  }

  private boolean add(String name, Object value, long at) {
    if (!values.containsKey(name) && (values.size() >= MAX_VALUES || !ViewRoom.isName(name))) {
      return false;
    }
    long newer = times.getOrDefault(name, 0L) - at;
    if (newer > 0 && newer <= MAX_OVERTAKEN_MILLIS) {
      return false;
    }
    times.put(name, at);
    Object kept =
        value instanceof String text && text.length() > MAX_TEXT
            ? text.substring(0, MAX_TEXT)
            : value;
    return !kept.equals(values.put(name, kept));
  }

  /**
   * Adds the units of values that are known.
   *
   * @return whether one has changed
   */
  boolean addUnits(Map<String, String> more) {
    boolean changed = false;
    for (Map.Entry<String, String> each : more.entrySet()) {
      if (values.containsKey(each.getKey())) {
        changed |= !each.getValue().equals(units.put(each.getKey(), each.getValue()));
      }
    }
    return changed;
  }

  /** Adds the values in the form of {@code FleetView.values}, each with its own time. */
  void addKnown(Map<String, ?> known) {
    Map<?, ?> at = known.get("times") instanceof Map<?, ?> map ? map : Map.of();
    if (known.get("v") instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            if (name instanceof String text && value != null) {
              long when = at.get(text) instanceof Number number ? number.longValue() : 0;
              boolean unused = add(text, value, when);
              time = Math.max(time, when);
            }
          });
    }
    if (known.get("u") instanceof Map<?, ?> map) {
      Map<String, String> more = new TreeMap<>();
      map.forEach((name, unit) -> more.put(String.valueOf(name), String.valueOf(unit)));
      boolean unused = addUnits(more);
    }
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** Returns the time of the newest value in milliseconds since 1970 UTC; 0 without values. */
  long time() {
    return time;
  }

  /** Returns the names of all values, sorted. */
  Set<String> names() {
    return new TreeSet<>(values.keySet());
  }

  @Nullable Object value(String name) {
    Object value = values.get(name);
    return value == null ? null : ObdJson.value(value);
  }

  @Nullable String unit(String name) {
    return units.get(name);
  }

  /** Returns the time of a value; 0 if it is not known. */
  long time(String name) {
    return times.getOrDefault(name, 0L);
  }

  /** Returns the units by name. */
  Map<String, String> units() {
    return new TreeMap<>(units);
  }

  /** Returns values by name, those that are known. */
  Map<String, Object> values(Collection<String> names) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (String name : names.isEmpty() ? values.keySet() : names) {
      Object value = values.get(name);
      if (value != null) {
        json.put(name, ObdJson.value(value));
      }
    }
    return json;
  }
}
