package io.obdio.socketio.app.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.definition.DefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests through the ELM327 driver and on a CAN bus, to a vehicle that answers from a file. */
@Timeout(60)
class LiveCheckTest {

  private static final String SET =
      """
      {"commands": [
       {"hdr": "7E0", "cmd": {"01": "0C"}, "signals": [
         {"id": "RPM", "fmt": {"len": 16, "div": 4, "unit": "rpm"}}]},
       {"hdr": "7E1", "rax": "7E9", "cmd": {"22": "1234"}, "signals": [
         {"id": "OTHER_ECU", "fmt": {"len": 8, "unit": "scalar"}}]},
       {"hdr": "D016", "rax": "1EC60E80", "pri": "1D", "tst": "30", "cmd": {"22": "0003"},
         "signals": [{"id": "WHOLE29", "fmt": {"len": 8, "unit": "scalar"}}]},
       {"hdr": "744", "rax": "7AE", "cmd": {"22": "0530"}, "signals": [
         {"id": "LONG", "fmt": {"bix": 56, "len": 8, "unit": "scalar"}}]},
       {"hdr": "7E5", "din": "03", "cmd": {"22": "1870"}, "signals": [
         {"id": "SESSION", "fmt": {"len": 8, "unit": "scalar"}}]},
       {"hdr": "7E5", "cmd": {"22": "1871"}, "signals": [
         {"id": "NO_SESSION", "fmt": {"len": 8, "unit": "scalar"}}]},
       {"hdr": "6F1", "rax": "607", "eax": "07", "cmd": {"22": "DD69"}, "signals": [
         {"id": "EXTENDED", "fmt": {"len": 32, "unit": "scalar"}}]},
       {"hdr": "750", "rax": "758", "eax": "2A", "cmd": {"21": "16"}, "signals": [
         {"id": "TYRE", "fmt": {"bix": 24, "len": 8, "unit": "scalar"}}]},
       {"hdr": "DA60", "rax": "60", "cmd": {"22": "0001"}, "signals": [
         {"id": "BITS29", "fmt": {"len": 8, "unit": "scalar"}}]},
       {"hdr": "FC00", "rax": "FE007B", "pri": "17", "tst": "7B", "cmd": {"22": "0002"},
         "signals": [{"id": "VW29", "fmt": {"len": 8, "unit": "scalar"}}]},
       {"hdr": "C410F1", "cmd": {"21": "02"}, "signals": [
         {"id": "KWP", "fmt": {"len": 8, "unit": "scalar"}}]},
       {"hdr": "7C4", "rax": "7CD", "cmd": {"21": "03"}, "signals": [
         {"id": "WRONG_ANSWER_ADDRESS", "fmt": {"len": 8, "unit": "scalar"}}]},
       {"hdr": "7C5", "rax": "7CC", "cmd": {"21": "04"}, "signals": [
         {"id": "WRONG_HEADER", "fmt": {"len": 8, "unit": "scalar"}}]}
      ]}
      """;

  @TempDir Path folder;

  private CheckResult check(LiveLink link, String... lines)
      throws IOException, DefinitionException {
    Path set = Files.writeString(folder.resolve("set.json"), SET);
    Path replies = Files.writeString(folder.resolve("replies.jsonl"), String.join("\n", lines));
    return DefinitionChecker.check(List.of(set), replies, OptionalInt.empty(), link);
  }

  private static String line(String command, String response, String expected) {
    return "{\"command\": \""
        + command
        + "\", \"response\": \""
        + response
        + "\", \"expected\": {"
        + expected
        + "}}";
  }

  /** Every form of address, one request after the other over one connection. */
  @ParameterizedTest
  @EnumSource(LiveLink.class)
  void asksInEveryFormOfAddress(LiveLink link) throws Exception {
    CheckResult result =
        check(
            link,
            line("7E0.010C", "7E804410C0D48", "\"RPM\": 850"),
            line("7E0.010C", "7E804410C1388", "\"RPM\": 1250"),
            line("744.7AE.220530", "7AE100B620530010002\\n7AE2103040506070809", "\"LONG\": 7"),
            line("7E5.7ED.221870|din=03", "7ED046218702A", "\"SESSION\": 42"),
            line(
                "6F1.607.22DD69|e=07",
                "607F1100762DD690000\\n607F1210102FFFFFFFF",
                "\"EXTENDED\": 258"),
            line("750.758.2116|e=2A", "7582A066116000000AF", "\"TYRE\": 175"),
            line("DA60.60.220001", "18DAF16004620001 2B", "\"BITS29\": 43"),
            line("FC00.FE007B.220002|c=17,ta=7B", "17FE007B04620002 2C", "\"VW29\": 44"),
            line("D016.1EC60E80.220003|ta=30,c=1D", "1EC60E8004620003 2D", "\"WHOLE29\": 45"));
    assertTrue(result.isAllRight(), result + "\n" + result.failures());
    assertEquals(9, result.values().size());
  }

