package io.obdio.core.unit;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A unit and scaling identifier of SAE J1979 appendix E, for service 06 and many PIDs. Identifiers
 * from 80 on are signed.
 *
 * @param id 01..FE
 * @param signed whether the raw number is in two's complement
 * @param mul an integer: the result is {@code (raw * mul + add) / div}
 * @param add an integer
 * @param div an integer
 * @param unit of the result
 */
public record UnitAndScaling(
    int id, boolean signed, double mul, double add, double div, Unit unit) {

  private static final int BOOLEAN = 0x2E;
  private static final @Nullable UnitAndScaling[] BY_ID = new UnitAndScaling[256];

  static {
    UnitAndScalingTable.fill(BY_ID);
  }

  /** Returns a row from the standard's form {@code raw * scale + offset}. */
  static UnitAndScaling row(int id, String scale, String offset, Unit unit) {
    BigDecimal factor = new BigDecimal(scale);
    BigDecimal shift = new BigDecimal(offset);
    BigDecimal div = BigDecimal.TEN.pow(Math.max(0, Math.max(factor.scale(), shift.scale())));
    return new UnitAndScaling(
        id,
        id >= 0x80,
        factor.multiply(div).doubleValue(),
        shift.multiply(div).doubleValue(),
        div.doubleValue(),
        unit);
  }

  /** Returns the row of an identifier; empty if it is reserved. */
  public static Optional<UnitAndScaling> byId(int id) {
    return id < 0 || id > 0xFF ? Optional.empty() : Optional.ofNullable(BY_ID[id]);
  }

  /**
   * Returns the row of an identifier.
   *
   * @throws IllegalArgumentException if it is reserved
   */
  public static UnitAndScaling of(int id) {
    return byId(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no unit and scaling id " + Integer.toHexString(id).toUpperCase(Locale.ROOT)));
  }

  /** Returns the value of two bytes, 0..FFFF, interpreted as signed if the row is. */
  public Quantity scale(int raw16) {
    if (id == BOOLEAN) {
      return new Quantity(raw16 == 0 ? 0 : 1, unit);
    }
    int raw = signed ? (short) raw16 : raw16;
    return new Quantity((raw * mul + add) / div, unit);
  }
}
