package io.obdio.socketio.alarm;

import static io.obdio.socketio.alarm.Comparison.ABOVE;
import static io.obdio.socketio.alarm.Comparison.BELOW;

import io.obdio.core.unit.Unit;
import io.obdio.core.unit.Units;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules that are offered for a start; none is active unless the user adds it. The thresholds
 * are values common to passenger cars: the driver adapts them to the vehicle.
 */
public final class AlarmPresets {

  private static final AlarmCondition ENGINE_RUNS = condition("RPM", ABOVE, 400, Units.RPM, 0);

  private static final List<AlarmRule> ALL =
      List.of(
          // Thermostats open at 80 to 95 °C; electric fans start below 105 °C.
          rule(
              "overheating",
              condition("COOLANT_TEMP", ABOVE, 110, Units.DEGREE_CELSIUS, 3),
              null,
              5,
              Severity.CRITICAL,
              "The engine coolant is too hot"),
          // SAE J1979 has no PID for oil pressure: the signal comes from a definition of the
          // vehicle, under this name or the one that the user enters.
          rule(
              "low-oil-pressure",
              condition("OIL_PRESSURE", BELOW, 0.7, Units.BAR, 0.2),
              ENGINE_RUNS,
              3,
              Severity.CRITICAL,
              "The oil pressure is too low"),
          // A charged lead-acid battery has 12.6 V, the alternator 13.5 to 14.8 V.
          rule(
              "battery-low",
              condition("CONTROL_MODULE_VOLTAGE", BELOW, 11.8, Units.VOLT, 0.4),
              null,
              15,
              Severity.WARNING,
              "The voltage of the battery is low"),
          rule(
              "not-charging",
              condition("CONTROL_MODULE_VOLTAGE", BELOW, 13, Units.VOLT, 0.3),
              ENGINE_RUNS,
              60,
              Severity.WARNING,
              "The alternator does not charge the battery"),
          rule(
              "over-rev",
              condition("RPM", ABOVE, 6000, Units.RPM, 300),
              null,
              0,
              Severity.WARNING,
              "The engine speed is too high"),
          rule(
              "speed",
              condition("SPEED", ABOVE, 130, Units.KILOMETER_PER_HOUR, 3),
              null,
              2,
              Severity.INFO,
              "The vehicle is faster than the limit"),
          rule(
              "oil-hot",
              condition("OIL_TEMP", ABOVE, 130, Units.DEGREE_CELSIUS, 5),
              null,
              10,
              Severity.WARNING,
              "The engine oil is too hot"),
          rule(
              "trouble-codes",
              condition("STATUS.DTC_COUNT", ABOVE, 0, null, 0),
              null,
              0,
              Severity.WARNING,
              "The vehicle has stored a trouble code"),
          rule(
              "fuel-low",
              condition("FUEL_LEVEL", BELOW, 10, Units.PERCENT, 3),
              null,
              60,
              Severity.INFO,
              "The fuel level is low"));

  private AlarmPresets() {}

  /** Returns all presets. */
  public static List<AlarmRule> all() {
    return ALL;
  }

  /** Returns the preset of an id. */
  public static Optional<AlarmRule> find(String id) {
    return ALL.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  private static AlarmCondition condition(
      String signal, Comparison comparison, double threshold, @Nullable Unit unit, double back) {
    return new AlarmCondition(signal, null, comparison, threshold, unit, back);
  }

  private static AlarmRule rule(
      String id,
      AlarmCondition condition,
      @Nullable AlarmCondition onlyWhile,
      int seconds,
      Severity severity,
      String message) {
    return new AlarmRule(
        id, condition, onlyWhile, Duration.ofSeconds(seconds), severity, message, true, true, true);
  }
}
