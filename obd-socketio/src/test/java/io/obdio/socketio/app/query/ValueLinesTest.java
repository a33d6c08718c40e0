package io.obdio.socketio.app.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.command.Service03;
import io.obdio.core.decode.Decoded;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.app.car.CommandFinder;
import io.obdio.socketio.app.failure.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values and names of commands in a terminal. */
class ValueLinesTest {

  private static List<String> lines(ObdCommand<?> command, String data, UnitSystem system) {
    Decoded<?> decoded = command.decoder().decode(Payload.ofHex(data));
    Object value = ((Decoded.Value<?>) decoded).value();
    return ValueLines.of(command.decoder(), value, system).stream()
        .map(ValueLine::toString)
        .toList();
  }

  private static List<String> lines(ObdCommand<?> command, String data) {
    return lines(command, data, UnitSystem.AS_DEFINED);
  }

  /** The decimals are the fewest with which two adjacent values differ. */
  @ParameterizedTest
  @CsvSource({
    "RPM, 0D48, as_defined, 850.0 rpm",
    "RPM, 0D49, as_defined, 850.3 rpm",
    "SPEED, 1D, as_defined, 29 km/h",
    "SPEED, 64, imperial_us, 62.1 mph",
    "COOLANT_TEMP, 5A, as_defined, 50 °C",
    "COOLANT_TEMP, 5A, imperial_us, 122 °F",
    "COOLANT_TEMP, 28, as_defined, 0 °C",
    "THROTTLE_POS, 80, as_defined, 50.2 %",
    "MAF, 0123, as_defined, 2.91 g/s",
    "CONTROL_MODULE_VOLTAGE, 3458, as_defined, 13.400 V",
    "BAROMETRIC_PRESSURE, 65, as_defined, 101 kPa",
    "BAROMETRIC_PRESSURE, 65, imperial_us, 14.6 psi",
    "BAROMETRIC_PRESSURE, 65, kPa=bar, 1.01 bar",
    "TIMING_ADVANCE, 7F, as_defined, -0.5 °",
  })
  void numbersAreRoundedToTheirResolution(
      String name, String data, String system, String expected) {
    assertEquals(
        List.of(expected), lines(Commands.standard().get(name), data, UnitSystem.parse(system)));
  }

  @Test
  void statusHasALineForEachReadinessTest() {
    List<String> lines = lines(Service01.STATUS, "83138101");
    assertEquals("MIL on, 3 trouble codes, spark ignition", lines.get(0));
    assertEquals("MISFIRE_MONITORING: incomplete", lines.get(1));
    assertEquals("FUEL_SYSTEM_MONITORING: complete", lines.get(2));
    assertEquals("COMPONENT_MONITORING: not available", lines.get(3));
    assertEquals(11, lines.size());
  }

  @Test
  void codesAreOneALine() {
    assertEquals(
        List.of("2 trouble codes", "P0304 Misfire in cylinder 4", "P1ABC"),
        lines(Service03.GET_DTC, "02 0304 1ABC"));
    assertEquals(List.of("none"), lines(Service03.GET_DTC, "00"));
  }

  @Test
  void testsOfMonitorsHaveTheirLimits() {
    ObdCommand<?> monitor = Commands.standard().get("MONITOR_O2_B1S1");
    assertEquals(
        List.of(
            "1 test",
            "Rich to lean sensor threshold voltage: 365.024 mV (365.024 mV to 365.024 mV), passed"),
        lines(monitor, "01 0A 0BB0 0BB0 0BB0"));
  }

  @Test
  void codesOfUdsAreFoundByNameAndNameTheirStatusBits() {
    ObdCommand<?> command = CommandFinder.find(Commands.standard(), "uds_dtc_by_status_0c");
    assertEquals("19020C", command.payload().toHex());
    assertEquals(
        List.of(
            "2 trouble codes",
            "P0304-00 Misfire in cylinder 4, status 0C: pendingDTC, confirmedDTC",
            "P1ABC-11 (circuit short to ground), status 40: testNotCompletedThisOperationCycle"),
        lines(command, "FF 0304 00 0C 1ABC 11 40"));
    assertEquals(
        "190A", CommandFinder.find(Commands.standard(), "UDS_SUPPORTED_DTC").payload().toHex());
    UserError error =
        assertThrows(
            UserError.class, () -> CommandFinder.find(Commands.standard(), "UDS_DTC_BY_STATUS"));
    assertTrue(String.valueOf(error.getMessage()).startsWith("unknown command"));
  }

  /** A vehicle's text must not change the title, the colours or the content of the terminal. */
  @Test
  void controlCharactersAreShownByTheirCodes() {
    ValueLine line = ValueLine.text("name\u0007", "A\u001b]0;title\u0007B\u009bC");
    assertEquals("name\\u0007: A\\u001b]0;title\\u0007B\\u009bC", line.toString());
    assertEquals("\u00b0C 12", ValueLine.text("", "\u00b0C 12").toString());
  }
}
