package io.obdio.socketio.app.doctor;

import java.io.PrintWriter;

/** The printed form of findings: one line each, below it the remedy. Used by one thread. */
public final class DoctorText {

  private static final String FORMAT = "  %-4s  %-16s %s%n";
  private static final String INDENT = " ".repeat(25);

  private final PrintWriter out;
  private String group = "";

  /** Creates a printer. */
  public DoctorText(PrintWriter out) {
    this.out = out;
  }

  /** Prints a finding, below the heading of its group. */
  public void print(Finding finding) {
    if (!finding.group().equals(group)) {
      group = finding.group();
      out.println(group);
    }
    out.printf(FORMAT, label(finding.verdict()), finding.id(), finding.text());
    if (!finding.remedy().isEmpty()) {
      out.println(INDENT + "-> " + finding.remedy());
    }
    out.flush();
  }

  private static String label(Verdict verdict) {
    return switch (verdict) {
      case OK -> "OK";
      case SKIPPED -> "-";
      case WARN -> "warn";
      case FAIL -> "FAIL";
    };
  }

  /** Prints how many checks had each outcome. */
  public void printSummary(DoctorReport report) {
    out.printf(
        "%d checks in %.1f s: %d OK, %d warnings, %d failures, %d skipped%n",
        report.findings().size(),
        report.duration().toMillis() / 1000.0,
        report.count(Verdict.OK),
        report.count(Verdict.WARN),
        report.count(Verdict.FAIL),
        report.count(Verdict.SKIPPED));
    out.flush();
  }
}
