package io.obdio.core.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Service01;
import io.obdio.core.connection.NoValue;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.decode.Decoded;
import io.obdio.core.message.Payload;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.value.Status;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {

  /** An engine with a stored code and a frame, a transmission with a pending one of the maker. */
  private static ScriptedTransport vehicle() {
    return new ScriptedTransport()
        .on("0100", "7E8#4100BE1FA813", "7E9#410088180001")
        .on("03", "7E8#43010304", "7E9#4300")
        .on("07", "7E8#4700", "7E9#47011ABC")
        .on("0A", "7E8#4A010304", "7E9#4A00")
        .on("19028D", "7E8#5902FF03040009", "7E9#7F1911")
        .on("020200", "7E8#4202000304", "7E9#4202000000")
        .on("020201", "7E8#4202010000")
        .on("020000", "7E8#42000048180000")
        .on("020500", "7E8#4205007B", "7E9#42050050")
        .on("020C00", "7E8#420C001AF8")
        .on("020D00", "7E8#420D0020");
  }

  private static ObdConnection open(ScriptedTransport transport) throws Exception {
    ObdConnection connection = ObdConnection.builder(transport).deferredDiscovery(true).build();
    connection.open();
    return connection;
  }

  @Test
  void codesOfAllServicesAreOneListWithTheirKinds() throws Exception {
    try (ObdConnection connection = open(vehicle())) {
      VehicleCodes codes = VehicleCodes.read(connection);
      assertEquals(2, codes.codes().size(), codes.toString());
      VehicleCode misfire = codes.codes().get(0);
      assertEquals("P0304", misfire.text());
      assertEquals("7E8", misfire.ecu().toString());
      assertEquals(Set.of(CodeKind.STORED, CodeKind.PERMANENT, CodeKind.UDS), misfire.kinds());
      assertEquals("Misfire in cylinder 4", misfire.explanation());
      assertEquals(0x09, misfire.reported().orElseThrow().status());
      VehicleCode maker = codes.codes().get(1);
      assertEquals("7E9", maker.ecu().toString());
      assertEquals(Set.of(CodeKind.PENDING), maker.kinds());
      assertTrue(maker.isManufacturer());
      assertEquals("Manufacturer-specific code of the powertrain", maker.explanation());
      assertTrue(codes.missing().isEmpty(), codes.missing().toString());
      assertEquals(List.of(misfire), codes.of(CodeKind.STORED));
    }
  }

  @Test
  void aServiceWithoutAnAnswerIsMissingWithItsReason() throws Exception {
    try (ObdConnection connection =
        open(vehicle().forget("0A").forget("19028D").on("19028D", "7E8#7F1911", "7E9#7F1911"))) {
      VehicleCodes codes = VehicleCodes.read(connection);
      assertEquals(Set.of(CodeKind.PERMANENT, CodeKind.UDS), codes.missing().keySet());
      assertEquals(NoValue.Reason.NEGATIVE_RESPONSE, codes.missing().get(CodeKind.UDS).reason());
      assertEquals(2, codes.codes().size());
    }
  }

  @Test
  void severalFailureTypesOfOneCodeAreEntriesOfTheirOwn() throws Exception {
    try (ObdConnection connection =
        open(vehicle().forget("19028D").on("19028D", "7E8#5902FF0304130803041208"))) {
      List<String> texts =
          VehicleCodes.read(connection).codes().stream()
              .map(VehicleCode::text)
              .collect(Collectors.toList());
      assertEquals(List.of("P0304-13", "P1ABC", "P0304-12"), texts);
    }
  }

  @Test
  void freezeFramesHaveTheirEcuCodeAndValues() throws Exception {
    try (ObdConnection connection = open(vehicle())) {
      List<FreezeFrameData> frames = FreezeFrames.read(connection);
      assertEquals(1, frames.size(), frames.toString());
      FreezeFrameData frame = frames.get(0);
      assertEquals("7E8", frame.ecu().toString());
      assertEquals("P0304", frame.code().code());
      List<String> values =
          frame.values().stream().map(v -> v.command().name() + " " + v.value()).toList();
      assertTrue(values.contains("COOLANT_TEMP 83.0 °C"), values.toString());
      assertTrue(values.contains("RPM 1726.0 rpm"), values.toString());
      assertTrue(values.contains("SPEED 32.0 km/h"), values.toString());
    }
  }

  @Test
  void withoutAStoredFrameThereIsNone() throws Exception {
    try (ObdConnection connection =
        open(vehicle().forget("020200").on("020200", "7E8#4202000000"))) {
      assertEquals(List.of(), FreezeFrames.read(connection));
    }
  }

  /** Data bytes of PID 01: A, B, C, D. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "00 07 E5 00 | US_2001 | true | -",
        "00 07 E5 04 | US_2001 | true | -",
        "00 07 E5 04 | ALL_COMPLETE | false | 1 monitor is incomplete, none may be: evaporative"
            + " system",
        "00 07 E5 05 | US_1996 | true | -",
        "00 07 E5 05 | US_2001 | false | 2 monitors are incomplete, 1 may be: catalyst,"
            + " evaporative system",
        "81 07 E5 00 | US_1996 | false | the malfunction indicator lamp is on",
        "00 0F 8B 80 | ALL_COMPLETE | false | 1 monitor is incomplete, none may be: EGR VVT system",
      })
  void readinessFollowsTheRule(String data, InspectionRule rule, boolean passes, String reason) {
    Readiness.Verdict verdict = Readiness.of(status(data)).judge(rule);
    assertEquals(passes, verdict.passes(), verdict.toString());
    assertEquals(reason == null ? List.of() : List.of(reason), verdict.reasons());
  }

  private static Status status(String data) {
    return ((Decoded.Value<Status>) Service01.STATUS.decoder().decode(Payload.ofHex(data))).value();
  }

  @Test
  void theRuleFollowsTheModelYear() {
    assertEquals(InspectionRule.US_1996, InspectionRule.unitedStates(OptionalInt.of(2000)));
    assertEquals(InspectionRule.US_2001, InspectionRule.unitedStates(OptionalInt.of(2001)));
    assertEquals(InspectionRule.US_2001, InspectionRule.unitedStates(OptionalInt.empty()));
  }

  @Test
  void theConfirmationCountsWhatIsLost() throws Exception {
    try (ObdConnection connection = open(vehicle())) {
      VehicleCodes codes = VehicleCodes.read(connection);
      List<String> lost = ClearEffects.lost(codes, 1, Readiness.of(status("81 07 E5 04")));
      assertEquals("1 stored and 1 pending trouble code", lost.get(0));
      assertEquals("1 freeze frame", lost.get(1));
      assertTrue(lost.get(2).startsWith("the readiness of 7 complete monitors:"), lost.get(2));
      assertTrue(ClearEffects.kept(codes).get(0).startsWith("1 permanent trouble code:"));
    }
  }
}
