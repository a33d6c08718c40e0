package io.obdio.core.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.decode.Decoded;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.value.SensorValue;
import io.obdio.core.value.SensorValues;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lowest, highest and middle values of every numeric command, and real cars' answers. */
class GoldenValuesTest {

  static Stream<String[]> formulas() {
    return Tables.read(GoldenValuesTest.class, "golden-formulas.tsv").stream();
  }

  static Stream<String[]> realCars() {
    return Tables.read(GoldenValuesTest.class, "real-car.tsv").stream();
  }

  @ParameterizedTest(name = "{0} {1} {3}")
  @MethodSource("formulas")
  void decodesByTheFormula(String name, String data, String expected, String where) {
    Object value = decode(name, data);
    if (value instanceof Quantity quantity) {
      assertQuantity(expected, quantity, 1e-9);
    } else {
      assertValues(expected, assertInstanceOf(SensorValues.class, value));
    }
  }

  @ParameterizedTest(name = "{0} {1} {3}")
  @MethodSource("realCars")
  void decodesResponsesOfRealVehicles(String name, String data, String expected, String source) {
    Quantity quantity = assertInstanceOf(Quantity.class, decode(name, data));
    double value = Double.parseDouble(expected);
    // The source rounds to five decimals and takes 1/32768 for the standard's 0.0000305.
    assertEquals(value, quantity.value(), 1e-3 * Math.max(0.1, Math.abs(value)), source);
  }

  @Test
  void everyNumericCommandHasGoldenValues() {
    Set<String> golden = new HashSet<>();
    formulas().forEach(row -> golden.add(row[0]));
    for (ObdCommand<?> command : Commands.standard().all()) {
      int service = command.service().orElse(0);
      boolean numeric =
          service == 0x01
              && command.decoder().decode(filled(command.answerBytes() - 2))
                  instanceof Decoded.Value<?> value
              && value.value() instanceof Quantity;
      assertTrue(!numeric || golden.contains(command.name()), command.name());
    }
  }

  private static Payload filled(int length) {
    return Payload.of(new byte[Math.max(0, length)]);
  }

  private static Object decode(String name, String data) {
    Decoded<?> decoded = Commands.standard().get(name).decoder().decode(Payload.ofHex(data));
    return assertInstanceOf(Decoded.Value.class, decoded, decoded::toString).value();
  }

  private static void assertQuantity(String expected, Quantity actual, double tolerance) {
    int space = expected.indexOf(' ');
    double value = Double.parseDouble(expected.substring(0, space));
    assertEquals(value, actual.value(), tolerance * Math.max(1, Math.abs(value)));
    assertEquals(expected.substring(space + 1), actual.unit().name());
  }

  private static void assertValues(String expected, SensorValues actual) {
    String[] pairs = expected.isEmpty() ? new String[0] : expected.split("; ");
    assertEquals(pairs.length, actual.values().size(), actual::toString);
    int i = 0;
    for (Map.Entry<String, SensorValue> entry : actual.values().entrySet()) {
      String[] pair = pairs[i++].split("=", 2);
      assertEquals(pair[0], entry.getKey());
      if (entry.getValue() instanceof SensorValue.Measured measured) {
        assertQuantity(pair[1], measured.quantity(), 1e-9);
      } else {
        assertEquals(pair[1], entry.getValue().toString());
      }
    }
  }
}
