package io.obdio.core.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.decode.Decoded;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObdbReaderTest {

  private static Definition read(String json) throws DefinitionException {
    return new ObdbReader("set.json").read(json.replace('\'', '"'));
  }

  private static Definition command(String fields) throws DefinitionException {
    return read(
        "{'commands': [{"
            + fields
            + ", 'freq': 1, 'signals': [{'id': 'X', 'fmt': {'len': 8, 'max': 255,"
            + " 'unit': 'scalar'}, 'name': 'x'}]}]}");
  }

  private static Object value(String fmt, String data) throws DefinitionException {
    Definition set =
        read(
            "{'commands': [{'hdr': '7E0', 'cmd': {'22': '0001'}, 'signals': [{'id': 'X', 'fmt': {"
                + fmt
                + "}}]}]}");
    assertEquals(List.of(), set.problems());
    Decoded<?> decoded = set.defined().get(0).plain().decode(Payload.ofHex(data));
    return decoded instanceof Decoded.Value<?> value
        ? value.value()
        : ((Decoded.Failed<?>) decoded).reason();
  }

  /**
   * Values are held within [min, max], where max is above min; min is 0 if it is not given.
   *
   * @see <a href="https://github.com/OBDb/.schemas">OBDb/.schemas: signals.json</a>
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'len': 16, 'max': 1, 'div': 16384, 'sign': true; E762; 0.0",
        "'len': 16, 'max': 1, 'div': 16384, 'sign': true; 7FFF; 1.0",
        "'bix': 56, 'len': 16, 'max': 32767, 'sign': true; 00000000000000FD0E; 0.0",
        "'len': 16, 'max': 0, 'div': 16; 0001; 0.0625",
        "'len': 16, 'max': -5, 'div': 16; 0001; 0.0625",
        "'len': 8, 'sign': true; FE; -2.0",
        "'len': 8, 'min': -40, 'max': 80, 'sign': true; C0; -40.0",
        "'len': 8, 'min': 5; 01; 5.0",
        "'len': 8, 'max': 100, 'div': 2; FF; 100.0",
        "'len': 8, 'max': 255, 'nullmax': 255; FE; 254.0",
        "'len': 8, 'max': 255, 'nullmax': 255; FF; not available: the ECU reports no value",
        "'len': 8, 'max': 255, 'nullmin': 0; 00; not available: the ECU reports no value",
        "'len': 8, 'min': -40, 'max': 90, 'add': -40, 'nullmin': -40; 00;"
            + " not available: the ECU reports no value",
        "'len': 16, 'blsb': true, 'max': 65535; 0102; 513.0",
        "'bix': 3, 'len': 5, 'max': 31; FF; 31.0",
        "'bix': 4, 'len': 4, 'map': {'2': {'value': 'TWO'}}; 12; TWO",
      })
  void decodes(String fmt, String data, String expected) throws DefinitionException {
    assertEquals(expected, String.valueOf(value(fmt, data)));
  }

  @Test
  void sessionsAnswerTimesAndBusesBelongToTheRequest() throws DefinitionException {
    DiagnosticRequest.ToVehicle request =
        request(
            command(
                "'hdr': '7E5', 'rax': '7ED', 'din': '03', 'dout': '01', 'tmo': '64', 'fcm1': true,"
                    + " 'proto': '15765-4-11bit', 'cmd': {'22': '1801'}"));
    assertEquals(OptionalInt.of(3), request.options().session());
    assertEquals(OptionalInt.of(1), request.options().sessionAfter());
    assertEquals(Duration.ofMillis(400), request.options().answerTime());
    assertEquals("CAN_11", request.options().bus().orElseThrow().name());
    assertEquals("7E5#221801", request.toString());
  }

  @Test
  void theDiagnosticLevelIsTheSessionOfCommandsWithoutOne() throws DefinitionException {
    String signals = "'signals': [{'id': 'X', 'fmt': {'len': 8}}]";
    Definition set =
        read(
            "{'diagnosticLevel': 'C0', 'commands': [{'hdr': '743', 'cmd': {'21': '01'}, "
                + signals
                + "}, {'hdr': '743', 'din': '03', 'cmd': {'21': '02'}, "
                + signals
                + "}]}");
    List<ObdCommand<?>> commands = set.commands();
    assertEquals(
        OptionalInt.of(0xC0),
        ((DiagnosticRequest.ToVehicle) commands.get(0).request()).options().session());
    assertEquals(
        OptionalInt.of(3),
        ((DiagnosticRequest.ToVehicle) commands.get(1).request()).options().session());
    assertEquals(List.of(), set.problems());
  }

  private static DiagnosticRequest.ToVehicle request(Definition definition) {
    assertEquals(List.of(), definition.problems());
    return (DiagnosticRequest.ToVehicle) definition.commands().get(0).request();
  }

  /**
   * Requests of SAE J1979 to the engine are functional, so that they exist on every bus.
   *
   * @see <a href="https://github.com/OBDb/.schemas">OBDb/.schemas: python/can/command_registry.py,
   *     which replaces the header of the set SAEJ1979 by DB33 and 686A</a>
   */
  @ParameterizedTest
  @CsvSource({
    "7E0, 7E8, 01, 0C, 010C",
    "7E0, , 01, 0C, 010C",
    "7E0, , 09, 02, 0902",
    "7E0, 7E8, 21, 02, 7E0#2102",
    "7E0, 7E8, 22, F190, 7E0#22F190",
    "7E0, 7EA, 01, 0C, 7E0>7EA#010C",
    "7E1, 7E9, 01, 0C, 7E1#010C",
    "DA10, 10, 01, 0C, 18DA10F1#010C",
    "DB33, , 01, 0C, 010C",
  })
  void requestsOfTheStandardAreForEveryBus(
      String hdr, String rax, String service, String pid, String request)
      throws DefinitionException {
    String answer = rax == null ? "" : ", 'rax': '" + rax + "'";
    Definition set =
        command("'hdr': '" + hdr + "'" + answer + ", 'cmd': {'" + service + "': '" + pid + "'}");
    DiagnosticRequest.ToVehicle found = request(set);
    assertEquals(request.replace(">7EA", ""), found.toString());
    assertEquals(
        request.contains("#"), found.target().isPresent(), () -> String.valueOf(found.target()));
  }

  @Test
  void unknownFieldsOfEveryLevelAreReported() throws DefinitionException {
    Definition set =
        read(
            "{'colour': 1, 'commands': [{'hdr': '7E0', 'cmd': {'22': '0001'}, 'speed': 1,"
                + " 'filter': {'form': 2020}, 'signals': [{'id': 'X', 'size': 1,"
                + " 'fmt': {'len': 8, 'shape': 1, 'map': {'1': {'value': 'A', 'icon': 'a'}}}}]}],"
                + " 'synthetics': [{'id': 'S', 'taste': 1, 'formula': {'op': 'ratio', 'a': 'X',"
                + " 'b': 'X', 'c': 'X'}}]}");
    assertEquals(
        List.of(
            "set.json: set: unknown field 'colour' is ignored",
            "set.json: command 1 (7E0.220001): unknown field 'speed' is ignored",
            "set.json: command 1 (7E0.220001): filter: unknown field 'form' is ignored",
            "set.json: command 1 (7E0.220001), signal X: unknown field 'size' is ignored",
            "set.json: command 1 (7E0.220001), signal X: fmt: unknown field 'shape' is ignored",
            "set.json: command 1 (7E0.220001), signal X: map: unknown field 'icon' is ignored",
            "set.json: synthetic 1 (S): unknown field 'taste' is ignored",
            "set.json: synthetic 1 (S): formula: unknown field 'c' is ignored"),
        set.problems().stream().map(DefinitionProblem::toString).toList());
    assertTrue(set.problems().stream().noneMatch(DefinitionProblem::leftOut));
    assertEquals(2, set.commands().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'hdr': '7E0', 'cmd': {'22': '0001'}, 'din': 'XX'; 'din' is not one byte",
        "'hdr': '7E0', 'cmd': {'22': '0001'}, 'tmo': 5.5; 'tmo' is not one byte",
        "'hdr': '7E0', 'cmd': {'22': '0001'}, 'filter': {'years': ['x']}; 'years' is not a list of",
        "'hdr': '7E0', 'cmd': {'22': '0001'}, 'filter': 2020; expected an object 'filter'",
        "'hdr': '7E0'; expected one service in 'cmd'",
      })
  void commandsThatAreNotValidAreLeftOut(String fields, String reason) throws DefinitionException {
    Definition set = command(fields);
    assertEquals(List.of(), set.commands());
    assertEquals(1, set.problems().size());
    assertTrue(set.problems().get(0).leftOut());
    assertTrue(set.problems().get(0).reason().contains(reason), set.problems().toString());
  }

  @Test
  void commandsAreThoseOfTheModelYear() throws DefinitionException {
    String signal = "'signals': [{'id': 'SOC', 'fmt': {'len': 8, 'max': 255}}]";
    Definition set =
        read(
            "{'commands': [{'hdr': '7E4', 'cmd': {'21': '05'}, 'filter': {'to': 2018}, "
                + signal
                + "}, {'hdr': '7E4', 'cmd': {'22': '0105'}, 'filter': {'from': 2019}, "
                + signal
                + "}]}");
    assertEquals("7E4#2105", only(set.commands(OptionalInt.of(2016))));
    assertEquals("7E4#220105", only(set.commands(OptionalInt.of(2019))));
    assertTrue(set.dependsOnYear());
    assertEquals(List.of("SOC", "SOC_2"), set.commands().stream().map(ObdCommand::name).toList());
  }

  private static String only(List<ObdCommand<?>> commands) {
    assertEquals(List.of("SOC"), commands.stream().map(ObdCommand::name).toList());
    return commands.get(0).request().toString();
  }
}
