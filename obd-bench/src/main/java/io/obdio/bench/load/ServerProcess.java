package io.obdio.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, and what Linux and its collector tell about it. */
final class ServerProcess implements AutoCloseable {
  /** Ticks of /proc/PID/stat in a second: 100 on every Linux that Java runs on. */
  private static final double TICKS = 100;

  /** Bytes in use after a collection. */
  record Memory(long heap, long direct, long resident) {}

  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final int port;

  ServerProcess(List<String> command, Path folder) throws IOException {
    process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    out = process.inputReader(StandardCharsets.UTF_8);
    in = process.outputWriter(StandardCharsets.UTF_8);
    try {
      port = Integer.parseInt(answer("PORT ")[0]);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private String[] answer(String word) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(word)) {
        return line.substring(word.length()).split(" ", -1);
      }
    }
    throw new IOException("the server ended before it said " + word + ": " + process.info());
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** Seconds of processor time of all its threads but the compilers'. */
  double servingSeconds() throws IOException {
    return cpuSeconds() - compilerSeconds();
  }

  /** Seconds of processor time, user's and kernel's, of all its threads. */
  double cpuSeconds() throws IOException {
    return cpuSeconds(Path.of("/proc/" + pid()));
  }

  /** As {@link #cpuSeconds()}, of the threads that compile; 0 where there are none. */
  double compilerSeconds() throws IOException {
    double sum = 0;
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc/" + pid() + "/task"))) {
      for (Path thread : threads) {
        if (Files.readString(thread.resolve("comm")).matches("C[12] Comp.*\\n")) {
          sum += cpuSeconds(thread);
        }
      }
    } catch (NoSuchFileException e) {
      return 0; // a compiler's thread ended just now: there is little left to compile
    }
    return sum;
  }

  private static double cpuSeconds(Path task) throws IOException {
    String stat = Files.readString(task.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS; // utime, stime
  }

  /** Collects garbage there and measures. */
  Memory memory() throws IOException {
    in.write("memory\n");
    in.flush();
    String[] answer = answer("HEAP ");
    return new Memory(Long.parseLong(answer[0]), Long.parseLong(answer[1]), resident());
  }

  private long resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmRSS of process " + pid());
  }

  @Override
  public void close() {
    try {
      in.close(); // it ends with its input
      if (process.waitFor(5, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      // it is gone already
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
