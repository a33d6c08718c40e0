package io.obdio.socketio.app.dtc;

import io.obdio.core.connection.ObdResponse;
import io.obdio.core.diagnosis.CodeKind;
import io.obdio.core.diagnosis.FreezeFrameData;
import io.obdio.core.diagnosis.FreezeFrameData.FrozenValue;
import io.obdio.core.diagnosis.InspectionRule;
import io.obdio.core.diagnosis.Readiness;
import io.obdio.core.diagnosis.VehicleCode;
import io.obdio.core.unit.UnitSystem;
import io.obdio.core.value.ReportedCode.StatusBit;
import io.obdio.socketio.vehicle.ObdJson;
import io.obdio.socketio.vehicle.UnitValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** A report of trouble codes as JSON. */
final class DtcJson {

  private DtcJson() {}

  static String of(DtcReport report, UnitSystem system) {
    Map<String, Object> json = new LinkedHashMap<>();
    Optional<Readiness> readiness = report.readiness();
    readiness.ifPresent(
        value -> {
          json.put("mil", value.mil());
          json.put("ignition_type", value.ignition());
        });
    json.put("codes", report.codes().codes().stream().map(DtcJson::code).toList());
    Map<String, Object> missing = new LinkedHashMap<>();
    report.codes().missing().forEach((kind, why) -> missing.put(kind.word(), why.toString()));
    json.put("missing", missing);
    json.put("freeze_frames", report.frames().stream().map(f -> frame(f, system)).toList());
    readiness.ifPresent(value -> json.put("readiness", readiness(value, report.rules())));
    Map<String, Object> since = new LinkedHashMap<>();
    for (ObdResponse<?> response : report.since()) {
      since.put(response.command().name(), value(response.value(), system));
    }
    json.put("since", since);
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private static Map<String, Object> code(VehicleCode code) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", code.code().code());
    json.put("ecu", code.ecu().toString());
    json.put("kinds", code.kinds().stream().map(CodeKind::word).toList());
    json.put("desc", code.explanation());
    json.put("manufacturer", code.isManufacturer());
    code.reported()
        .ifPresent(
            uds -> {
              json.put("failure_type", String.format(Locale.ROOT, "%02X", uds.failureType()));
              json.put("status", String.format(Locale.ROOT, "%02X", uds.status()));
              json.put("status_bits", uds.statusBits().stream().map(StatusBit::isoName).toList());
            });
    return json;
  }

  private static Map<String, Object> frame(FreezeFrameData frame, UnitSystem system) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (FrozenValue value : frame.values()) {
      values.put(value.command().name(), value(value.value(), system));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", frame.number());
    json.put("ecu", frame.ecu().toString());
    json.put("code", frame.code().code());
    json.put("values", values);
    return json;
  }

  private static Map<String, Object> value(Object value, UnitSystem system) {
    Object converted = UnitValues.convert(value, system);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", ObdJson.value(converted));
    json.put("unit", ObdJson.unit(converted));
    return json;
  }

  private static Map<String, Object> readiness(Readiness readiness, List<InspectionRule> rules) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("complete", readiness.complete());
    json.put("incomplete", readiness.incomplete());
    json.put("verdicts", rules.stream().map(rule -> verdict(readiness.judge(rule))).toList());
    return json;
  }

  private static Map<String, Object> verdict(Readiness.Verdict verdict) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", verdict.rule().word());
    json.put("desc", verdict.rule().description());
    json.put("passes", verdict.passes());
    json.put("reasons", verdict.reasons());
    return json;
  }
}
