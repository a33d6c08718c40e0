package io.obdio.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Service01;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import io.obdio.core.value.FuelStatus;
import io.obdio.core.value.OxygenSensors;
import io.obdio.core.value.SensorValues;
import io.obdio.core.value.Status;
import io.obdio.core.value.SupportedPids;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decoders of flags, enumerations and several values. */
class DecodersTest {

  static <V> V decode(Decoder<V> decoder, String hex) {
    Decoded<V> decoded = decoder.decode(Payload.ofHex(hex));
    assertInstanceOf(Decoded.Value.class, decoded, decoded::toString);
    return ((Decoded.Value<V>) decoded).value();
  }

  static String failure(Decoder<?> decoder, String hex) {
    Decoded<?> decoded = decoder.decode(Payload.ofHex(hex));
    return assertInstanceOf(Decoded.Failed.class, decoded, decoded::toString).reason();
  }

  /** Toyota RAV4 2012 (OBDb): no lamp, no codes, spark, catalyst and others supported and ready. */
  @Test
  void statusOfARealCar() {
    Status status = decode(Decoders.STATUS, "0007E500");
    assertFalse(status.mil());
    assertEquals(0, status.dtcCount());
    assertEquals("spark", status.ignitionType());
    assertEquals(10, status.tests().size());
    assertTrue(status.test("CATALYST_MONITORING").orElseThrow().available());
    assertFalse(status.test("HEATED_CATALYST_MONITORING").orElseThrow().available());
    assertTrue(status.test("EGR_VVT_SYSTEM_MONITORING").orElseThrow().available());
    assertTrue(status.isReady());
  }

  @Test
  void statusLowestAndHighest() {
    Status lowest = decode(Decoders.STATUS, "00000000");
    assertTrue(lowest.tests().stream().noneMatch(test -> test.available()));
    assertTrue(lowest.tests().stream().allMatch(test -> test.complete()));
    Status highest = decode(Decoders.STATUS, "FFFFFFFF");
    assertTrue(highest.mil());
    assertEquals(127, highest.dtcCount());
    assertEquals("compression", highest.ignitionType());
    assertEquals(9, highest.tests().size());
    assertTrue(highest.tests().stream().allMatch(test -> test.available() && !test.complete()));
    assertFalse(highest.isReady());
  }

