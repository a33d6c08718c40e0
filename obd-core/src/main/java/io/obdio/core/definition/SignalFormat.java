package io.obdio.core.definition;

import io.obdio.core.message.Payload;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How a signal's bits become a number (OBDb signal set, format v3).
 *
 * @param bit index of the first bit, from the most significant bit of the first data byte
 * @param length in bits, 1..64
 * @param signed two's complement
 * @param littleEndian least significant byte first, whole bytes only
 * @param mul factor
 * @param div divisor
 * @param add offset
 * @param offsetFirst true if the offset is added before scaling
 * @param min the lowest value there is: lower ones count as this
 * @param max the highest value there is: higher ones count as this
 * @param nullMin values up to this mean that there is none
 * @param nullMax values from this on mean that there is none
 * @param unit as written; "" if there is none
 * @param texts what numbers stand for; empty if they are just numbers
 */
record SignalFormat(
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

  /** How far apart two values may be, as a share of the range, to count as the same limit. */
  private static final double SAME = 0.005;

  /** Checks the ranges. */
  SignalFormat {
    if (bit < 0 || bit > 4095 * 8) {
      throw new IllegalArgumentException("bix " + bit + " is not from 0 to " + 4095 * 8);
    }
    if (length < 1 || length > 64) {
      throw new IllegalArgumentException("len " + length + " is not from 1 to 64");
    }
    if (littleEndian && (length % 8 != 0 || bit % 8 != 0)) {
      throw new IllegalArgumentException("blsb needs whole bytes");
    }
    if (div == 0) {
      throw new IllegalArgumentException("div 0");
    }
    texts = Map.copyOf(texts);
  }

  /** The number of data bytes that it needs. */
  int bytes() {
    return (bit + length + 7) / 8;
  }

  /** The bits as they are, sign extended if signed. The data must be long enough. */
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

  /** The value of a number; empty if it stands for none. */
  OptionalDouble value(long raw) {
    double value = scale((double) raw, offsetFirst);
    if (value <= nullMin || value >= nullMax) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Math.max(min, Math.min(max, value)));
  }

  private double scale(double raw, boolean first) {
    return first ? (raw + add) * mul / div : raw * mul / div + add;
  }

  /**
   * The same with the order of scaling and offset found. The format's order is {@code raw * mul /
   * div + add}; the fuel trims of OBDb's SAEJ1979 set are written for the other one, {@code (raw +
   * add) * mul / div}, as SAE J1979 table B.6 has them. Their own limits give them away: those are
   * met to the digit in that order, and missed by far in the usual one.
   */
  SignalFormat withOrderFound() {
    boolean undecided = add == 0 || mul == div || min >= max || Double.isInfinite(max - min);
    if (undecided || meetsLimits(false, 10 * SAME) || !meetsLimits(true, SAME)) {
      return this;
    }
    return new SignalFormat(
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
    double low = signed ? -Math.scalb(1.0, length - 1) : 0;
    double high = Math.scalb(1.0, signed ? length - 1 : length) - 1;
    double allowed = (max - min) * tolerance;
    return Math.abs(scale(low, first) - min) <= allowed
        && Math.abs(scale(high, first) - max) <= allowed;
  }
}
