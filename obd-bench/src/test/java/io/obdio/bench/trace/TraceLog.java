package io.obdio.bench.trace;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The entries into methods, in the order in which they occurred. Thread-safe. */
public final class TraceLog {

  private static final int LIMIT = 2_000_000;
  private static final ThreadLocal<int[]> DEPTH = ThreadLocal.withInitial(() -> new int[1]);

  @GuardedBy("TraceLog.class")
  private static final List<Entry> ENTRIES = new ArrayList<>();

  private TraceLog() {}

  /** An entry into a method. */
  private record Entry(String thread, int depth, String type, String method) {}

  /** Records that the current thread enters a method of an object of class {@code type}. */
  public static void enter(String type, String method) {
    int depth = DEPTH.get()[0]++;
    String thread = Thread.currentThread().getName();
    synchronized (TraceLog.class) {
      if (ENTRIES.size() < LIMIT) {
        ENTRIES.add(new Entry(thread, depth, type, method));
      }
    }
  }

  /** Records the return of the current thread from a method. */
  public static void exit() {
    DEPTH.get()[0]--;
  }

  /** Writes one line per entry: thread, depth and method, separated by tabs. */
  static void write(Path file) throws IOException {
    synchronized (TraceLog.class) {
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        for (Entry entry : ENTRIES) {
          out.write(
              entry.thread + "\t" + entry.depth + "\t" + entry.type + "." + entry.method + "\n");
        }
      }
    }
  }
}
