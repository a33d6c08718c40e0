package io.obdio.socketio.uplink;

import io.obdio.core.connection.ObdResponse;
import io.obdio.socketio.telemetry.StateCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The latest values of a vehicle and which of them are not published yet. At most {@value #MAX}
 * values; further ones are left out. Not safe for use by several threads.
 */
final class UplinkValues {

  static final int MAX = 2_000;

  private final Map<String, ValueText> latest = new LinkedHashMap<>();

  /** The texts of the broker's retained messages, as far as this program has sent them. */
  private final Map<String, String> published = new HashMap<>();

  private long time;

  /**
   * Adds the values of a response.
   *
   * @return those that are new, or have another unit or type than before
   */
  List<ValueText> add(ObdResponse<?> response) {
    List<ValueText> found = new ArrayList<>(0);
    for (ValueText value : ValueText.of(response)) {
      ValueText old = latest.get(value.name());
      if (old == null && latest.size() >= MAX) {
        continue;
      }
      latest.put(value.name(), value);
      time = Math.max(time, response.time().toEpochMilli());
      if (old == null
          || old.value().getClass() != value.value().getClass()
          || !Objects.equals(old.unit(), value.unit())) {
        found.add(value);
      }
    }
    return found;
  }

  /** Returns the values that are not published, and regards them as published. */
  List<ValueText> takeChanged() {
    List<ValueText> changed = new ArrayList<>();
    for (ValueText value : latest.values()) {
      String text = value.text();
      if (!text.equals(published.put(value.name(), text))) {
        changed.add(value);
      }
    }
    return changed;
  }

  /** Regards no value as published: the broker may have lost them. */
  void forgetPublished() {
    published.clear();
  }

  /** Returns all values that were added, in the order of their first appearance (a copy). */
  List<ValueText> all() {
    return List.copyOf(latest.values());
  }

  /** Returns all latest values with the time of the newest. */
  StateCodec.State state() {
    return state(time, latest.values());
  }

  /** Returns some values as a state. */
  static StateCodec.State state(long time, Iterable<ValueText> of) {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, String> units = new LinkedHashMap<>();
    for (ValueText value : of) {
      values.put(value.name(), value.stateValue());
      if (value.unit() != null) {
        units.put(value.name(), value.unit().name());
      }
    }
    return new StateCodec.State(time, values, units);
  }
}
