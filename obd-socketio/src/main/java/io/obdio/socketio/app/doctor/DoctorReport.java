package io.obdio.socketio.app.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The results of all checks.
 *
 * @param time when the checks began
 * @param duration how long they took
 * @param findings one for each check, in the order of the table
 */
public record DoctorReport(Instant time, Duration duration, List<Finding> findings) {

  /** Copies the list. */
  public DoctorReport {
    findings = List.copyOf(findings);
  }

  /** Returns how many checks had an outcome. */
  public long count(Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }

  /** Returns whether no check has failed. */
  public boolean isPassed() {
    return count(Verdict.FAIL) == 0;
  }
}
