package io.obdio.core.transport;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The inputs of a simulated vehicle: signals, faults and the ignition. A transport to a simulated
 * vehicle returns it from {@link DiagnosticTransport#simulator()}.
 *
 * <p>Names are in lower case with underscores, such as {@code coolant_temperature}. Upper case and
 * hyphens are accepted in arguments.
 *
 * <p>Threads: any thread may call any method; none of them blocks.
 */
public interface SimulatorControls {

  /**
   * A signal that can be fixed.
   *
   * @param name such as {@code coolant_temperature}
   * @param description a phrase such as "Engine coolant temperature"
   * @param unit the unit's symbol, such as {@code degC}; "" if it has none
   * @param min the least value
   * @param max the greatest value
   */
  record Input(String name, String description, String unit, double min, double max) {}

  /** Returns all signals, in a fixed order. */
  List<Input> inputs();

  /**
   * Returns the current value of a signal, fixed or computed.
   *
   * @throws IllegalArgumentException if there is no such signal
   */
  double value(String name);

  /**
   * Returns the value at which a signal is fixed; empty while the drive or a scenario computes it.
   *
   * @throws IllegalArgumentException if there is no such signal
   */
  OptionalDouble fixedValue(String name);

  /**
   * Fixes a signal at a value. Signals that depend on it follow.
   *
   * @throws IllegalArgumentException if there is no such signal, or the value is out of its range
   */
  void fix(String name, double value);

  /**
   * Returns a signal to what computed it before it was fixed. Does nothing if it is not fixed.
   *
   * @throws IllegalArgumentException if there is no such signal
   */
  void release(String name);

  /** Returns the names of all faults that can be switched on, in a fixed order. */
  List<String> faults();

  /** Returns the names of the faults that are active. */
  Set<String> activeFaults();

  /**
   * Switches a fault on, with its default parameters, or off.
   *
   * @throws IllegalArgumentException if there is no such fault
   */
  void setFault(String name, boolean active);

  /** Returns whether the ignition is on. While it is off the adapter answers and no ECU does. */
  boolean ignition();

  /** Switches the ignition on or off. */
  void setIgnition(boolean on);

  /**
   * Adds a listener. It is called after each change of a fixed signal, a fault or the ignition, by
   * the thread that made the change, and must return at once. Computed values change all the time
   * and are not reported.
   */
  void addListener(Runnable listener);

  /** Removes a listener. */
  void removeListener(Runnable listener);
}
