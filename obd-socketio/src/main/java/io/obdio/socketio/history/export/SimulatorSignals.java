package io.obdio.socketio.history.export;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The signals of the simulator (docs/simulator.md) by the command that reads each of them. */
public final class SimulatorSignals {

  private static final Map<String, String> NAMES = new HashMap<>();

  static {
    put("RPM", "rpm");
    put("SPEED", "speed");
    put("ENGINE_LOAD", "load");
    put("ABSOLUTE_LOAD", "absolute-load");
    put("THROTTLE_POS", "throttle");
    put("ACCELERATOR_POS_D", "accelerator");
    put("COOLANT_TEMP", "coolant-temperature");
    put("OIL_TEMP", "oil-temperature");
    put("INTAKE_TEMP", "intake-temperature");
    put("AMBIANT_AIR_TEMP", "ambient-temperature");
    put("INTAKE_PRESSURE", "intake-pressure");
    put("BAROMETRIC_PRESSURE", "barometric-pressure");
    put("MAF", "maf");
    put("TIMING_ADVANCE", "timing-advance");
    put("SHORT_FUEL_TRIM_1", "short-fuel-trim");
    put("LONG_FUEL_TRIM_1", "long-fuel-trim");
    put("FUEL_PRESSURE", "fuel-pressure");
    put("FUEL_LEVEL", "fuel-level");
    put("FUEL_RATE", "fuel-rate");
    put("ETHANOL_PERCENT", "ethanol");
    put("COMMANDED_EQUIV_RATIO", "lambda");
    put("CONTROL_MODULE_VOLTAGE", "voltage");
    put("ODOMETER", "odometer");
    put("RUN_TIME", "run-time");
    put("COMMANDED_EGR", "commanded-egr");
    put("EGR_ERROR", "egr-error");
    put("CATALYST_TEMP_B1S1", "catalyst-temperature");
    put("HYBRID_BATTERY_REMAINING", "battery-charge");
  }

  private SimulatorSignals() {}

  private static void put(String command, String signal) {
    NAMES.put(command, signal);
  }

  /** Returns the name of the signal; null if there is none. */
  static @Nullable String name(String command) {
    return NAMES.get(command);
  }

  /**
   * Returns the scenario that plays a table of {@link TripFormat#SIMULATOR}.
   *
   * @param file name of the table, relative to the scenario
   * @param vin of the vehicle; empty for none
   */
  public static String scenario(String file, String vin) {
    StringBuilder text =
        new StringBuilder("# A trip of the history, for 'obdio sim --scenario'.\n");
    if (!vin.isEmpty()) {
      text.append("vin: ").append(vin).append('\n');
    }
    return text.append("log: {file: \"")
        .append(file.replace("\\", "\\\\").replace("\"", "\\\""))
        .append("\", time: time, repeat: true}\n")
        .toString();
  }
}
