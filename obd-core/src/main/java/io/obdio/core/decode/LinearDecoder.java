package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Unit;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The decoder of a scaled number: {@code (raw * mul + add) / div}. If {@code mul}, {@code add} and
 * {@code div} are integers, the result is the double nearest to the exact one.
 *
 * @param offset index of the first byte
 * @param bytes 1..4
 * @param signed whether the raw number is in two's complement
 * @param mul factor of the raw number
 * @param add summand
 * @param div divisor of the sum, not 0
 * @param unit of the result
 */
public record LinearDecoder(
    int offset, int bytes, boolean signed, double mul, double add, double div, Unit unit)
    implements Decoder<Quantity> {

  /** Checks the ranges. */
  public LinearDecoder {
    if (offset < 0 || bytes < 1 || bytes > 4 || div == 0) {
      throw new IllegalArgumentException(offset + "+" + bytes + " bytes, divided by " + div);
    }
  }

  /** Returns the decoder of {@code raw * mul / div}, of the first {@code bytes} bytes, unsigned. */
  public static LinearDecoder of(int bytes, double mul, double div, Unit unit) {
    return new LinearDecoder(0, bytes, false, mul, 0, div, unit);
  }

  /** Returns this decoder for the bytes from {@code newOffset} on. */
  public LinearDecoder at(int newOffset) {
    return new LinearDecoder(newOffset, bytes, signed, mul, add, div, unit);
  }

  @Override
  public Decoded<Quantity> decode(Payload data) {
    if (data.length() < offset + bytes) {
      return Decoded.tooShort(data.length(), offset + bytes);
    }
    long raw = raw(data);
    return Decoded.of(new Quantity((raw * mul + add) / div, unit));
  }

  @Override
  public Optional<QuantityRange> range() {
    int bits = 8 * bytes;
    long least = signed ? -(1L << bits - 1) : 0;
    long greatest = signed ? (1L << bits - 1) - 1 : (1L << bits) - 1;
    double atLeast = (least * mul + add) / div;
    double atGreatest = (greatest * mul + add) / div;
    return Optional.of(
        new QuantityRange(unit, Math.min(atLeast, atGreatest), Math.max(atLeast, atGreatest)));
  }

  @Override
  public OptionalDouble resolution() {
    return OptionalDouble.of(Math.abs(mul / div));
  }

  private long raw(Payload data) {
    long raw = 0;
    for (int i = 0; i < bytes; i++) {
      raw = raw << 8 | data.at(offset + i);
    }
    if (signed) {
      int unused = 64 - 8 * bytes;
      raw = raw << unused >> unused;
    }
    return raw;
  }
}
