package io.obdio.socketio.metrics;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The metrics of the process and its virtual machine. */
final class ProcessMetrics {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  private ProcessMetrics() {}

  static void addTo(MetricSet set) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    set.gauges(
        Metric.MEMORY,
        values -> {
          values.put(memory.getHeapMemoryUsage().getUsed(), "heap");
          values.put(memory.getNonHeapMemoryUsage().getUsed(), "nonheap");
        });
    set.gauges(
        Metric.MEMORY_LIMIT,
        values -> {
          putLimit(values, memory.getHeapMemoryUsage(), "heap");
          putLimit(values, memory.getNonHeapMemoryUsage(), "nonheap");
        });
    set.counters(
        Metric.GC,
        values -> {
          for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
            values.put(Math.max(0, gc.getCollectionTime()) / 1e3, gc.getName());
          }
        });
    set.gauge(Metric.THREADS, () -> ManagementFactory.getThreadMXBean().getThreadCount());
    set.counters(
        Metric.CPU,
        values ->
            ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(ProcessMetrics::seconds)
                .ifPresent(values::put));
    set.gauges(
        Metric.RESIDENT,
        values -> {
          long bytes = residentBytes();
          if (bytes > 0) {
            values.put(bytes);
          }
        });
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    set.gauge(Metric.START, () -> runtime.getStartTime() / 1e3);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static void putLimit(MetricSet.Values values, MemoryUsage usage, String area) {
    if (usage.getMax() > 0) {
      values.put(usage.getMax(), area);
    }
  }

  /**
   * Returns the resident memory; 0 if it is not known. The file is in memory, so it is read fast.
   */
  private static long residentBytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(RESIDENT)) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Not Linux.
    }
    return 0;
  }
}
