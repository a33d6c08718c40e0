package io.obdio.sim.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vehicle identification numbers, trouble codes and curves. */
class CodesTest {

  @ParameterizedTest
  @ValueSource(strings = {"1M8GDM9AXKP042788", "5GZCZ43D13S812715", "11111111111111111"})
  void knownNumbersHaveARightCheckDigit(String vin) {
    assertTrue(Vin.hasValidCheckDigit(vin));
    assertEquals(vin, Vin.withCheckDigit(vin.substring(0, 8) + "0" + vin.substring(9)));
  }

  @Test
  void aEuropeanNumberNeedsNone() {
    assertFalse(Vin.hasValidCheckDigit("WP0ZZZ99ZTS390000"));
    assertEquals("WP0ZZZ99ZTS390000", Vin.require("wp0zzz99zts390000"));
  }

  @Test
  void madeUpNumbersAreRight() {
    for (long seed = 0; seed < 500; seed++) {
      String vin = Vin.random(new SplittableRandom(seed));
      assertTrue(Vin.hasValidCheckDigit(vin), vin);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1M8GDM9AXKP04278", "1M8GDM9AXKP0427888", "IM8GDM9AXKP042788"})
  void refusesWhatIsNoVin(String vin) {
    assertThrows(IllegalArgumentException.class, () -> Vin.require(vin));
  }

  @ParameterizedTest
  @CsvSource({
    "P0301, 0301, 00",
    "C1234, 5234, 00",
    "B2AFF, AAFF, 00",
    "U3FFF, FFFF, 00",
    "P0301-1C, 0301, 1C",
    "u0100, C100, 00"
  })
  void readsTroubleCodes(String text, String base, String failureType) {
    Dtc dtc = Dtc.parse(text);
    assertEquals(Integer.parseInt(base, 16), dtc.base());
    assertEquals(Integer.parseInt(failureType, 16), dtc.failureType());
    assertTrue(text.equalsIgnoreCase(dtc.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P030", "P4301", "X0301", "P03011", "P0301-1", "P0301-1CC"})
  void refusesWhatIsNoTroubleCode(String text) {
    assertThrows(IllegalArgumentException.class, () -> Dtc.parse(text));
  }

  @Test
  void curvesAreStraightBetweenTheirPoints() {
    Curve curve =
        Curve.of(
            List.of(new Curve.Point(10, 100), new Curve.Point(20, 200), new Curve.Point(40, 0)));
    assertEquals(100, curve.at(0));
    assertEquals(100, curve.at(10));
    assertEquals(150, curve.at(15));
    assertEquals(200, curve.at(20));
    assertEquals(50, curve.at(35));
    assertEquals(0, curve.at(99));
    assertEquals(150, curve.repeated().at(15 + 40 * 7));
    assertThrows(IllegalArgumentException.class, () -> Curve.of(List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Curve.of(List.of(new Curve.Point(1, 0), new Curve.Point(1, 1))));
  }
}