  /**
   * The commands of SAE J1979 are for every bus, and each ECU's answer counts.
   *
   * @see <a href="https://github.com/OBDb/Honda-Civic">OBDb/Honda-Civic: tests 2008, DB33.0104</a>
   */
  @ParameterizedTest
  @EnumSource(LiveLink.class)
  void standardCommandsAreForEveryFormat(LiveLink link) throws Exception {
    CheckResult result =
        check(
            link,
            line("DB33.0104", "18DAF1110341041C\\n18DAF11D0341041C", "\"LOAD_PCT\": 10.98039"),
            line("DB33.0104", "18DAF111034104EF\\n18DAF11D034104F7", "\"LOAD_PCT\": 96.86275"),
            line("DB33.0104", "18DAF11D03410421", "\"LOAD_PCT\": 12.94118"),
            line("DB33.010C", "18DAF11004410C0D48", "\"RPM\": 850"),
            line("7E0.0104", "7E80341041C\\n7E90341041D", "\"LOAD_PCT\": 11.37255"),
            line("7E0.010C", "7E904410C0D48", "\"RPM\": 850"));
    assertTrue(result.isAllRight(), result + "\n" + result.failures());
  }

  @Test
  void standardCommandsAreForTheOlderBuses() throws Exception {
    CheckResult result =
        check(
            LiveLink.ADAPTER, line("686A.0104", "48 6B 10 41 04 1C 24", "\"LOAD_PCT\": 10.98039"));
    assertTrue(result.isAllRight(), result + "\n" + result.failures());
  }

  /** What the decoding of the lines alone does not show. */
  @ParameterizedTest
  @EnumSource(LiveLink.class)
  void whatCannotBeAskedIsSeen(LiveLink link) throws Exception {
    String[] lines = {
      line("7E5.7ED.221871|din=03", "7ED046218712A", "\"NO_SESSION\": 42"),
      line("7C4.7CC.2103", "7CC03610305", "\"WRONG_ANSWER_ADDRESS\": 5"),
      line("7C4.7CC.2104", "7CC03610406", "\"WRONG_HEADER\": 6"),
      line("7E1.7E9.221234", "7EA0462123407", "\"OTHER_ECU\": 7"),
    };
    Path set = Files.writeString(folder.resolve("set.json"), SET);
    Path replies = Files.writeString(folder.resolve("replies.jsonl"), String.join("\n", lines));
    CheckResult decoded = DefinitionChecker.check(List.of(set), replies, OptionalInt.empty());
    assertTrue(decoded.isAllRight(), decoded.failures().toString());
    CheckResult result = check(link, lines);
    assertEquals(
        List.of(
            "line 1 7E5.7ED.221871|din=03 NO_SESSION: REFUSED",
            "line 2 7C4.7CC.2103 WRONG_ANSWER_ADDRESS: OTHER_ECU",
            "line 3 7C4.7CC.2104 WRONG_HEADER: NO_RESPONSE",
            "line 4 7E1.7E9.221234 OTHER_ECU: OTHER_ECU"),
        result.failures().stream()
            .map(v -> "line " + v.line() + " " + v.command() + " " + v.id() + ": " + v.kind())
            .toList());
    assertTrue(
        result.toString().contains("answer of an ECU that the request does not address: 2"),
        result.toString());
  }

  @ParameterizedTest
  @CsvSource({"ADAPTER, RIGHT", "CAN_BUS, NOT_SENT"})
  void anOlderBusNeedsAnAdapter(LiveLink link, ValueKind kind) throws Exception {
    CheckResult result = check(link, line("C410F1.2102", "83F1106102AA91", "\"KWP\": 170"));
    assertEquals(
        List.of(kind),
        result.values().stream().map(CheckedValue::kind).toList(),
        result.toString());
  }

  @Test
  void jsonHasAMemberForEachConnection() throws Exception {
    Map<LiveLink, CheckResult> results = new EnumMap<>(LiveLink.class);
    for (LiveLink link : LiveLink.values()) {
      results.put(link, check(link, line("7E0.010C", "7E804410C0D48", "\"RPM\": 850")));
    }
    String one =
        "{\"replies\":1,\"repliesRight\":1,\"values\":1,\"kinds\":{\"right\":1},"
            + "\"failures\":[],\"problems\":[]}";
    assertEquals("{\"adapter\":" + one + ",\"can_bus\":" + one + "}", CheckJson.of(results, 100));
  }
}
