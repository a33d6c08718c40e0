package io.obdio.core.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.decode.Decoded;
import io.obdio.core.decode.QuantityRange;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestOptions;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.unit.Unit;
import io.obdio.core.unit.Units;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every field of the schema of OBDb's signal sets, fed to the reader: it changes the request or the
 * value, or it belongs to the documented ones that only concern displays.
 *
 * @see <a href="https://github.com/OBDb/.schemas/blob/main/signals.json">OBDb/.schemas:
 *     signals.json</a>
 */
class ObdbSchemaFieldsTest {

  private static final String DATA = "F1E2D3C4";

  private static Definition read(String set, String command, String signal, String format)
      throws DefinitionException {
    String json =
        "{"
            + set
            + "'commands': [{'hdr': '7C0', 'cmd': {'22': '0001'}, 'freq': 1, "
            + command
            + "'signals': [{'id': 'X', 'name': 'x', "
            + signal
            + "'fmt': {'len': 8"
            + format
            + "}}]}]}";
    return new ObdbReader("set.json").read(json.replace('\'', '"'));
  }

  private static Definition read(String level, String field) throws DefinitionException {
    return switch (level) {
      case "set" -> read(field + ", ", "", "", "");
      case "command" -> read("", field + ", ", "", "");
      case "signal" -> read("", "", field + ", ", "");
      case "format" -> read("", "", "", ", " + field);
      default -> throw new IllegalArgumentException(level);
    };
  }

  /** Returns everything that a field can change. */
  private static String effect(Definition set) {
    if (set.defined().isEmpty()) {
      return set.problems().toString();
    }
    DefinedCommand defined = set.defined().get(0);
    ObdCommand<?> command = defined.command();
    DiagnosticRequest.ToVehicle request = (DiagnosticRequest.ToVehicle) command.request();
    RequestOptions options = request.options();
    Decoded<?> decoded = command.decoder().decode(Payload.ofHex(DATA));
    Optional<QuantityRange> range = command.decoder().range();
    return String.join(
        " ",
        request.toString(),
        "answer="
            + request.target().flatMap(RequestTarget::answer).map(Object::toString).orElse(""),
        "session=" + text(options.session()),
        "after=" + text(options.sessionAfter()),
        "wait=" + options.answerTime().toMillis(),
        "bus=" + options.bus().map(Object::toString).orElse(""),
        "years=" + defined.years(),
        "id=" + defined.id(),
        "name=" + command.description(),
        "value=" + (decoded instanceof Decoded.Value<?> value ? value.value() : "none"),
        "range=" + range.map(r -> r.min() + ".." + r.max()).orElse(""),
        "problems=" + set.problems());
  }

  private static String text(OptionalInt value) {
    return value.isPresent() ? Integer.toHexString(value.getAsInt()) : "";
  }

