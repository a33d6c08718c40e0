package io.obdio.socketio.app.doctor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.util.DaemonThreads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The checks for clients: one run at a time, whose findings are available while it runs. The result
 * of the last run remains.
 *
 * <p>Threads: all methods may be called by any thread and do not block; a run has a thread of its
 * own, which ends with it.
 */
final class DoctorService {

  private final Function<Consumer<String>, Doctor> doctors;

  @GuardedBy("this")
  private final List<Finding> findings = new ArrayList<>();

  @GuardedBy("this")
  private String step = "";

  @GuardedBy("this")
  private @Nullable Thread running;

  @GuardedBy("this")
  private @Nullable DoctorReport last;

  @GuardedBy("this")
  private boolean closed;

  /**
   * Creates a service.
   *
   * @param doctors returns new checks, which report their steps to the consumer
   */
  DoctorService(Function<Consumer<String>, Doctor> doctors) {
    this.doctors = doctors;
  }

  /** Starts the checks, unless they run. */
  synchronized void start() {
    if (running == null && !closed) {
      findings.clear();
      step = "";
      last = null;
      running = DaemonThreads.create("obdio-doctor-run", this::run);
      running.start();
    }
  }

  private void run() {
    DoctorReport report = null;
    try {
      report = doctors.apply(this::step).run(this::found);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(report);
    }
  }

  private synchronized void step(String now) {
    step = now;
  }

  private synchronized void found(Finding finding) {
    findings.add(finding);
    step = "";
  }

  private synchronized void end(@Nullable DoctorReport report) {
    last = report;
    running = null;
    step = "";
  }

  /**
   * Returns the state: {@code {"running": .., "step": ..}} with the members of {@link DoctorJson}:
   * all of them after a run, {@code checks} during it.
   */
  synchronized Map<String, Object> state() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("running", running != null);
    json.put("step", step);
    DoctorReport report = last;
    if (report != null) {
      json.putAll(DoctorJson.of(report));
    } else {
      json.put("checks", findings.stream().map(DoctorJson::of).toList());
    }
    return json;
  }

  /** Ends a run. */
  synchronized void close() {
    closed = true;
    if (running != null) {
      running.interrupt();
    }
  }
}
