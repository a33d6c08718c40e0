package io.obdio.core.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitSystemTest {

  /** Right sides: exact definitions of NIST SP 811; 1 imperial gallon is 4.54609 L. */
  @ParameterizedTest
  @CsvSource({
    "metric, 100, km/h, 100, km/h",
    "metric, 60, mph, 96.56064, km/h",
    "metric, 25, mpg, 9.408583, L/100km",
    "metric, 212, °F, 100, °C",
    "metric, 300, K, 26.85, °C",
    "metric, 30, psi, 206.842719, kPa",
    "metric, 100, hp, 74.569987, kW",
    "imperial_us, 100, km/h, 62.137119, mph",
    "imperial_us, 90, °C, 194, °F",
    "imperial_us, 50, L, 13.208603, gal",
    "imperial_us, 8, L/100km, 29.401823, mpg",
    "imperial_us, 12.5, km/L, 29.401823, mpg",
    "imperial_us, 20, L/h, 5.283441, gal/h",
    "imperial_us, 100, kPa, 14.503774, psi",
    "imperial_us, 200, Nm, 147.512430, lbf·ft",
    "imperial_us, 1500, kg, 3306.933933, lb",
    "imperial_us, 10, g/s, 1.322774, lb/min",
    "imperial_us, 160, Wh/km, 3.883570, mi/kWh",
    "imperial_us, 16, kWh/100km, 3.883570, mi/kWh",
    "imperial_us, 850, rpm, 850, rpm",
    "imperial_uk, 100, km/h, 62.137119, mph",
    "imperial_uk, 100, km, 62.137119, mi",
    "imperial_uk, 90, °C, 90, °C",
    "imperial_uk, 50, L, 10.998462, imp gal",
    "imperial_uk, 8, L/100km, 35.310117, imp mpg",
    "imperial_uk, 30, mpg, 36.028498, imp mpg",
    "as_defined, 60, mph, 60, mph",
  })
  void convertsToTheUnitsOfTheSystem(
      String id, double value, String from, double expected, String to) {
    UnitSystem system = UnitSystem.byId(id).orElseThrow();
    Quantity converted = system.convert(Quantity.of(value, unit(from)));
    assertEquals(unit(to), converted.unit());
    assertEquals(expected, converted.value(), 1e-5);
    UnitConversion formula = system.conversion(unit(from));
    double computed =
        formula.reciprocal()
            ? formula.factor() / value
            : value * formula.factor() + formula.offset();
    assertEquals(converted.value(), computed, 1e-9);
  }

  @Test
  void noConsumptionIsAnInfiniteEconomyAndBack() {
    Quantity economy = UnitSystem.IMPERIAL_US.convert(Quantity.of(0, unit("L/100km")));
    assertEquals(Double.POSITIVE_INFINITY, economy.value());
    assertEquals(0, economy.in(unit("L/100km")));
  }

  @Test
  void aReciprocalConversionIsItsOwnInverse() {
    assertEquals(235.214583, Quantity.of(1, unit("L/100km")).in(unit("mpg")), 1e-6);
    assertEquals(235.214583, Quantity.of(1, unit("mpg")).in(unit("L/100km")), 1e-6);
    assertEquals(282.480936, Quantity.of(1, unit("L/100km")).in(unit("imp mpg")), 1e-6);
  }

  @Test
  void theTableHasOneRowPerUnitAndEndsInUnitsOfTheSystem() {
    Set<Unit> seen = new HashSet<>();
    for (UnitSystemTable.Row row : UnitSystemTable.ROWS) {
      assertTrue(seen.add(row.unit()), row.toString());
      assertTrue(row.unit().isConvertibleTo(row.metric()), row.toString());
      assertTrue(row.unit().isConvertibleTo(row.us()), row.toString());
      assertTrue(row.unit().isConvertibleTo(row.uk()), row.toString());
    }
    for (UnitSystem system : UnitSystem.standard()) {
      for (UnitConversion conversion : system.conversions()) {
        assertEquals(conversion.to(), system.of(conversion.to()), system + " " + conversion);
      }
    }
  }

  @Test
  void customSystemsChangeSomeUnitsOfAnother() {
    UnitSystem custom = UnitSystem.parse("imperial-uk, L=L , kPa=bar");
    assertEquals("custom", custom.id());
    assertEquals(Units.LITER, custom.of(Units.LITER));
    assertEquals(Units.BAR, custom.of(Units.KILOPASCAL));
    assertEquals(Units.MILE, custom.of(Units.KILOMETER));
    assertEquals(
        custom,
        UnitSystem.ofNames(Map.of("base", "imperial_uk", "liter", "liter", "kilopascal", "bar")));
    assertSame(UnitSystem.METRIC, UnitSystem.parse("Metric"));
    assertSame(UnitSystem.IMPERIAL_US, UnitSystem.parse("imperial"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "furlongs | unknown system of units 'furlongs': expected as_defined, metric,"
            + " imperial_us, imperial_uk, or pairs of units such as km/h=mph",
        "km/h=parsec | unknown unit 'parsec'",
        "km/h=kPa | cannot convert km/h (SPEED) to kPa (PRESSURE)",
      })
  void errorsNameTheWord(String text, String message) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> UnitSystem.parse(text));
    assertEquals(message, e.getMessage());
  }

  private static Unit unit(String name) {
    return Unit.byName(name).orElseThrow(() -> new AssertionError("no unit " + name));
  }
}
