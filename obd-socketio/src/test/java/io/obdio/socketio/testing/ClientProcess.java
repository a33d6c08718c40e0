package io.obdio.socketio.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/** A client program of another language, its lines read as they come. */
public final class ClientProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 90;

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> all = new ArrayList<>();

  /** A folder below {@code src/test} of this module, whether run from it or from the top. */
  public static Path folder(String name) {
    Path module = Path.of("obd-socketio");
    Path base = Files.isDirectory(module) ? module : Path.of("");
    return base.resolve("src").resolve("test").resolve(name);
  }

  /** Starts a program in a folder of this module. */
  public ClientProcess(Path folder, String... command) throws IOException {
    process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    Thread reader = new Thread(this::read, "client-output");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = in.readLine();
      while (line != null) {
        lines.add(line);
        line = in.readLine();
      }
    } catch (IOException e) {
      lines.add(e.toString());
    }
  }

  /** Waits for a line. */
  public void await(String wanted) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline) {
      String line = lines.poll(100, TimeUnit.MILLISECONDS);
      if (line != null) {
        all.add(line);
        if (line.equals(wanted)) {
          return;
        }
      } else if (!process.isAlive() && lines.isEmpty()) {
        break;
      }
    }
    Assertions.fail("'" + wanted + "' did not come; the program said " + all);
  }

  /** Waits for the word DONE and a good end. */
  public void awaitDone() throws InterruptedException {
    await("DONE");
    Assertions.assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running");
    Assertions.assertEquals(0, process.exitValue(), all::toString);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
