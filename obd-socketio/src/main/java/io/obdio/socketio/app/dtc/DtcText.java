package io.obdio.socketio.app.dtc;

import io.obdio.core.connection.ObdResponse;
import io.obdio.core.diagnosis.CodeKind;
import io.obdio.core.diagnosis.FreezeFrameData;
import io.obdio.core.diagnosis.FreezeFrameData.FrozenValue;
import io.obdio.core.diagnosis.InspectionRule;
import io.obdio.core.diagnosis.Readiness;
import io.obdio.core.diagnosis.VehicleCode;
import io.obdio.core.unit.UnitSystem;
import io.obdio.core.value.ReportedCode;
import io.obdio.socketio.app.query.ValueLines;
import io.obdio.socketio.app.terminal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report of trouble codes as lines for people. */
final class DtcText {

  private final List<String> lines = new ArrayList<>();
  private final UnitSystem system;

  private DtcText(UnitSystem system) {
    this.system = system;
  }

  static List<String> of(DtcReport report, UnitSystem system) {
    DtcText text = new DtcText(system);
    text.codes(report);
    report.frames().forEach(text::frame);
    report.readiness().ifPresent(readiness -> text.readiness(readiness, report.rules()));
    text.since(report.since());
    return text.lines.stream().map(Printable::of).toList();
  }

  private void codes(DtcReport report) {
    report
        .readiness()
        .ifPresent(
            readiness ->
                lines.add("Malfunction indicator lamp: " + (readiness.mil() ? "on" : "off")));
    List<VehicleCode> codes = report.codes().codes();
    if (codes.isEmpty()) {
      lines.add("No trouble codes");
    }
    int code = codes.stream().mapToInt(each -> each.text().length()).max().orElse(0);
    int kinds = codes.stream().mapToInt(each -> kinds(each).length()).max().orElse(0);
    int ecu = codes.stream().mapToInt(each -> each.ecu().toString().length()).max().orElse(0);
    for (VehicleCode each : codes) {
      lines.add(
          pad(each.text(), code)
              + "  "
              + pad(kinds(each), kinds)
              + "  "
              + pad(each.ecu().toString(), ecu)
              + "  "
              + each.explanation());
    }
    report
        .codes()
        .missing()
        .forEach(
            (kind, why) -> {
              if (kind != CodeKind.UDS) {
                lines.add("The " + kind.word() + " codes are not available: " + why);
              }
            });
  }

  /** Returns a code as a line of its own. */
  static String line(VehicleCode code) {
    return code.text() + " (" + kinds(code) + ", " + code.ecu() + ") " + code.explanation();
  }

  /** Returns the states of a code: those of the services, and those of the bits of its status. */
  private static String kinds(VehicleCode code) {
    List<String> kinds = new ArrayList<>();
    for (CodeKind kind : code.kinds()) {
      if (kind != CodeKind.UDS) {
        kinds.add(kind.word());
      }
    }
    if (kinds.isEmpty()) {
      ReportedCode uds = code.reported().orElseThrow();
      kinds.add(
          uds.is(ReportedCode.StatusBit.CONFIRMED_DTC)
              ? "confirmed"
              : uds.is(ReportedCode.StatusBit.PENDING_DTC) ? "pending" : "test failed");
    }
    return String.join(", ", kinds);
  }

  private void frame(FreezeFrameData frame) {
    lines.add("");
    lines.add("Freeze frame " + frame.number() + " of " + frame.ecu() + ": " + frame.code());
    for (FrozenValue value : frame.values()) {
      lines.add(
          "  "
              + value.command().name()
              + ": "
              + ValueLines.text(value.command().decoder(), value.value(), system));
    }
  }

  private void readiness(Readiness readiness, List<InspectionRule> rules) {
    lines.add("");
    for (InspectionRule rule : rules) {
      Readiness.Verdict verdict = readiness.judge(rule);
      lines.add(
          "Ready for an inspection ("
              + rule.description()
              + "): "
              + (verdict.passes() ? "yes" : "no"));
      verdict.reasons().forEach(reason -> lines.add("  " + reason));
    }
    lines.add("Complete monitors: " + monitors(readiness.complete()));
    lines.add("Incomplete monitors: " + monitors(readiness.incomplete()));
  }

  private static String monitors(List<String> names) {
    return names.isEmpty()
        ? "none"
        : names.stream().map(Readiness::monitor).collect(Collectors.joining(", "));
  }

  private void since(List<ObdResponse<?>> since) {
    for (ObdResponse<?> response : since) {
      Object value = response.value();
      lines.add(
          response.command().description()
              + ": "
              + ValueLines.text(response.command().decoder(), value, system));
    }
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
