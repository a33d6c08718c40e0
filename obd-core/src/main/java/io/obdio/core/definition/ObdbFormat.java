package io.obdio.core.definition;

import io.obdio.core.message.Payload;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The conversion of a signal's bits to a number (OBDb signal set, format v3).
 *
 * @param bit index of the first bit, from the most significant bit of the first data byte
 * @param length in bits, 1..64
 * @param signed two's complement
 * @param littleEndian least significant byte first, whole bytes only
 * @param mul factor
 * @param div divisor
 * @param add offset
 * @param offsetFirst true if the offset is added before scaling
 * @param min the lowest value; lower ones are raised to it, if {@code max} is above it
 * @param max the highest value; higher ones are lowered to it, if it is above {@code min}
 * @param nullMin values up to this mean "not available"
 * @param nullMax values from this on mean "not available"
 * @param unit as written; "" if there is none
 * @param texts the texts that numbers represent; empty if they are just numbers
 */
record ObdbFormat(
    int bit,
    int length,
    boolean signed,
    boolean littleEndian,
    double mul,
    double div,
    double add,
    boolean offsetFirst,
    double min,
    double max,
    double nullMin,
    double nullMax,
    String unit,
    Map<Long, String> texts) {

  /** The difference of two limits that counts as equal, as a share of the range. */
  private static final double SAME = 0.005;

  /** Checks the ranges. */
  ObdbFormat {
    if (bit < 0 || bit > 4095 * 8) {
      throw new IllegalArgumentException("bix " + bit + " is not from 0 to " + 4095 * 8);
    }
    if (length < 1 || length > 64) {
      throw new IllegalArgumentException("len " + length + " is not from 1 to 64");
    }
    if (littleEndian && (length % 8 != 0 || bit % 8 != 0)) {
      throw new IllegalArgumentException("blsb without whole bytes");
    }
    if (div == 0) {
      throw new IllegalArgumentException("div is 0");
    }
    texts = Map.copyOf(texts);
  }

  /** Returns the number of data bytes that the signal needs. */
  int bytes() {
    return (bit + length + 7) / 8;
  }

  /** Returns the bits as a number, sign extended if signed. The data must be long enough. */
  long raw(Payload data) {
    long raw = 0;
    if (littleEndian) {
      for (int i = length / 8 - 1; i >= 0; i--) {
        raw = raw << 8 | data.at(bit / 8 + i);
      }
    } else {
      for (int i = bit; i < bit + length; i++) {
        raw = raw << 1 | (data.bit(i) ? 1 : 0);
      }
    }
    return signed && length < 64 ? raw << (64 - length) >> (64 - length) : raw;
  }

  /** Returns the value of a number; empty if it means "not available". */
  OptionalDouble value(long raw) {
    double value = scale((double) raw, offsetFirst);
    if (value <= nullMin || value >= nullMax) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(max > min ? Math.max(min, Math.min(max, value)) : value);
  }

  /** Returns the smallest value of all bits, held within the limits. */
  double least() {
    return Math.min(held(low()), held(high()));
  }

  /** Returns the greatest value of all bits, held within the limits. */
  double greatest() {
    return Math.max(held(low()), held(high()));
  }

  private double held(double raw) {
    double value = scale(raw, offsetFirst);
    return max > min ? Math.max(min, Math.min(max, value)) : value;
  }

  /** Returns the lowest raw number. */
  private double low() {
    return signed ? -Math.scalb(1.0, length - 1) : 0;
  }

  /** Returns the highest raw number. */
  private double high() {
    return Math.scalb(1.0, signed ? length - 1 : length) - 1;
  }

  private double scale(double raw, boolean first) {
    return first ? (raw + add) * mul / div : raw * mul / div + add;
  }

  /**
   * Returns this format with the order of scaling and offset found. The format's order is {@code
   * raw * mul / div + add}; the fuel trims of OBDb's SAEJ1979 set are written for the other one,
   * {@code (raw + add) * mul / div}, as SAE J1979 table B.6 has them. Their limits show it: they
   * are met exactly in that order, and not at all in the usual one.
   */
  ObdbFormat withOrderFound() {
    boolean undecided = add == 0 || mul == div || min >= max || Double.isInfinite(max - min);
    if (undecided || meetsLimits(false, 10 * SAME) || !meetsLimits(true, SAME)) {
      return this;
    }
    return new ObdbFormat(
        bit,
        length,
        signed,
        littleEndian,
        mul,
        div,
        add,
        true,
        min,
        max,
        nullMin,
        nullMax,
        unit,
        texts);
  }

  private boolean meetsLimits(boolean first, double tolerance) {
    double allowed = (max - min) * tolerance;
    return Math.abs(scale(low(), first) - min) <= allowed
        && Math.abs(scale(high(), first) - max) <= allowed;
  }
}
