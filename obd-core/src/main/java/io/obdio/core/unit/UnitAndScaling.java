package io.obdio.core.unit;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A unit and scaling identifier of SAE J1979 appendix E (service 06; the scaling of many PIDs too).
 * Identifiers from 80 on are signed.
 *
 * @param id 01..FE
 * @param signed two's complement
 * @param mul a result is {@code (raw * mul + add) / div}, all three whole numbers
 * @param add see {@code mul}
 * @param div see {@code mul}
 * @param unit of the result
 */
public record UnitAndScaling(
    int id, boolean signed, double mul, double add, double div, Unit unit) {

  private static final int BOOLEAN = 0x2E;
  private static final @Nullable UnitAndScaling[] BY_ID = new UnitAndScaling[256];

  static {
    UnitAndScalingTable.fill(BY_ID);
  }

  /** A row as the standard prints it: {@code raw * scale + offset}. */
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

  /** The row of an identifier; empty for reserved ones. */
  public static Optional<UnitAndScaling> byId(int id) {
    return id < 0 || id > 0xFF ? Optional.empty() : Optional.ofNullable(BY_ID[id]);
  }

  /**
   * The row of an identifier that the standard has.
   *
   * @throws IllegalArgumentException if it has not
   */
  public static UnitAndScaling of(int id) {
    return byId(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no unit and scaling id " + Integer.toHexString(id).toUpperCase(Locale.ROOT)));
  }

  /** Scales the unsigned number of two bytes, 0..FFFF, by the row's sign rule. */
  public Quantity scale(int raw16) {
    if (id == BOOLEAN) {
      return new Quantity(raw16 == 0 ? 0 : 1, unit);
    }
    int raw = signed ? (short) raw16 : raw16;
    return new Quantity((raw * mul + add) / div, unit);
  }
}
