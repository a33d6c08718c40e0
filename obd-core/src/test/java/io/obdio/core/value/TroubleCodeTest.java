package io.obdio.core.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TroubleCodeTest {

  @ParameterizedTest
  @CsvSource({
    "0104, P0104, POWERTRAIN, true",
    "0000, P0000, POWERTRAIN, true",
    "1234, P1234, POWERTRAIN, false",
    "2A00, P2A00, POWERTRAIN, true",
    "3000, P3000, POWERTRAIN, false",
    "3400, P3400, POWERTRAIN, true",
    "4031, C0031, CHASSIS, true",
    "5031, C1031, CHASSIS, false",
    "6031, C2031, CHASSIS, false",
    "8001, B0001, BODY, true",
    "9001, B1001, BODY, false",
    "C100, U0100, NETWORK, true",
    "D100, U1100, NETWORK, false",
    "F000, U3000, NETWORK, true",
    "FFFF, U3FFF, NETWORK, true",
  })
  void readsTheTwoBytes(
      String hex, String code, TroubleCode.VehicleSystem system, boolean generic) {
    TroubleCode trouble = new TroubleCode(Integer.parseInt(hex, 16));
    assertEquals(code, trouble.code());
    assertEquals(system, trouble.system());
    assertEquals(generic, trouble.isGeneric());
    assertEquals(trouble, TroubleCode.parse(code));
  }

  @Test
  void everyCodeReadsWhatItWrites() {
    for (int number = 0; number <= 0xFFFF; number++) {
      TroubleCode code = new TroubleCode(number);
      assertEquals(code, TroubleCode.parse(code.code()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P", "P010", "P01044", "X0104", "P4104", "P01G4", "0104"})
  void refusesWhatIsNone(String text) {
    assertThrows(IllegalArgumentException.class, () -> TroubleCode.parse(text));
  }

  @Test
  void theTableIsWide() {
    Map<String, String> table = TroubleCodeTable.all();
    assertTrue(table.size() >= 1500, () -> "only " + table.size());
    table.forEach(
        (code, text) -> {
          assertEquals(code, TroubleCode.parse(code).code());
          assertTrue(TroubleCode.parse(code).isGeneric(), code);
          assertFalse(text.isBlank(), code);
        });
  }

  /**
   * The ranges of chassis, body and network that ISO and SAE control, as far as they are public.
   */
  @ParameterizedTest
  @CsvSource({"P, 1900", "C, 60", "B, 30", "U, 650"})
  void everySystemHasItsRange(String system, int least) {
    long rows =
        TroubleCodeTable.all().keySet().stream().filter(code -> code.startsWith(system)).count();
    assertTrue(rows >= least, () -> system + ": " + rows);
  }

  /**
   * From U0443 on, the code of invalid data is that of lost communication plus 301 (hexadecimal);
   * these numbers are used for other modules.
   */
  @Test
  void lostCommunicationAndInvalidDataNameTheSameModule() {
    Set<String> other =
        Set.of(
            "U0465", "U0466", "U0467", "U0468", "U0469", "U04A4", "U0513", "U0536", "U05A1",
            "U05A2", "U05A4");
    String invalid = "Invalid data received from ";
    String lost = "Lost communication with ";
    int compared = 0;
    for (Map.Entry<String, String> row : TroubleCodeTable.all().entrySet()) {
      int number = TroubleCode.parse(row.getKey()).number() & 0x3FFF;
      if (row.getKey().startsWith("U")
          && number >= 0x443
          && number <= 0x5A7
          && !other.contains(row.getKey())) {
        String twin = new TroubleCode(0xC000 | number - 0x301).description();
        assertEquals(
            row.getValue().substring(invalid.length()),
            twin.substring(lost.length()),
            row.getKey());
        compared++;
      }
    }
    assertTrue(compared > 190, "compared: " + compared);
  }

  /** A sample over all families, from general knowledge. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "P0104 | Mass or volume air flow sensor A: signal intermittent",
        "P0016 | Crankshaft and camshaft positions do not match, bank 1 sensor A",
        "P0128 | Coolant below thermostat regulating temperature",
        "P0171 | Mixture too lean, bank 1",
        "P0206 | Fuel injector circuit open or faulty, cylinder 6",
        "P0268 | Fuel injector circuit high, cylinder 3",
        "P0304 | Misfire in cylinder 4",
        "P0335 | Crankshaft position sensor A: circuit fault",
        "P0420 | Catalyst efficiency below threshold, bank 1",
        "P0455 | Evaporative emission system: large leak",
        "P0562 | System voltage too low",
        "P0606 | Control module: processor fault",
        "P0700 | Transmission control system requests the malfunction indicator lamp",
        "P0741 | Torque converter clutch: performance or stuck off",
        "P0A80 | Hybrid battery pack must be replaced",
        "P2096 | Fuel trim after catalyst: too lean, bank 1",
        "P2135 | Throttle or pedal position sensors A and B do not match",
        "P2463 | Diesel particulate filter: soot accumulation",
        "P3401 | Cylinder 1 intake valve deactivation: control circuit open or faulty",
        "U0001 | High speed CAN bus: fault",
        "U0073 | Communication bus A off",
        "U0100 | Lost communication with engine control module A",
        "U0121 | Lost communication with anti-lock brake control module",
        "U0401 | Invalid data received from engine control module",
        "U0075 | Communication bus C off",
        "U0264 | Lost communication with rear camera module",
        "U01AF | Lost communication with hybrid battery interface control module P",
        "U0332 | Software incompatible with multi-axis acceleration sensor module",
        "U0415 | Invalid data received from anti-lock brake control module",
        "U0452 | Invalid data received from restraints control module",
        "U0565 | Invalid data received from rear camera module",
        "U05A1 | NOx sensor A received invalid data from the engine control module",
        "U3003 | Battery voltage fault",
        "C0011 | Left front brake outlet valve: control fault",
        "C0031 | Left front wheel speed sensor fault",
        "C003B | Right rear wheel speed sensor: supply fault",
        "C0040 | Brake pedal switch A fault",
        "B0096 | Right side restraints sensor 1 fault",
        "B0001 | Driver frontal airbag stage 1: deployment control",
      })
  void printsItsMeaning(String code, String description) {
    assertEquals(description, TroubleCode.parse(code).description());
  }

  @ParameterizedTest
  @CsvSource({
    "00, no further information",
    "11, circuit short to ground",
    "13, circuit open",
    "29, signal invalid",
    "49, internal electronic failure",
    "87, message missing",
    "FA, ''",
  })
  void failureTypesHaveAMeaning(String hex, String meaning) {
    TroubleCode code = TroubleCode.parse("C0031");
    assertEquals(meaning, new ReportedCode(code, Integer.parseInt(hex, 16), 0).failure());
  }

  @Test
  void reportedCodesNameWhatIsKnown() {
    TroubleCode own = TroubleCode.parse("C1234");
    assertEquals("C1234-FA, status 00", new ReportedCode(own, 0xFA, 0).toString());
    assertEquals(
        "C0031-11 Left front wheel speed sensor fault (circuit short to ground), status 09:"
            + " testFailed, confirmedDTC",
        new ReportedCode(TroubleCode.parse("C0031"), 0x11, 0x09).toString());
  }

  @Test
  void unknownCodesStayReadable() {
    TroubleCode own = TroubleCode.parse("p1abc");
    assertEquals("", own.description());
    assertEquals("P1ABC", own.toString());
    assertEquals("P0304 Misfire in cylinder 4", TroubleCode.parse("P0304").toString());
    assertThrows(IllegalArgumentException.class, () -> new TroubleCode(0x10000));
  }
}
