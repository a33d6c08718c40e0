package io.obdio.socketio.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/** A client program of another language, its lines read as they come. */
public final class ClientProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 90;
  private static final long CHECKS_SECONDS = 240;

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> all = new ArrayList<>();
  private volatile boolean ended;

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
    } finally {
      ended = true; // after the last line: a program that ended may have written more than was read
    }
  }

  /**
   * Starts a script of {@code src/test/node}. Skips the test with a reason where Node or its
   * packages are missing.
   */
  public static ClientProcess node(String script, String... args) throws IOException {
    Path folder = folder("node");
    Requires.that(
        Files.isDirectory(folder.resolve("node_modules").resolve("socket.io-client")),
        "run 'npm ci' in obd-socketio/src/test/node first");
    Requires.that(Requires.runs("node", "--version"), "Node is not installed");
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(args));
    return new ClientProcess(folder, command.toArray(String[]::new));
  }

  /** The path of Chromium. Skips the test with a reason where it is missing. */
  public static String chromium() {
    Path chromium = Path.of("/usr/bin/chromium");
    Requires.that(Files.isExecutable(chromium), "Chromium is not installed");
    return chromium.toString();
  }

  /** Waits for a line. */
  public void await(String expected) throws InterruptedException {
    awaitLine("'" + expected + "'", line -> line.equals(expected), PATIENCE_SECONDS);
  }

  private void awaitLine(String what, Predicate<String> expected, long seconds)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < deadline) {
      String line = lines.poll(100, TimeUnit.MILLISECONDS);
      if (line != null) {
        all.add(line);
        if (expected.test(line)) {
          return;
        }
      } else if (ended && lines.isEmpty()) {
        break;
      }
    }
    Assertions.fail(what + " did not come; the program wrote " + all);
  }

  /** The lines that were awaited so far. */
  public List<String> lines() {
    return List.copyOf(all);
  }

  /** Waits for the word DONE and a good end. */
  public void awaitDone() throws InterruptedException {
    await("DONE");
    Assertions.assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running");
    Assertions.assertEquals(0, process.exitValue(), all::toString);
  }

  /**
   * Waits for the end of a script that prints a line {@code ok NAME} or {@code not ok NAME} for
   * each of its checks and at last {@code done}: one test for each.
   */
  public Stream<DynamicTest> checks() throws InterruptedException {
    return checks(Duration.ofSeconds(CHECKS_SECONDS));
  }

  /** Waits for the end of a script as {@link #checks()}, for so long at most. */
  public Stream<DynamicTest> checks(Duration limit) throws InterruptedException {
    awaitLine("'done'", line -> line.startsWith("done "), limit.toSeconds());
    String text = String.join("\n", all);
    List<DynamicTest> tests =
        all.stream()
            .filter(line -> line.startsWith("ok ") || line.startsWith("not ok "))
            .map(line -> DynamicTest.dynamicTest(name(line), () -> judge(line, text)))
            .toList();
    Assertions.assertFalse(tests.isEmpty(), () -> "no checks in " + text);
    return tests.stream();
  }

  private static String name(String line) {
    return line.replaceFirst("^(not )?ok ", "");
  }

  private static void judge(String line, String text) {
    Assertions.assertTrue(line.startsWith("ok "), () -> line + "\n" + text);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
