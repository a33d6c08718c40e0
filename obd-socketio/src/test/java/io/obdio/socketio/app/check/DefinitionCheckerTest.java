package io.obdio.socketio.app.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.definition.DefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionCheckerTest {

  private static final String SET =
      """
      {"commands": [
       {"hdr": "7E0", "cmd": {"01": "0C"}, "signals": [
         {"id": "RPM", "fmt": {"len": 16, "div": 4, "unit": "rpm"}}]},
       {"hdr": "18DA10F1", "rax": "18DAF110", "cmd": {"22": "F40C"}, "signals": [
         {"id": "RPM29", "fmt": {"len": 16, "div": 4, "unit": "rpm"}}]},
       {"hdr": "DA11F1", "cmd": {"22": "0001"}, "signals": [
         {"id": "LONG", "fmt": {"bix": 56, "len": 8, "unit": "scalar"}},
         {"id": "MODE", "fmt": {"len": 8, "map": {"1": {"value": "ECO"}}}},
         {"id": "NONE", "fmt": {"bix": 8, "len": 8, "nullmin": 0, "unit": "scalar"}}]},
       {"hdr": "750", "rax": "758", "eax": "2A", "cmd": {"21": "16"}, "signals": [
         {"id": "TYRE", "fmt": {"bix": 24, "len": 8, "add": -40, "min": -40, "max": 215,
           "unit": "celsius"}}]},
       {"hdr": "C410F1", "cmd": {"21": "02"}, "signals": [
         {"id": "KWP", "fmt": {"len": 8, "unit": "scalar"}}]},
       {"hdr": "7E0", "cmd": {"21": "05"}, "filter": {"to": 2010}, "signals": [
         {"id": "AGE", "fmt": {"len": 8, "unit": "scalar"}}]},
       {"hdr": "7E0", "cmd": {"21": "05"}, "filter": {"from": 2011}, "signals": [
         {"id": "AGE", "fmt": {"bix": 8, "len": 8, "unit": "scalar"}}]}
      ]}
      """;

  @TempDir Path folder;

  private CheckResult check(String... lines) throws IOException, DefinitionException {
    Path set = Files.writeString(folder.resolve("set.json"), SET);
    Path replies = Files.writeString(folder.resolve("replies.jsonl"), String.join("\n", lines));
    return DefinitionChecker.check(List.of(set), replies, OptionalInt.empty());
  }

  private static String line(String year, String command, String response, String expected) {
    return "{\"year\": \""
        + year
        + "\", \"command\": \""
        + command
        + "\", \"response\": \""
        + response
        + "\", \"expected\": {"
        + expected
        + "}}";
  }

  /** What adapters really wrote down, and what is in it. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "7E0.010C, 7E804410C0D48, \"RPM\": 850",
        "7E0.7E8.010C, 7E804410C0D48, \"RPM\": 850",
        "7E0.010C, 7E8 04 41 0C 0D 48 00 00 00 , \"RPM\": 850", // spaces, padding
        "7E0.010C, 010C\\n7E804410C0D48\\n>, \"RPM\": 850", // echo and prompt
        "7E0.010C, SEARCHING...\\n7E804410C0D48, \"RPM\": 850",
        "7E0.010C, 7E904410C0000\\n7E804410C0D48, \"RPM\": 850", // two ECUs
        "7E0.010C, 7E8037F0178\\n7E804410C0D48, \"RPM\": 850", // pending
        "7E0.010C, 7E803410D1D\\n7E804410C0D48, \"RPM\": 850", // another answer
        "18DA10F1.18DAF110.22F40C, 18DAF1100562F40C0D48AAAA, \"RPM29\": 850",
        "18DA10F1.22F40C, 18 DA F1 10 05 62 F4 0C 0D 48, \"RPM29\": 850",
        "DA11F1.220001, 18DAF111100B620001010002\\n18DAF1112103040506070809, \"LONG\": 7",
        "DA11F1.220001, 18DAF1110562000101FF, `\"MODE\": \"ECO\"`",
        "DA11F1.220001, 18DAF111056200010200, \"MODE\": 2", // a number without a text
        "DA11F1.220001, 18DAF111056200010100, \"NONE\": null",
        "750.758.2116|e=2A, 7582A06611600000000, \"TYRE\": -40",
        "750.758.2116|e=2A, 7582A066116000000AF, \"TYRE\": 135",
        "750.758.2116|e=2A, 7582A1007611600\\n, ``", // cut off, nothing expected
        "C410F1.2102, 83F1106102AA91, \"KWP\": 170", // checksum behind the data
        "7E0.2105, 7E80461050203, \"AGE\": 2",
        "7E0.2105|f=2011-, 7E80461050203, \"AGE\": 3",
      })
  void decodes(String command, String response, String expected) throws Exception {
    CheckResult result = check(line("2005", command, response, expected));
    assertEquals(1, result.repliesRight(), result + "\n" + result.failures());
    assertEquals(0, result.wrong() + result.failed());
  }

  @Test
  void takesTheFormatOfTheModelYear() throws Exception {
    CheckResult result =
        check(
            line("2010", "7E0.2105", "7E80461050203", "\"AGE\": 2"),
            line("2011", "7E0.2105", "7E80461050203", "\"AGE\": 3"));
    assertTrue(result.isAllRight(), result.failures().toString());
  }

  /** Lines without a year: that of the user, else that of a VIN in the file. */
  @ParameterizedTest
  @CsvSource({"2009, 2", "2014, 3", ", 3"})
  void linesWithoutAYearTakeThatOfTheVin(Integer year, double expected) throws Exception {
    Path set = Files.writeString(folder.resolve("set.json"), SET);
    Path replies =
        Files.writeString(
            folder.resolve("replies.jsonl"),
            line("", "7E0.2105", "7E80461050203", "\"AGE\": " + expected)
                + "\n"
                + line(
                    "",
                    "7E0.0902",
                    "7E810144902014B4E44\\n7E8214A583341453645\\n7E82237313233343536",
                    "")); // KNDJX3AE6E7123456
    CheckResult result =
        DefinitionChecker.check(
            List.of(set), replies, year == null ? OptionalInt.empty() : OptionalInt.of(year));
    assertTrue(result.isAllRight(), result.failures().toString());
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "7E0.010C, NO DATA, \"RPM\": 0",
        "7E0.010C, 7E8037F0112, \"RPM\": 1152",
        "7E0.010C, 7E803410C0D, \"RPM\": 3",
        "7E0.010C, 7E80441C0D48AAAA, \"RPM\": 850", // a character is missing
        "DA11F1.220001, 18DAF111056200010FFAAAA, \"MODE\": 1", // a character is missing
        "7E0.010C, 7E804410C0D48, \"NEVER\": 3",
        "7E0.010D, 7E803410D1D, \"SPEED\": 29",
        "DA11F1.220001, 18DAF111100B620001010002\\n18DAF1112203040506070809, \"LONG\": 7", // gap
        "DA11F1.220001, 18DAF1112103040506070809, \"LONG\": 7", // no first frame
        "DA11F1.220001, 18DAF1110462000101, \"NONE\": 7", // too short
      })
  void countsWhatDoesNotComeOut(String command, String response, String expected) throws Exception {
    CheckResult result = check(line("2005", command, response, expected));
    assertEquals(List.of(1L, 0L), List.of(result.failed(), result.wrong()), result.toString());
    assertEquals(1, result.failures().size());
    assertFalse(result.isAllRight());
  }

  @Test
  void countsWhatComesOutWrong() throws Exception {
    CheckResult result =
        check(
            line("2005", "7E0.010C", "7E804410C0D48", "\"RPM\": 850"),
            "",
            line("2005", "7E0.010C", "7E804410C0D48", "\"RPM\": 851"));
    assertEquals(
        "replies: 2, all values right: 1\nvalues: 2, decoded right: 1, wrong: 1, failed: 0\n"
            + "  another value: 1",
        result.toString());
    assertEquals(
        List.of("line 3 7E0.010C RPM: 850.0 instead of 851.0 in 0D48"),
        result.failures().stream().map(CheckedValue::toString).toList());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{, not JSON",
        "[], expected a text 'command'",
        "{\"command\": \"7E0\"}, '7E0' is not a command",
        "`{\"command\": \"7E0.01\", \"response\": \"\"}`, expected an object 'expected'",
        "`{\"command\": \"7E0.0\", \"response\": \"\", \"expected\": {}}`, ``",
      })
  void aLineOfAnotherKindIsAnErrorWithItsNumber(String line, String reason) {
    DefinitionException e = assertThrows(DefinitionException.class, () -> check("", line));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("replies.jsonl: line 2: "), message);
    assertTrue(reason.isEmpty() || message.contains(reason), message);
  }
}
