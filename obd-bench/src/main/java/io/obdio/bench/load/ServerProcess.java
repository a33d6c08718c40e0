package io.obdio.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, and what Linux and its collector report about it. */
final class ServerProcess implements AutoCloseable {
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
    throw new IOException("the server ended before it printed " + word + ": " + process.info());
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** Returns the processor time of the process. */
  Cpu cpu() {
    return new Cpu(pid());
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
