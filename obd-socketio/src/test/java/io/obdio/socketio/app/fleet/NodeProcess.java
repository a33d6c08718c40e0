package io.obdio.socketio.app.fleet;

import io.obdio.socketio.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;

/** {@code obdio fleet} as a process. */
final class NodeProcess implements AutoCloseable {

  private static final Pattern STARTED = Pattern.compile("OBDio fleet on http://[^:]+:(\\d+)/");

  private final Path output;
  private final Process process;

  /** Starts a node on a free port. */
  NodeProcess(Path folder, String name, String... flags) throws IOException {
    output = folder.resolve(name + ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.obdio.socketio.app.Main",
                "fleet",
                "--node",
                name,
                "--port",
                "0"));
    command.addAll(List.of(flags));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the node listens and is connected, and returns its port. */
  int awaitStarted() {
    Await.until(
        "the node is connected",
        () -> {
          Assertions.assertTrue(process.isAlive(), this::output);
          return output().contains("connected to the broker") && port().find();
        });
    Matcher port = port();
    Assertions.assertTrue(port.find(), this::output);
    return Integer.parseInt(port.group(1));
  }

  private Matcher port() {
    return STARTED.matcher(output());
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    Await.until("the node has ended", () -> !process.isAlive());
  }

  /** SIGTERM; returns the exit code. */
  int terminate() {
    process.destroy();
    Await.until("the node ends", () -> !process.isAlive());
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
