package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program as a process of its own, as a user starts it. */
final class Program implements AutoCloseable {

  private static final Path JAR = Path.of("target", "obdio.jar").toAbsolutePath();
  private static final long DEADLINE_S = 60;

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Path folder, List<String> command) throws IOException {
    out = Files.createTempFile("obdio", ".out");
    err = Files.createTempFile("obdio", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    // What a program keeps must not reach the next one, nor the home of the developer.
    Path state = folder.resolve("state-home").toAbsolutePath();
    builder.environment().put("XDG_STATE_HOME", state.toString());
    process = builder.start();
  }

  /** Starts {@code java -jar obdio.jar ARGS} in a folder. */
  static Program start(Path folder, String... args) throws IOException {
    if (!Files.exists(JAR)) {
      fail(JAR + " is missing: this test runs after 'package'");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-jar", JAR.toString()));
    command.addAll(Arrays.asList(args));
    return new Program(folder, command);
  }

  /**
   * Starts the program with options of the Java virtual machine: from the jar, or, where it is not
   * built, from the class path of the tests.
   */
  static Program startJava(Path folder, List<String> options, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.addAll(options);
    if (Files.exists(JAR)) {
      command.addAll(List.of("-jar", JAR.toString()));
    } else {
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    }
    command.addAll(Arrays.asList(args));
    return new Program(folder, command);
  }

  /** Starts any other program. */
  static Program startOther(Path folder, String... command) throws IOException {
    return new Program(folder, List.of(command));
  }

  /** Runs it to its end. */
  static Result run(Path folder, String... args) throws IOException, InterruptedException {
    try (Program program = start(folder, args)) {
      return program.awaitEnd();
    }
  }

  record Result(int exit, String out, String err) {}

  Result awaitEnd() throws IOException, InterruptedException {
    if (!process.waitFor(DEADLINE_S, TimeUnit.SECONDS)) {
      fail("still running after " + DEADLINE_S + " s; " + output());
    }
    return new Result(process.exitValue(), read(out), read(err));
  }

  /** Waits for a line on standard output or standard error that matches, and gives its groups. */
  Matcher await(String regex) throws IOException, InterruptedException {
    Pattern pattern = Pattern.compile(regex);
    until(text -> pattern.matcher(text).find(), "'" + regex + "'");
    Matcher matcher = pattern.matcher(read(out) + read(err));
    if (!matcher.find()) {
      fail("it was there a moment ago: " + regex);
    }
    return matcher;
  }

  private void until(Predicate<String> seen, String what) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_S);
    while (!seen.test(read(out) + read(err))) {
      boolean alive = process.isAlive();
      if (!alive && !seen.test(read(out) + read(err))) {
        fail("it ended before " + what + " came; " + output());
      }
      if (System.nanoTime() > end) {
        fail(what + " did not come; " + output());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** SIGINT. */
  void interrupt() throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      fail("kill: " + kill.exitValue() + "; " + output());
    }
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String output() throws IOException {
    return "standard output:\n" + read(out) + "\nstandard error:\n" + read(err);
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(out);
    Files.deleteIfExists(err);
  }
}
