package io.obdio.socketio.app.doctor;

import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON of a report, as maps for a codec. */
public final class DoctorJson {

  private DoctorJson() {}

  /**
   * Returns a report: {@code {"time": .., "ms": .., "passed": .., "checks": [{"group": .., "id":
   * .., "verdict": .., "text": .., "remedy": ..}]}}.
   */
  public static Map<String, Object> of(DoctorReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("time", report.time().toEpochMilli());
    json.put("ms", report.duration().toMillis());
    json.put("passed", report.isPassed());
    json.put("checks", report.findings().stream().map(DoctorJson::of).toList());
    return json;
  }

  /** Returns a finding: {@code {"group", "id", "verdict", "text", "remedy"}}. */
  static Map<String, Object> of(Finding finding) {
    Map<String, Object> check = new LinkedHashMap<>();
    check.put("group", finding.group());
    check.put("id", finding.id());
    check.put("verdict", finding.verdict().word());
    check.put("text", finding.text());
    check.put("remedy", finding.remedy());
    return check;
  }
}
