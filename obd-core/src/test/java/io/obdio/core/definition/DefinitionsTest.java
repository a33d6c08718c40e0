package io.obdio.core.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.unit.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsTest {

  private static final String SET =
      """
      {"commands": [
       {"hdr": "7B0", "rax": "7B9", "cmd": {"21": "03"}, "filter": {"to": 2018}, "signals": [
         {"id": "SPEED_FL", "name": "Wheel", "fmt": {"len": 8, "max": 326.4, "mul": 256, "div": 200,
           "unit": "kilometersPerHour"}},
         {"id": "TEMP", "fmt": {"bix": 8, "len": 8, "max": 215, "min": -40, "add": -40,
           "unit": "celsius"}},
         {"id": "SIGNED", "fmt": {"bix": 16, "len": 16, "sign": true, "div": 10, "unit": "amps"}},
         {"id": "LITTLE", "fmt": {"bix": 16, "len": 16, "blsb": true, "unit": "scalar"}},
         {"id": "ON", "fmt": {"bix": 32, "len": 1, "max": 1, "unit": "offon"}},
         {"id": "READY", "fmt": {"bix": 33, "len": 1, "max": 1, "unit": "yesno"}},
         {"id": "LEVER", "fmt": {"bix": 36, "len": 4, "map": {"0": {"value": "P"}, "1": "R"}}},
         {"id": "LEVEL", "fmt": {"bix": 40, "len": 8, "max": 255, "nullmax": 255, "unit": "zorks"}},
         {"id": "TEMP", "fmt": {"bix": 8, "len": 8, "unit": "scalar"}}
       ]},
       {"hdr": "7E0", "cmd": {"01": "06"}, "signals": [
         {"id": "TRIM", "fmt": {"len": 8, "max": 99.2, "min": -100, "mul": 100, "div": 128,
           "add": -128, "unit": "percent"}}]},
       {"hdr": "750", "eax": "2A", "cmd": {"21": "16"}, "signals": [
         {"id": "TYRE", "fmt": {"len": 8, "unit": "celsius"}}]},
       {"hdr": "7E", "cmd": {"01": "0C", "02": "0C"}, "signals": []},
       {"hdr": "XYZ", "cmd": {"21": "03"}, "signals": []},
       {"hdr": "7B0", "cmd": {"21": "0"}, "signals": []},
       {"hdr": "7B0", "cmd": {"21": "04"}, "signals": [
         {"id": "NO_LENGTH", "fmt": {"bix": 1}},
         {"id": "LONG", "fmt": {"len": 65}},
         {"id": "TEXT", "fmt": {"len": "8"}},
         {"id": "DIV", "fmt": {"len": 8, "div": 0}},
         {"id": "NEW", "fmt": {"len": 8, "shape": 3}},
         {"fmt": {"len": 8}}
       ]}
      ]}
      """;

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static ObdCommand<?> command(Definition definition, String name) {
    return definition.commands().stream()
        .filter(command -> command.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " of " + definition.commands()));
  }

  @Test
  void signalsBecomeCommandsThatShareOneExchange() throws Exception {
    Definition definition = Definitions.load(file("car.json", SET));
    Commands registry = Commands.standard().copy();
    assertEquals(List.of(), definition.addTo(registry, OptionalInt.empty()));
    ScriptedTransport car =
        ScriptedTransport.vehicle()
            .on("7B0>7B9#2103", "7B9#61036458FF9CC120", "7B8#610300000000000000")
            .on("0106", "7E8#410688");
    try (ObdConnection connection = ObdConnection.builder(car).commands(registry).build()) {
      connection.open();
      car.on("7B0#2103", "7B9#61036458FF9CC120");
      car.clearRequests();
      List<ObdCommand<?>> wheel =
          definition.commands().stream().filter(c -> c.payload().toHex().equals("2103")).toList();
      Map<String, String> values = new TreeMap<>();
      for (ObdResponse<?> response : connection.queryAll(wheel)) {
        values.put(response.command().name(), String.valueOf(response.valueOrNull()));
      }
      assertEquals(1, car.requests().size(), car.requests().toString());
      assertEquals("6.25 %", connection.force(command(definition, "TRIM")).value().toString());
      assertEquals(
          Map.of(
              "SPEED_FL", "128.0 km/h",
              "TEMP", "48.0 °C",
              "TEMP_2", "88.0",
              "SIGNED", "-10.0 A",
              "LITTLE", "40191.0",
              "ON", "true",
              "READY", "false",
              "LEVER", "R",
              "LEVEL", "32.0 zorks"),
          values);
      assertTrue(connection.supportedCommands().contains(command(definition, "LEVER")));
    }
  }

  @Test
  void brokenRowsAreReportedAndTheGoodOnesLoad() throws Exception {
    Path path = file("car.json", SET);
    Definition definition = Definitions.load(path);
    List<String> problems = definition.problems().stream().map(String::valueOf).toList();
    String[] expected = {
      "command 4: expected one service in 'cmd'",
      "command 5: hdr 'XYZ' is not hexadecimal",
      "command 6: ",
      "command 7 (7B0.2104), signal NO_LENGTH: expected a format 'fmt' with a length",
      "command 7 (7B0.2104), signal LONG: len 65 is not from 1 to 64",
      "command 7 (7B0.2104), signal TEXT: 'len' is not a number: \"8\"",
      "command 7 (7B0.2104), signal DIV: div is 0",
      "command 7 (7B0.2104), signal NEW: fmt: unknown field 'shape' is ignored",
      "command 7 (7B0.2104), signal without id: expected an 'id'",
    };
    assertEquals(expected.length, problems.size(), problems.toString());
    for (int i = 0; i < expected.length; i++) {
      assertTrue(problems.get(i).startsWith(path + ": " + expected[i]), problems.get(i));
      assertEquals(i != 7, definition.problems().get(i).leftOut(), problems.get(i));
    }
    assertEquals(12, definition.commands().size());
  }

  @Test
  void aNameThatIsTakenIsLeftOut() throws Exception {
    Path path =
        file(
            "rpm.json",
            """
            {"commands": [{"hdr": "7E0", "cmd": {"01": "0C"}, "signals": [
              {"id": "RPM", "fmt": {"len": 16, "div": 4, "unit": "rpm"}}]}]}
            """);
    assertEquals(
        List.of("RPM"),
        Definitions.load(path).addTo(Commands.standard().copy(), OptionalInt.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "x.json, '{', ':1:2: not JSON: the file ends within an object or a list'",
    "x.json, '[]', no list 'commands'",
    "x.json, '{\"commands\": 1}', no list 'commands'",
    "x.txt, '', expected a signal set",
  })
  void aFileOfAnotherKindIsRefused(String name, String text, String reason) throws IOException {
    Path path = file(name, text);
    DefinitionException e = assertThrows(DefinitionException.class, () -> Definitions.load(path));
    assertTrue(String.valueOf(e.getMessage()).startsWith(path + ":"), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).contains(reason), e.getMessage());
  }

  @Test
  void aMissingFileIsReported() {
    Path path = folder.resolve("none.csv");
    DefinitionException e = assertThrows(DefinitionException.class, () -> Definitions.load(path));
    assertEquals(path + ": there is no such file", e.getMessage());
  }

  @Test
  void loadsTorqueLists() throws Exception {
    Path path =
        file(
            "torque.csv",
            "\uFEFF"
                + """
                Name,ShortName,ModeAndPID,Equation,Min Value,Max Value,Units,Header
                Transmission fluid,Trans T,221E1C,(SIGNED(A)*256+B)/16,-40,200,°C,7E1
                "Pressure, front",P1,0x2103,"(A<<8)+B",0,65535,kPa,
                Oil,,2101,A-40,,,degC,18DA10F1
                Old bus,KWP,2102,{B:7},0,1,,C410F1

                Too few,X,2101
                Bad hex,B1,21G1,A,0,1,,
                Bad formula,B2,2101,A+*2,0,1,,
                Bad limit,B3,2101,A,low,1,,
                Bad header,B4,2101,A,0,1,,7E0XX
                Nothing to divide by,Z,2101,1/A,0,1,,7E0
                """);
    Definition definition = Definitions.load(path);
    assertEquals(
        List.of("TRANS_T", "P1", "OIL", "KWP", "Z"),
        definition.commands().stream().map(ObdCommand::name).toList());
    List<String> problems = definition.problems().stream().map(String::valueOf).toList();
    String[] expected = {
      "row 7: has 3 columns",
      "row 8: ModeAndPID '21G1' is not made of pairs",
      "row 9: formula 'A+*2', character 3: expected a value before '*'",
      "row 10: limit 'low' is not a number",
      "row 11: '7E0XX' is not a header",
    };
    assertEquals(expected.length, problems.size(), problems.toString());
    for (int i = 0; i < expected.length; i++) {
      assertTrue(problems.get(i).startsWith(path + ": " + expected[i]), problems.get(i));
    }
    assertEquals("7E1#221E1C", command(definition, "TRANS_T").request().toString());
    assertEquals("2103", command(definition, "P1").request().toString());
    assertEquals("Pressure, front", command(definition, "P1").description());
    assertEquals("18DA10F1#2101", command(definition, "OIL").request().toString());
    assertEquals("10#2102", command(definition, "KWP").request().toString());
    ScriptedTransport car =
        ScriptedTransport.vehicle()
            .on("7E1#221E1C", "7E9#621E1CFEC0")
            .on("7E0#2101", "7E8#610100")
            .on("18DA10F1#2101", "18DAF110#61015A");
    try (ObdConnection connection = ObdConnection.builder(car).build()) {
      connection.open();
      assertEquals("-20.0 °C", connection.query(command(definition, "TRANS_T")).value().toString());
      assertEquals("50.0 °C", connection.query(command(definition, "OIL")).value().toString());
      ObdResponse<?> z = connection.query(command(definition, "Z"));
      assertEquals("BAD_ANSWER: 7E8#610100: 1/A is Infinity", z.noValue().orElseThrow().toString());
      assertFalse(z.messages().isEmpty());
    }
    assertEquals(Units.KILOPASCAL.symbol(), "kPa");
  }
}
