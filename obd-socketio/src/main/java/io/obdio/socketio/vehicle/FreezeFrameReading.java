package io.obdio.socketio.vehicle;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service02;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.Support;
import io.obdio.core.value.TroubleCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The freeze frame of a vehicle (SAE J1979, service 02).
 *
 * @param code the trouble code that has stored it
 * @param values responses by the name of the command of service 01
 */
public record FreezeFrameReading(String code, Map<String, ObdResponse<?>> values) {

  private static final String OWNER = "FREEZE_DTC";

  /** The values that the standard requires, and usual ones. */
  private static final List<String> NAMES =
      List.of(
          "FUEL_STATUS",
          "ENGINE_LOAD",
          "COOLANT_TEMP",
          "SHORT_FUEL_TRIM_1",
          "LONG_FUEL_TRIM_1",
          "FUEL_PRESSURE",
          "INTAKE_PRESSURE",
          "RPM",
          "SPEED",
          "TIMING_ADVANCE",
          "INTAKE_TEMP",
          "MAF",
          "THROTTLE_POS",
          "RUN_TIME");

  /** The number of requests that reading it takes at most. */
  public static final int REQUESTS = NAMES.size() + 1;

  /**
   * Reads the freeze frame; blocks. The code is empty if the vehicle has none.
   *
   * @param commands those that the vehicle may support
   */
  public static FreezeFrameReading read(ObdConnection connection, Commands commands) {
    Map<String, ObdResponse<?>> values = new LinkedHashMap<>();
    read(connection, commands, OWNER, values);
    ObdResponse<?> owner = values.remove(OWNER);
    String code = owner != null && owner.value() instanceof TroubleCode stored ? stored.code() : "";
    if (!code.isEmpty()) {
      NAMES.forEach(name -> read(connection, commands, name, values));
    }
    return new FreezeFrameReading(code, values);
  }

  private static void read(
      ObdConnection connection,
      Commands commands,
      String name,
      Map<String, ObdResponse<?>> values) {
    ObdCommand<?> command = commands.find(name).map(Service02::of).orElse(null);
    if (command != null && connection.support(command) != Support.NOT_SUPPORTED) {
      ObdResponse<?> response = connection.query(command);
      if (!response.isEmpty()) {
        values.put(name, response);
      }
    }
  }
}
