package io.obdio.socketio.api;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.definition.ModelYears;
import io.obdio.core.diagnosis.ClearEffects;
import io.obdio.core.diagnosis.CodeKind;
import io.obdio.core.diagnosis.FreezeFrameData;
import io.obdio.core.diagnosis.FreezeFrameData.FrozenValue;
import io.obdio.core.diagnosis.InspectionRule;
import io.obdio.core.diagnosis.Readiness;
import io.obdio.core.diagnosis.VehicleCode;
import io.obdio.core.value.Monitor;
import io.obdio.core.value.ReportedCode;
import io.obdio.core.value.ReportedCode.StatusBit;
import io.obdio.socketio.api.CodeHistory.Seen;
import io.obdio.socketio.vehicle.ObdJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of a vehicle's state, documented in docs/health.md. */
final class DiagnosisJson {

  private DiagnosisJson() {}

  static Map<String, Object> of(Diagnosis diagnosis, Map<String, Seen> history) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("time", diagnosis.time().toEpochMilli());
    json.put("vin", diagnosis.vin());
    Readiness readiness = diagnosis.status().map(Readiness::of).orElse(null);
    if (readiness != null) {
      json.put("mil", readiness.mil());
      json.put("stored_codes", readiness.storedCodes());
      json.put("ignition", readiness.ignition());
      json.put("readiness", readiness(readiness, diagnosis.vin()));
    }
    List<Map<String, Object>> codes = new ArrayList<>();
    diagnosis
        .codes()
        .codes()
        .forEach(code -> codes.add(code(code, history.get(code.code().code()))));
    json.put("codes", codes);
    Map<String, Object> missing = new LinkedHashMap<>();
    diagnosis.codes().missing().forEach((kind, why) -> missing.put(kind.word(), why.toString()));
    json.put("missing", missing);
    json.put("freeze_frames", diagnosis.frames().stream().map(DiagnosisJson::frame).toList());
    List<Map<String, Object>> monitors = new ArrayList<>();
    diagnosis.monitors().forEach((command, value) -> monitors.add(monitor(command, value)));
    json.put("monitors", monitors);
    json.put("clear", clear(diagnosis, readiness));
    return json;
  }

  private static Map<String, Object> readiness(Readiness readiness, String vin) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("complete", readiness.complete());
    json.put("incomplete", readiness.incomplete());
    InspectionRule recommended = InspectionRule.unitedStates(ModelYears.ofVin(vin));
    json.put("rule", recommended.word());
    List<Map<String, Object>> rules = new ArrayList<>();
    for (InspectionRule rule : InspectionRule.values()) {
      Readiness.Verdict verdict = readiness.judge(rule);
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("rule", rule.word());
      one.put("description", rule.description());
      one.put("max_incomplete", rule.maxIncomplete());
      one.put("passes", verdict.passes());
      one.put("reasons", verdict.reasons());
      rules.add(one);
    }
    json.put("rules", rules);
    return json;
  }

  private static Map<String, Object> code(VehicleCode code, @Nullable Seen seen) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", code.text());
    json.put("ecu", code.ecu().toString());
    json.put("kinds", code.kinds().stream().map(CodeKind::word).toList());
    json.put("explanation", code.explanation());
    json.put("manufacturer", code.isManufacturer());
    code.reported().ifPresent(reported -> json.put("status_bits", bits(reported)));
    if (seen != null) {
      json.put("first_seen", seen.first());
      json.put("last_seen", seen.last());
      json.put("times", seen.times());
    }
    return json;
  }

  private static List<String> bits(ReportedCode reported) {
    return reported.statusBits().stream().map(StatusBit::isoName).toList();
  }

  private static Map<String, Object> frame(FreezeFrameData frame) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", frame.number());
    json.put("ecu", frame.ecu().toString());
    json.put("code", frame.code().code());
    List<Map<String, Object>> values = new ArrayList<>();
    for (FrozenValue frozen : frame.values()) {
      Map<String, Object> value = new LinkedHashMap<>();
      value.put("name", frozen.command().name());
      value.put("description", frozen.command().description());
      value.put("value", ObdJson.value(frozen.value()));
      value.put("unit", ObdJson.unit(frozen.value()));
      values.add(value);
    }
    json.put("values", values);
    return json;
  }

  private static Map<String, Object> monitor(ObdCommand<?> command, Monitor monitor) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", command.name());
    json.put("description", command.description());
    json.put("tests", ObdJson.value(monitor));
    return json;
  }

  private static Map<String, Object> clear(Diagnosis diagnosis, @Nullable Readiness readiness) {
    Readiness known =
        readiness == null ? new Readiness(false, 0, "", List.of(), List.of()) : readiness;
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lost", ClearEffects.lost(diagnosis.codes(), diagnosis.frames().size(), known));
    json.put("kept", ClearEffects.kept(diagnosis.codes()));
    return json;
  }
}
