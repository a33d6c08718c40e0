package io.obdio.core.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

  /** Right sides: exact definitions of NIST SP 811. */
  @ParameterizedTest
  @CsvSource({
    "100, km/h, 62.13711922373339, mph",
    "60, mph, 96.56064, km/h",
    "10, m/s, 36, km/h",
    "-40, °C, -40, °F",
    "100, °C, 212, °F",
    "0, °C, 273.15, K",
    "32, °F, 0, °C",
    "100, kPa, 14.503773773020922, psi",
    "1, bar, 100, kPa",
    "2.5, bar, 36.25943443255231, psi",
    "101.325, kPa, 1, atm",
    "1, g/s, 3.6, kg/h",
    "10, L/h, 2.641720523581484, gal/h",
    "1, mi, 1.609344, km",
    "1, gal, 3.785411784, L",
    "1, h, 3600, s",
    "100, Nm, 73.75621492772655, lbf·ft",
    "100, kW, 134.10220895950278, hp",
    "735.49875, W, 1, PS",
    "1, kWh, 3600000, J",
    "50, %, 0.5, ratio",
    "1, ratio, 1000000, ppm",
    "60, mpg, 25.508622, km/L",
    "13.6, V, 13600, mV",
    "180, °, 3.141592653589793, rad",
    "1, kWh/100km, 10, Wh/km",
  })
  void convertsWithinADimension(double value, String from, double expected, String to) {
    Quantity quantity = Quantity.of(value, unit(from));
    Quantity converted = quantity.to(unit(to));
    assertEquals(expected, converted.value(), 1e-7 * Math.max(1, Math.abs(expected)));
    assertEquals(unit(to), converted.unit());
    assertEquals(value, converted.to(unit(from)).value(), 1e-9 * Math.max(1, Math.abs(value)));
  }

  @ParameterizedTest
  @CsvSource({"km/h, °C", "kPa, V", "rpm, km/h", "g/s, L/h", "%, °", "km, km/h", "Nm, J"})
  void refusesAcrossDimensionsNamingBoth(String from, String to) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Quantity.of(1, unit(from)).to(unit(to)));
    assertTrue(e.getMessage().contains(from) && e.getMessage().contains(to), e.getMessage());
  }

  @Test
  void unknownUnitsConvertToThemselvesOnly() {
    Unit smoots = Unit.other("smoot");
    Quantity quantity = Quantity.of(3, smoots);
    assertSame(quantity, quantity.to(Unit.other("smoot")));
    assertThrows(IllegalArgumentException.class, () -> quantity.to(Unit.other("ell")));
  }

  @Test
  void readsWell() {
    assertEquals("850.0 rpm", Quantity.of(850, Units.RPM).toString());
    assertEquals("3.0", Quantity.of(3, Units.COUNT).toString());
  }

  @Test
  void everyUnitConvertsToEveryOtherOfItsDimensionAndBack() {
    for (Unit from : Units.all()) {
      for (Unit to : Units.all()) {
        if (from.dimension() == to.dimension()) {
          double back = Quantity.of(12.5, from).to(to).in(from);
          assertEquals(12.5, back, 1e-9, from + " " + to);
        }
      }
    }
  }

  private static Unit unit(String name) {
    return Unit.byName(name).orElseThrow(() -> new AssertionError("no unit " + name));
  }
}
