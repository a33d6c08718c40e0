package io.obdio.core.decode;

import io.obdio.core.unit.Unit;

/**
 * The quantities that a decoder can give.
 *
 * @param unit of all of them
 * @param min the smallest value
 * @param max the greatest value
 */
public record QuantityRange(Unit unit, double min, double max) {

  /** Checks the order of the limits. */
  public QuantityRange {
    if (!(min <= max)) {
      throw new IllegalArgumentException("a range from " + min + " to " + max + " is empty");
    }
  }
}
