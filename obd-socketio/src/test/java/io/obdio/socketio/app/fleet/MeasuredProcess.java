package io.obdio.socketio.app.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The processor time and the memory of a process, as /proc reports them. */
record MeasuredProcess(String name, ProcessHandle process, Duration before) {

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  static MeasuredProcess of(String name, ProcessHandle process) {
    return new MeasuredProcess(name, process, time(process));
  }

  private static Duration time(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private double megabytes() throws IOException {
    Matcher resident =
        RESIDENT.matcher(Files.readString(Path.of("/proc", process.pid() + "", "status")));
    return resident.find() ? Long.parseLong(resident.group(1)) / 1024.0 : 0;
  }

  /** Returns a line of figures since the creation of this object. */
  String report(double seconds, int vehicles) throws IOException {
    double cpu = time(process).minus(before).toNanos() / 1e9;
    return String.format(
        Locale.ROOT,
        "%s: %.1f %% of a core, %.2f us a vehicle and second; %.0f MB, %.1f kB a vehicle",
        name,
        cpu / seconds * 100,
        cpu / seconds / vehicles * 1e6,
        megabytes(),
        megabytes() * 1024 / vehicles);
  }
}