  /** Bytes B, C and D, one bit each: which test, and whether it speaks of support or completion. */
  @ParameterizedTest
  @CsvSource({
    "8301 0000, MISFIRE_MONITORING, true, true",
    "8310 0000, MISFIRE_MONITORING, false, false",
    "8322 0000, FUEL_SYSTEM_MONITORING, true, false",
    "8344 0000, COMPONENT_MONITORING, true, false",
    "0000 0100, CATALYST_MONITORING, true, true",
    "0000 0202, HEATED_CATALYST_MONITORING, true, false",
    "0000 0400, EVAPORATIVE_SYSTEM_MONITORING, true, true",
    "0000 0808, SECONDARY_AIR_SYSTEM_MONITORING, true, false",
    "0000 2020, OXYGEN_SENSOR_MONITORING, true, false",
    "0000 4000, OXYGEN_SENSOR_HEATER_MONITORING, true, true",
    "0000 8080, EGR_VVT_SYSTEM_MONITORING, true, false",
    "0008 0101, NMHC_CATALYST_MONITORING, true, false",
    "0008 0200, NOX_SCR_AFTERTREATMENT_MONITORING, true, true",
    "0008 0800, BOOST_PRESSURE_MONITORING, true, true",
    "0008 2000, EXHAUST_GAS_SENSOR_MONITORING, true, true",
    "0008 4040, PM_FILTER_MONITORING, true, false",
  })
  void statusBits(String hex, String test, boolean available, boolean complete) {
    Status status = decode(Decoders.STATUS, hex);
    assertEquals(available, status.test(test).orElseThrow().available());
    assertEquals(complete, status.test(test).orElseThrow().complete());
    assertEquals(
        available ? 1 : 0, status.tests().stream().filter(other -> other.available()).count());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0000 | Engine off | Engine off",
        "0200 | Closed loop, using oxygen sensor feedback to determine fuel mix | ''",
        "0104 | Open loop due to insufficient engine temperature"
            + " | Open loop due to engine load OR fuel cut due to deceleration",
        "1008 | Closed loop, using at least one oxygen sensor but there is a fault in the feedback"
            + " system | Open loop due to system failure",
        "20FF | Unknown (32) | Unknown (255)",
      })
  void fuelStatus(String hex, String first, String second) {
    assertEquals(new FuelStatus(first, second), decode(Decoders.FUEL_STATUS, hex));
  }

  @ParameterizedTest
  @CsvSource({
    "01, Upstream",
    "02, Downstream of catalytic converter",
    "04, From the outside atmosphere or off",
    "08, Pump commanded on for diagnostics",
    "00, Unknown (0)",
    "03, Unknown (3)",
    "80, Unknown (128)",
  })
  void airStatus(String hex, String text) {
    assertEquals(text, decode(Decoders.AIR_STATUS, hex));
  }

  @ParameterizedTest
  @CsvSource({
    "00, Undefined",
    "01, OBD-II as defined by the CARB",
    "06, EOBD (Europe)",
    "21, Heavy Duty Euro OBD Stage VI (HD EOBD-IV)",
    "22, Unknown (34)",
    "FF, Unknown (255)",
  })
  void compliance(String hex, String text) {
    assertEquals(text, decode(Decoders.OBD_COMPLIANCE, hex));
  }

  @ParameterizedTest
  @CsvSource({
    "00, Not available",
    "01, Gasoline",
    "04, Diesel",
    "17, Bifuel running diesel",
    "2A, Unknown (42)"
  })
  void fuelTypes(String hex, String text) {
    assertEquals(text, decode(Decoders.FUEL_TYPE, hex));
  }

  @ParameterizedTest
  @CsvSource({"0E, Heavy Duty Vehicles (EURO IV) B1", "00, Unknown (0)", "11, Unknown (17)"})
  void emissionRequirements(String hex, String text) {
    assertEquals(text, decode(Decoders.EMISSION_REQUIREMENTS, hex));
  }

  @Test
  void oxygenSensorsOfTwoBanks() {
    OxygenSensors sensors = decode(Decoders.O2_SENSORS, "03");
    assertEquals(List.of("B1S1", "B1S2"), sensors.present());
    assertEquals(
        "[[], [false, false, false, false], [false, false, true, true]]", "" + sensors.groups());
    assertEquals(List.of("B1S1", "B1S2", "B2S1"), decode(Decoders.O2_SENSORS, "13").present());
    assertEquals(8, decode(Decoders.O2_SENSORS, "FF").present().size());
    assertEquals(List.of(), decode(Decoders.O2_SENSORS, "00").present());
    assertFalse(sensors.isPresent(3, 1));
    assertFalse(sensors.isPresent(1, 0));
  }

  @Test
  void oxygenSensorsOfFourBanks() {
    OxygenSensors sensors = decode(Decoders.O2_SENSORS_ALT, "95");
    assertEquals(List.of("B1S1", "B2S1", "B3S1", "B4S2"), sensors.present());
    assertEquals(
        "[[], [true, false], [false, true], [false, true], [false, true]]", "" + sensors.groups());
  }

  @ParameterizedTest
  @CsvSource({"00, false", "01, true", "80, true", "7E, false", "FF, true"})
  void auxiliaryInput(String hex, boolean active) {
    assertEquals(active, decode(Decoders.AUX_INPUT_STATUS, hex));
  }

  @Test
  void supportedPids() {
    SupportedPids pids = decode(Decoders.supported(0x00), "BE1FA813");
    assertTrue(pids.supports(0x01) && pids.supports(0x0C) && pids.supports(0x20));
    assertFalse(pids.supports(0x02) || pids.supports(0x00) || pids.supports(0x21));
    assertTrue(pids.hasNext());
    assertEquals(32, pids.flags().size());
    assertEquals("10111110000111111010100000010011", pids.toString());
    assertEquals(0x21, decode(Decoders.supported(0x20), "80000000").pids().get(0));
    assertEquals(List.of(), decode(Decoders.supported(0x40), "00000000").pids());
    assertEquals(32, decode(Decoders.supported(0x40), "FFFFFFFF").pids().size());
  }

  @Test
  void supportedPidsOfSeveralEcusAreJoined() {
    Decoder<SupportedPids> decoder = Decoders.supported(0);
    SupportedPids both = decoder.merge(decode(decoder, "80000000"), decode(decoder, "00000001"));
    assertEquals(List.of(1, 32), both.pids());
  }

  /** The older buses put a message count before the map of service 09. */
  @Test
  void supportedInfotypesWithAndWithoutCount() {
    assertEquals(List.of(2, 4), decode(Decoders.supportedInfotypes(0), "50000000").pids());
    assertEquals(List.of(2, 4), decode(Decoders.supportedInfotypes(0), "0150000000").pids());
  }

  /** Toyota RAV4 2011 and 2012 (OBDb), wide range sensor 1. */
  @Test
  void wideRangeSensorsWhole() {
    SensorValues voltage = decode(Service01.O2_S1_WR_VOLTAGE_WHOLE.decoder(), "7D126589");
    assertEquals(0.97711, voltage.quantity("RATIO").orElseThrow().value(), 1e-4);
    assertEquals(3.173, voltage.quantity("VOLTAGE").orElseThrow().value(), 1e-3);
    SensorValues current = decode(Service01.O2_S1_WR_CURRENT_WHOLE.decoder(), "7E1F7FF5");
    assertEquals(0.98532, current.quantity("RATIO").orElseThrow().value(), 1e-4);
    assertEquals(-0.04297, current.quantity("CURRENT").orElseThrow().value(), 1e-5);
  }

  @Test
  void trimOfASensorThatTakesNoPartIsLeftOut() {
    SensorValues both = decode(Service01.O2_B1S1_WHOLE.decoder(), "5A80");
    assertEquals(Quantity.of(0.45, Units.VOLT), both.quantity("VOLTAGE").orElseThrow());
    assertEquals(Quantity.of(0, Units.PERCENT), both.quantity("TRIM").orElseThrow());
    SensorValues alone = decode(Service01.O2_B1S1_WHOLE.decoder(), "5AFF");
    assertEquals(1, alone.values().size());
    assertEquals("too short: 1 of 2 bytes", failure(Service01.O2_B1S1_WHOLE.decoder(), "5A"));
  }

  @Test
  void trimOfTheSecondBankIsThereIfItIsSent() {
    assertEquals(1, decode(Service01.SHORT_FUEL_TRIM_1_WHOLE.decoder(), "80").values().size());
    SensorValues both = decode(Service01.SHORT_FUEL_TRIM_2_WHOLE.decoder(), "00FF");
    assertEquals(-100, both.quantity("BANK_2").orElseThrow().value());
    assertEquals(99.21875, both.quantity("BANK_4").orElseThrow().value());
  }

  @Test
  void greatestValues() {
    SensorValues values = decode(Service01.MAX_VALUES.decoder(), "02 05 80 FF");
    assertEquals(2, values.quantity("EQUIVALENCE_RATIO").orElseThrow().value());
    assertEquals(5, values.quantity("O2_SENSOR_VOLTAGE").orElseThrow().value());
    assertEquals(128, values.quantity("O2_SENSOR_CURRENT").orElseThrow().value());
    assertEquals(2550, values.quantity("INTAKE_PRESSURE").orElseThrow().value());
    assertEquals("too short: 3 of 4 bytes", failure(Service01.MAX_VALUES.decoder(), "020580"));
  }

  @Test
  void reportsHowManyBytesAreMissing() {
    assertEquals("too short: 3 of 4 bytes", failure(Decoders.STATUS, "000000"));
    assertEquals("too short: 1 of 2 bytes", failure(Decoders.uas(0x07, 2), "0D"));
    assertEquals("too short: 3 of 4 bytes", failure(Decoders.SENSOR_CURRENT, "000000"));
    assertEquals("too short: 0 of 1 bytes", failure(Decoders.OBD_COMPLIANCE, ""));
  }

  @Test
  void linearRefusesWhatCannotBe() {
    assertThrows(IllegalArgumentException.class, () -> Decoders.linear(5, 1, 1, Units.COUNT));
    assertThrows(IllegalArgumentException.class, () -> Decoders.linear(1, 1, 0, Units.COUNT));
    assertThrows(IllegalArgumentException.class, () -> Decoders.uas(0x42, 1));
  }
}
