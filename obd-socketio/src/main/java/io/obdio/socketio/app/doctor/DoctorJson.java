package io.obdio.socketio.app.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON of a report, as maps for a codec. */
public final class DoctorJson {

  private DoctorJson() {}

  /**
   * Returns a report: {@code {"time": .., "ms": .., "passed": .., "checks": [{"group": .., "id":
   * .., "verdict": .., "text": .., "remedy": ..}]}}.
   */
  public static Map<String, Object> of(DoctorReport report) {
    List<Object> checks = new ArrayList<>();
    for (Finding finding : report.findings()) {
      Map<String, Object> check = new LinkedHashMap<>();
      check.put("group", finding.group());
      check.put("id", finding.id());
      check.put("verdict", finding.verdict().word());
      check.put("text", finding.text());
      check.put("remedy", finding.remedy());
      checks.add(check);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("time", report.time().toEpochMilli());
    json.put("ms", report.duration().toMillis());
    json.put("passed", report.isPassed());
    json.put("checks", checks);
    return json;
  }
}
