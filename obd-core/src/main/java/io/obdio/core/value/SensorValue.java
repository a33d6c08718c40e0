package io.obdio.core.value;

import io.obdio.core.unit.Quantity;

/** One of the values that an answer of several holds. */
public sealed interface SensorValue {

  /** A measured value. */
  record Measured(Quantity quantity) implements SensorValue {
    @Override
    public String toString() {
      return quantity.toString();
    }
  }

  /** A state in words, such as {@code Open loop}. */
  record Stated(String text) implements SensorValue {
    @Override
    public String toString() {
      return text;
    }
  }

  /** On or off. */
  record Flag(boolean on) implements SensorValue {
    @Override
    public String toString() {
      return on ? "on" : "off";
    }
  }
}
