package io.obdio.bench.load;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The processor time that a process has taken, user's and kernel's, by Linux's account.
 *
 * @param pid of the process
 */
record Cpu(long pid) {
  /** Ticks of /proc/PID/stat in a second: 100 on every Linux that Java runs on. */
  private static final double TICKS = 100;

  /** Returns the processor time of all threads, in seconds. */
  double seconds() throws IOException {
    return seconds(Path.of("/proc/" + pid));
  }

  /** Returns the processor time of the threads that compile, in seconds; 0 if there are none. */
  double compilerSeconds() throws IOException {
    double sum = 0;
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
      for (Path thread : threads) {
        sum += compilerSeconds(thread);
      }
    }
    return sum;
  }

  private static double compilerSeconds(Path thread) throws IOException {
    try {
      boolean compiler = Files.readString(thread.resolve("comm")).matches("C[12] Comp.*\\n");
      return compiler ? seconds(thread) : 0;
    } catch (NoSuchFileException e) {
      return 0; // it has ended just now
    }
  }

  /** Returns the processor time of all threads except those that compile, in seconds. */
  double workSeconds() throws IOException {
    return seconds() - compilerSeconds();
  }

  private static double seconds(Path task) throws IOException {
    String stat = Files.readString(task.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS; // utime, stime
  }
}
