package io.obdio.core.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Tables;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource({
    "rpm, revolutions_per_minute",
    "km/h, kilometer_per_hour",
    "kph, kilometer_per_hour",
    "kilometersPerHour, kilometer_per_hour",
    "KM/H, kilometer_per_hour",
    "degC, degree_Celsius",
    "celsius, degree_Celsius",
    "%, percent",
    "g/s, gps",
    "V, volt",
    "volts, volt",
    "mV, millivolt",
    "mW, ",
    "MPa, megapascal",
    "mpa, megapascal",
    "kPa, kilopascal",
    "s, second",
    "scalar, count",
    "newtonMeters, newton * meter",
    "milligramsPerStroke, milligram / stroke",
    "L/h, lph",
    "parsec, ",
  })
  void findsByAnySpelling(String spelling, String name) {
    assertEquals(Optional.ofNullable(name), Unit.byName(spelling).map(Unit::name));
  }

  @Test
  void namesAndSymbolsAreUnique() {
    Set<String> seen = new HashSet<>();
    for (Unit unit : Units.all()) {
      assertTrue(seen.add(unit.name()), unit.name());
      assertSame(unit, Unit.byName(unit.name()).orElseThrow(), unit.name());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAFactorThatCannotBe(double factor) {
    assertThrows(
        IllegalArgumentException.class, () -> new Unit("x", "x", Dimension.OTHER, factor, 0));
  }

  static Stream<String[]> scalings() {
    return Tables.read(UnitsTest.class, "unit-and-scaling.tsv").stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scalings")
  void unitAndScalingAgreesWithTheStandardsTable(
      String id, boolean signed, double scale, double offset, String unit) {
    UnitAndScaling row = UnitAndScaling.of(Integer.decode(id));
    assertEquals(signed, row.signed());
    assertEquals(unit, row.unit().name());
    for (int raw : new int[] {0, 1, 0x7FFF, 0x8000, 0xFFFF}) {
      double expected = (signed ? (short) raw : raw) * scale + offset;
      assertEquals(expected, row.scale(raw).value(), 1e-9 * Math.max(1, Math.abs(expected)));
      assertEquals(unit, row.scale(raw).unit().name());
    }
  }

  @Test
  void unitAndScalingKnowsItsIds() {
    int known = 0;
    for (int id = 0; id < 256; id++) {
      known += UnitAndScaling.byId(id).isPresent() ? 1 : 0;
    }
    assertEquals(92, known);
    assertEquals(Optional.empty(), UnitAndScaling.byId(0));
    assertEquals(Optional.empty(), UnitAndScaling.byId(0x100));
    assertEquals(1, UnitAndScaling.of(0x2E).scale(0x100).value());
    assertThrows(IllegalArgumentException.class, () -> UnitAndScaling.of(0x42));
  }

  /** Multiplying by 0.01 would give 0.35000000000000003. */
  @Test
  void scalingGivesTheNearestDouble() {
    assertEquals(0.35, UnitAndScaling.of(0x27).scale(35).value());
    assertEquals(83.4, UnitAndScaling.of(0x16).scale(1234).value());
  }
}
