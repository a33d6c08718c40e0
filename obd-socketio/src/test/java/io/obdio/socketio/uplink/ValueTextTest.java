package io.obdio.socketio.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import io.obdio.core.value.FuelStatus;
import io.obdio.core.value.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {

  /** Returns a response of a command with any value. */
  @SuppressWarnings("unchecked")
  static ObdResponse<?> response(ObdCommand<?> command, Object value) {
    return ObdResponse.of(
        (ObdCommand<Object>) command, Instant.ofEpochMilli(1_000), value, Map.of(), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "850, 850",
    "-40, -40",
    "0, 0",
    "-0.0, 0",
    "1.00001, 1.00001",
    "0.30000000000000004, 0.3",
    "74.50980392156863, 74.5098039",
    "1234567.8, 1234567.8",
    "1e21, 1000000000000000000000",
    "0.0000152, 0.0000152"
  })
  void numbersArePlainDecimals(double value, String expected) {
    ObdResponse<?> response = response(Service01.RPM, Quantity.of(value, Units.RPM));
    assertEquals(expected, ValueText.of(response).get(0).text());
  }

  @Test
  void aQuantityHasItsUnit() {
    ValueText value = ValueText.of(response(Service01.RPM, Quantity.of(850, Units.RPM))).get(0);
    assertEquals("RPM", value.name());
    assertEquals("Engine RPM", value.description());
    assertEquals(Units.RPM, value.unit());
  }

  @Test
  void theStatusHasSeveralValues() {
    List<ValueText> values =
        ValueText.of(response(Service01.STATUS, new Status(true, 2, "spark", List.of())));
    assertEquals(
        List.of("STATUS.MIL true", "STATUS.DTC_COUNT 2"),
        values.stream().map(value -> value.name() + " " + value.text()).toList());
    assertEquals(List.of(1.0, 2.0), values.stream().map(ValueText::stateValue).toList());
  }

  @Test
  void valuesWithoutASingleTextHaveNoTopic() {
    assertEquals(List.of(), ValueText.of(response(Service01.RPM, List.of("P0301"))));
    assertEquals(
        List.of(), ValueText.of(response(Service01.RPM, Quantity.of(Double.NaN, Units.RPM))));
    assertEquals(List.of(), ValueText.of(response(Service01.RPM, "")));
  }

  @Test
  void theFuelStatusIsOneText() {
    assertEquals(
        "Closed loop",
        ValueText.of(response(Service01.FUEL_STATUS, new FuelStatus("Closed loop", "")))
            .get(0)
            .text());
    assertEquals(
        "Closed loop; Open loop",
        ValueText.of(response(Service01.FUEL_STATUS, new FuelStatus("Closed loop", "Open loop")))
            .get(0)
            .text());
  }
}
