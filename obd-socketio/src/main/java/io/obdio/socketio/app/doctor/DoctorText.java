package io.obdio.socketio.app.doctor;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The printed form of findings: one line each, below it the remedy. Consecutive checks that are
 * skipped for the same reason share a line. Used by one thread.
 */
public final class DoctorText {

  private static final String FORMAT = "  %-4s  %-16s %s%n";
  private static final String INDENT = " ".repeat(25);

  private final PrintWriter out;
  private final List<String> skipped = new ArrayList<>();
  private String reason = "";
  private String group = "";

  /** Creates a printer. */
  public DoctorText(PrintWriter out) {
    this.out = out;
  }

  /** Prints a finding, below the heading of its group. */
  public void print(Finding finding) {
    boolean skip = finding.verdict() == Verdict.SKIPPED;
    if (!skip || !finding.group().equals(group) || !finding.text().equals(reason)) {
      printSkipped();
    }
    if (!finding.group().equals(group)) {
      group = finding.group();
      out.println(group);
    }
    if (skip) {
      reason = finding.text();
      skipped.add(finding.id());
    } else {
      out.printf(FORMAT, label(finding.verdict()), finding.id(), finding.text());
    }
    if (!finding.remedy().isEmpty()) {
      out.println(INDENT + "-> " + finding.remedy());
    }
    out.flush();
  }

  private void printSkipped() {
    if (!skipped.isEmpty()) {
      String others =
          skipped.size() == 1
              ? ""
              : " (also " + String.join(", ", skipped.subList(1, skipped.size())) + ")";
      out.printf(FORMAT, label(Verdict.SKIPPED), skipped.get(0), reason + others);
      skipped.clear();
    }
  }

  private static String label(Verdict verdict) {
    return switch (verdict) {
      case OK -> "OK";
      case SKIPPED -> "-";
      case WARN -> "warn";
      case FAIL -> "FAIL";
    };
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** Prints how many checks had each outcome. */
  public void printSummary(DoctorReport report) {
    printSkipped();
    out.printf(
        "%d checks in %.1f s: %d OK, %s, %s, %d skipped%n",
        report.findings().size(),
        report.duration().toMillis() / 1000.0,
        report.count(Verdict.OK),
        counted(report.count(Verdict.WARN), "warning"),
        counted(report.count(Verdict.FAIL), "failure"),
        report.count(Verdict.SKIPPED));
    out.flush();
  }
}