  @Test
  void theSetWithoutOptionalFields() throws DefinitionException {
    assertEquals(
        "7C0#220001 answer= session= after= wait=0 bus= years= id=X name=x value=241.0"
            + " range=0.0..255.0 problems=[]",
        effect(read("", "", "", "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "set| 'diagnosticLevel': 'C0'| session=c0",
        "command| 'hdr': '7E4'| 7E4#220001",
        "command| 'rax': '7C9'| answer=7C9",
        "command| 'eax': '2A'| 7C0/2A#220001",
        "command| 'hdr': 'DA10', 'pri': '14'| 14DA10F1#220001",
        "command| 'hdr': 'DA10', 'tst': '30'| 18DA1030#220001",
        "command| 'tmo': '32'| wait=200",
        "command| 'din': '03'| session=3",
        "command| 'din': '03', 'dout': '01'| after=1",
        "command| 'cmd': {'21': '02'}| 7C0#2102",
        "command| 'cmd': {'01': '0C'}| 7C0#010C",
        "command| 'proto': '15765-4-11bit'| bus=CAN_11",
        "command| 'hdr': 'DA10', 'proto': '15765-4-29bit'| bus=CAN_29",
        "command| 'hdr': '686A', 'proto': '9141-2'| bus=BYTE",
        "command| 'filter': {'from': 2019}| years=2019-",
        "command| 'filter': {'to': 2018}| years=-2018",
        "command| 'filter': {'years': [2016, 2018]}| years=2016;2018",
        "signal| 'id': 'Y'| id=Y",
        "signal| 'name': 'y'| name=y",
        "format| 'bix': 8| value=226.0",
        "format| 'len': 16| value=61922.0",
        "format| 'len': 16, 'blsb': true| value=58097.0",
        "format| 'sign': true| value=-15.0",
        "format| 'min': 250, 'max': 255| value=250.0",
        "format| 'max': 100| value=100.0",
        "format| 'max': 100| range=0.0..100.0",
        "format| 'add': -40| value=201.0",
        "format| 'mul': 2| value=482.0",
        "format| 'div': 2| value=120.5",
        "format| 'unit': 'celsius'| value=241.0 °C",
        "format| 'nullmin': 241| value=none",
        "format| 'nullmax': 241| value=none",
        "format| 'map': {'241': {'value': 'ECO', 'description': 'eco'}}| value=ECO",
      })
  void isHonoured(String level, String field, String expected) throws DefinitionException {
    String effect = effect(read(level, field));
    assertNotEquals(effect(read("", "", "", "")), effect);
    assertTrue((effect + " ").contains(expected + " "), effect);
    assertTrue(effect.endsWith("problems=[]"), effect);
  }

  /** What docs/definitions.md lists as without effect: it is for displays and debugging. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "set| 'signalGroups': [{'id': 'G', 'matchingRegex': 'X'}]",
        "command| 'freq': 5",
        "command| 'fcm1': true",
        "command| 'dbg': true",
        "command| 'dbgfilter': {'from': 2020}",
        "signal| 'path': 'Battery'",
        "signal| 'hidden': true",
        "signal| 'description': 'long'",
        "signal| 'suggestedMetric': 'speed'",
        "format| 'omin': 1",
        "format| 'omax': 1",
        "format| 'oval': 1",
      })
  void concernsDisplaysOnly(String level, String field) throws DefinitionException {
    assertEquals(effect(read("", "", "", "")), effect(read(level, field)));
  }

  /** The enumeration of units; the last ones are shown as numbers, texts or yes and no. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ampereHours",
        "amps",
        "bars",
        "celsius",
        "centimeters",
        "coulombs",
        "degrees",
        "fahrenheit",
        "feet",
        "gallons",
        "gallonsPerHour",
        "gramsPerLiter",
        "gramsPerSecond",
        "hertz",
        "hours",
        "kiloamps",
        "kilowattHoursPer100Kilometers",
        "megaohms",
        "microohms",
        "inches",
        "joules",
        "kelvin",
        "kilogramsPerHour",
        "kilojoules",
        "kilometers",
        "kilometersPerHour",
        "kiloohms",
        "kilopascal",
        "kilowattHours",
        "kilowatts",
        "liters",
        "litersPerHour",
        "meters",
        "metersPerSecond",
        "miles",
        "milesPerHour",
        "milliamps",
        "millimeters",
        "milliohms",
        "milliseconds",
        "millivolts",
        "minutes",
        "newtonMeters",
        "ohms",
        "percent",
        "poundFoot",
        "psi",
        "rpm",
        "seconds",
        "volts",
        "watts"
      })
  void theUsualUnitsAreKnown(String unit) throws DefinitionException {
    assertTrue(Unit.byName(unit).isPresent(), unit);
    Definition set = read("format", "'unit': '" + unit + "'");
    assertEquals(List.of(), set.problems());
    Optional<QuantityRange> range = set.defined().get(0).command().decoder().range();
    assertNotEquals(Units.COUNT, range.orElseThrow().unit());
  }
}
