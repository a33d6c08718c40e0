package io.obdio.socketio.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON form of the latest values: {@code {"t":ms,"v":{NAME:value},"u":{NAME:unit}}}. */
public final class StateCodec {

  private static final int MAX_VALUES = 20_000;

  private StateCodec() {}

  /**
   * The latest values of a vehicle.
   *
   * @param time in ms since 1970-01-01 UTC; of an unset clock if it is before 2026
   * @param values by name: {@link Double} or {@link String}
   * @param units compatibility names of the units by name; values without a unit are left out
   */
  public record State(long time, Map<String, Object> values, Map<String, String> units) {}

  /** Returns the payload of a state; values that are not finite are left out. */
  public static byte[] encode(State state) {
    Map<String, Object> values = new LinkedHashMap<>();
    state.values().forEach((name, value) -> put(values, name, value));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("t", state.time());
    tree.put("v", values);
    if (!state.units().isEmpty()) {
      tree.put("u", state.units());
    }
    return JsonMembers.write(tree);
  }

  private static void put(Map<String, Object> values, String name, Object value) {
    if (!(value instanceof Number number)) {
      values.put(name, String.valueOf(value));
    } else if (Double.isFinite(number.doubleValue())) {
      values.put(name, JsonMembers.number(number.doubleValue()));
    }
  }

  /**
   * Reads a payload. Members that are not known are ignored.
   *
   * @throws BatchException if it is not valid or exceeds a limit
   */
  public static State decode(byte[] payload) throws BatchException {
    if (payload.length > BatchLimits.BYTES) {
      throw new BatchException("a state of " + payload.length + " bytes");
    }
    JsonMembers members = JsonMembers.parse(payload);
    Map<?, ?> from = members.object("v").map();
    if (from.size() > MAX_VALUES) {
      throw new BatchException("more than " + MAX_VALUES + " values");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : from.entrySet()) {
      String name = JsonMembers.text(entry.getKey(), "a name", BatchLimits.NAME);
      values.put(
          name,
          entry.getValue() instanceof Number number
              ? (Object) JsonMembers.finite(number, name)
              : JsonMembers.text(entry.getValue(), name, BatchLimits.BYTES));
    }
    Map<String, String> units = new LinkedHashMap<>();
    if (members.has("u")) {
      for (Map.Entry<?, ?> entry : members.object("u").map().entrySet()) {
        String name = JsonMembers.text(entry.getKey(), "a name", BatchLimits.NAME);
        units.put(name, JsonMembers.text(entry.getValue(), name, BatchLimits.NAME));
      }
    }
    return new State(members.integer("t", 0, DataBatch.MAX_INTEGER), values, units);
  }
}
