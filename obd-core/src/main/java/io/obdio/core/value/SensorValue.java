package io.obdio.core.value;

import io.obdio.core.unit.Quantity;

/** One of the values of a response with several. */
public sealed interface SensorValue {

  /** A measured value. */
  record Measured(Quantity quantity) implements SensorValue {
    @Override
    public String toString() {
      return quantity.toString();
    }
  }

  /** A state as text, such as {@code Open loop}. */
  record Stated(String text) implements SensorValue {
    @Override
    public String toString() {
      return text;
    }
  }

  /** A state that is on or off. */
  record Flag(boolean on) implements SensorValue {
    @Override
    public String toString() {
      return on ? "on" : "off";
    }
  }
}
