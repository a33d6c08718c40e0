package io.obdio.socketio.alarm;

import io.obdio.core.formula.Formula;
import io.obdio.core.unit.Unit;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of one value of the vehicle with a threshold. Immutable.
 *
 * @param signal name of a command, such as {@code COOLANT_TEMP}; for a command with several values
 *     followed by a dot and the name of one, such as {@code STATUS.DTC_COUNT}
 * @param expression computes the value that is compared from the signal's value {@code x} in {@code
 *     unit}; null for the value itself
 * @param comparison of the value with the threshold
 * @param threshold in {@code unit}, or in that of the expression's result
 * @param unit of the signal's value; null for the unit in which the command is decoded
 * @param hysteresis the distance from the threshold by which the value must return before an active
 *     alarm ends; 0 or more
 */
public record AlarmCondition(
    String signal,
    @Nullable Formula expression,
    Comparison comparison,
    double threshold,
    @Nullable Unit unit,
    double hysteresis) {

  /** Returns the name of the command. */
  public String command() {
    int dot = signal.indexOf('.');
    return dot < 0 ? signal : signal.substring(0, dot);
  }

  /** Returns the name of the value within the command's; "" if it has only one. */
  String member() {
    int dot = signal.indexOf('.');
    return dot < 0 ? "" : signal.substring(dot + 1);
  }

  /**
   * Returns the number that is compared.
   *
   * @param response the decoded value of the command
   * @return empty if the response contains no such number or its unit does not convert
   */
  OptionalDouble number(Object response) {
    OptionalDouble value = SignalNumber.of(response, member(), unit);
    if (value.isEmpty() || expression == null) {
      return value;
    }
    double x = value.getAsDouble();
    double result = expression.value(index -> x);
    return Double.isNaN(result) ? OptionalDouble.empty() : OptionalDouble.of(result);
  }

  /**
   * Returns whether the condition holds.
   *
   * @param active whether it held before: then the hysteresis applies
   */
  boolean holds(double number, boolean active) {
    return comparison.holds(number, active ? comparison.relaxed(threshold, hysteresis) : threshold);
  }
}
