package io.obdio.socketio.uplink.homeassistant;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a value that do not follow from its unit: one row for each value that differs
 * from what {@link DeviceClasses} gives.
 *
 * @param deviceClass null for that of the unit
 * @param stateClass {@code measurement} or {@code total_increasing}, which may begin again at 0
 * @param decimals shown; negative for those of the unit
 * @param diagnostic whether the value describes the vehicle or its electronics
 */
record SensorTraits(
    @Nullable DeviceClass deviceClass, String stateClass, int decimals, boolean diagnostic) {

  private static final String MEASUREMENT = "measurement";
  private static final String TOTAL = "total_increasing";
  private static final int AS_UNIT = -1;

  private static final SensorTraits DEFAULT = new SensorTraits(null, MEASUREMENT, AS_UNIT, false);

  private static final Map<String, SensorTraits> ROWS = new HashMap<>();

  static {
    row("STATUS.MIL", DeviceClass.PROBLEM, MEASUREMENT, AS_UNIT, false);
    row("ODOMETER", null, TOTAL, 1, false);
    row("ENGINE_ODOMETER", null, TOTAL, 1, false);
    row("RUN_TIME", null, TOTAL, AS_UNIT, false);
    row("RUN_TIME_MIL", null, TOTAL, AS_UNIT, false);
    row("TIME_SINCE_DTC_CLEARED", null, TOTAL, AS_UNIT, false);
    row("DISTANCE_W_MIL", null, TOTAL, AS_UNIT, false);
    row("DISTANCE_SINCE_DTC_CLEAR", null, TOTAL, AS_UNIT, false);
    row("WARMUPS_SINCE_DTC_CLEAR", null, TOTAL, AS_UNIT, false);
    row("HYBRID_BATTERY_REMAINING", DeviceClass.BATTERY, MEASUREMENT, 1, false);
    row("VIN", null, MEASUREMENT, AS_UNIT, true);
    row("CALIBRATION_ID", null, MEASUREMENT, AS_UNIT, true);
    row("CVN", null, MEASUREMENT, AS_UNIT, true);
    row("ECU_NAME", null, MEASUREMENT, AS_UNIT, true);
    row("OBD_COMPLIANCE", null, MEASUREMENT, AS_UNIT, true);
    row("ELM_VERSION", null, MEASUREMENT, AS_UNIT, true);
    row("ELM_VOLTAGE", null, MEASUREMENT, 1, true);
  }

  private static void row(
      String name,
      @Nullable DeviceClass deviceClass,
      String stateClass,
      int decimals,
      boolean diagnostic) {
    ROWS.put(name, new SensorTraits(deviceClass, stateClass, decimals, diagnostic));
  }

  /** Returns the names of all rows. */
  static Iterable<String> names() {
    return ROWS.keySet();
  }

  /** Returns the row of a value, or the default. */
  static SensorTraits of(String name) {
    return ROWS.getOrDefault(name, DEFAULT);
  }
}
