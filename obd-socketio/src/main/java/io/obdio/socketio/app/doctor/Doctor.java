package io.obdio.socketio.app.doctor;

import io.obdio.core.util.DaemonThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The runner of the checks. The facts of a group are collected by a thread of their own, within the
 * group's deadline; a probe that hangs does not delay the next group.
 */
public final class Doctor {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final List<CheckGroup<?>> groups;

  Doctor(List<CheckGroup<?>> groups) {
    this.groups = List.copyOf(groups);
  }

  /**
   * Runs all checks, one group after the other.
   *
   * @param listener receives each finding when it is known
   */
  public DoctorReport run(Consumer<Finding> listener) throws InterruptedException {
    Instant time = Instant.now();
    long start = System.nanoTime();
    List<Finding> findings = new ArrayList<>();
    for (CheckGroup<?> group : groups) {
      for (Finding finding : findings(group)) {
        findings.add(finding);
        listener.accept(finding);
      }
    }
    Duration took = Duration.ofMillis((System.nanoTime() - start) / NANOS_PER_MILLI);
    return new DoctorReport(time, took, findings);
  }

  private static <F> List<Finding> findings(CheckGroup<F> group) throws InterruptedException {
    FutureTask<F> task = new FutureTask<>(group.probe());
    DaemonThreads.create("obdio-doctor", task).start();
    F facts;
    try {
      facts = task.get(group.deadline().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      return all(group, "not finished within " + group.deadline().toSeconds() + " s");
    } catch (ExecutionException e) {
      return all(group, "could not be checked: " + text(e));
    } catch (InterruptedException e) {
      task.cancel(true);
      throw e;
    }
    List<Finding> findings = new ArrayList<>();
    for (Check<F> check : group.checks()) {
      findings.add(finding(group, check.id(), check.judge().apply(facts)));
    }
    return findings;
  }

  private static <F> List<Finding> all(CheckGroup<F> group, String why) {
    List<Finding> findings = new ArrayList<>();
    for (Check<F> check : group.checks()) {
      findings.add(
          finding(
              group,
              check.id(),
              findings.isEmpty() ? Judgement.warn(why, "") : Judgement.skipped(why)));
    }
    return findings;
  }

  private static Finding finding(CheckGroup<?> group, String id, Judgement judgement) {
    return new Finding(group.name(), id, judgement.verdict(), judgement.text(), judgement.remedy());
  }

  private static String text(ExecutionException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    String message = cause.getMessage();
    return message == null ? cause.toString() : message;
  }
}
