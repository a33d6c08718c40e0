package io.obdio.socketio.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/**
 * The MQTT broker mosquitto as a process of the test, on a free port of 127.0.0.1 below the
 * ephemeral range. The test is skipped if mosquitto is not installed; see {@link Requires}.
 */
public final class MosquittoProcess implements AutoCloseable {
  private static final int FIRST_PORT = 23_000;
  private static final int PORTS = 2_000;
  private static final int ATTEMPTS = 5;

  /** A topic that always has a retained message, which the broker sends after those before it. */
  private static final String VERSION = "$SYS/broker/version";

  private final int port;
  private final Path folder;
  private Process process;

  /** The length of the log of earlier processes. */
  private int logged;

  private MosquittoProcess(int port, Path folder, List<String> configuration) throws IOException {
    this.port = port;
    this.folder = folder;
    configure(port, folder, configuration);
    this.process = launch();
  }

  /**
   * Starts a broker that loses its sessions and retained messages when it is killed.
   *
   * @param folder receives configuration and log
   * @param configuration further lines of mosquitto.conf; they belong to the only listener. Unless
   *     one begins with {@code allow_anonymous}, anonymous clients are admitted
   */
  public static MosquittoProcess start(Path folder, String... configuration) throws IOException {
    return start(folder, List.of(configuration));
  }

  /** Starts a broker that writes each change to a file of the folder, and reads it at a restart. */
  public static MosquittoProcess startPersistent(Path folder, String... configuration)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of(configuration));
    lines.add("persistence true");
    lines.add("persistence_location " + folder + "/");
    lines.add("autosave_on_changes true");
    lines.add("autosave_interval 1");
    return start(folder, lines);
  }

  private static MosquittoProcess start(Path folder, List<String> configuration)
      throws IOException {
    Requires.that(isInstalled(), "mosquitto is not installed");
    for (int attempt = 1; ; attempt++) {
      MosquittoProcess broker = new MosquittoProcess(freePort(attempt), folder, configuration);
      if (broker.awaitUp() || attempt == ATTEMPTS) {
        Assertions.assertTrue(broker.process.isAlive(), broker::log);
        return broker;
      }
    }
  }

  private static void configure(int port, Path folder, List<String> configuration)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("listener " + port + " 127.0.0.1");
    lines.add("user root"); // else a broker of root cannot read the folder of the test
    lines.add("log_dest stderr");
    if (configuration.stream().noneMatch(line -> line.startsWith("allow_anonymous"))) {
      lines.add("allow_anonymous true");
    }
    lines.addAll(configuration);
    Files.write(folder.resolve("mosquitto.conf"), lines);
  }

  private static boolean isInstalled() {
    return Files.isExecutable(Path.of(executable()));
  }

  /** Returns the path of the broker: Debian installs it where users' PATH often does not look. */
  private static String executable() {
    for (String folder :
        List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/opt/homebrew/sbin")) {
      Path file = Path.of(folder, "mosquitto");
      if (Files.isExecutable(file)) {
        return file.toString();
      }
    }
    return "/usr/sbin/mosquitto";
  }

  private static int freePort(int attempt) throws IOException {
    return FreePorts.find(
        FIRST_PORT, PORTS, ProcessHandle.current().pid() * 37 + attempt * 101L, 1);
  }

  private Process launch() throws IOException {
    logged = Files.exists(logFile()) ? log().length() : 0;
    return new ProcessBuilder(executable(), "-c", folder.resolve("mosquitto.conf").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
        .start();
  }

  private Path logFile() {
    return folder.resolve("mosquitto.log");
  }

  /** Waits until this process, and no other one, listens; returns whether it does. */
  private boolean awaitUp() {
    String running = "mosquitto version \\S+ running";
    Await.until(
        "mosquitto is running",
        () -> !process.isAlive() || log().substring(logged).matches("(?s).*" + running + ".*"));
    return process.isAlive();
  }

  /** Returns the port of the listener. */
  public int port() {
    return port;
  }

  /** Returns the address of the broker: {@code mqtt://127.0.0.1:port}. */
  public String uri() {
    return "mqtt://127.0.0.1:" + port;
  }

  /** Returns the address of a listener with TLS: {@code mqtts://localhost:port}. */
  public String tlsUri() {
    return "mqtts://localhost:" + port;
  }

  /** Returns what the broker has logged so far. */
  public String log() {
    try {
      return Files.readString(logFile(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  /** Returns the id of the process. */
  public long pid() {
    return process.pid();
  }

  /** Kills the broker with SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    Await.until("mosquitto has ended", () -> !process.isAlive());
  }

  /** Starts a killed broker again, on the same port and with the same folder. */
  public void restart() throws IOException {
    process = launch();
    Assertions.assertTrue(awaitUp(), this::log);
  }

  /** Stops the process (SIGSTOP), so that the broker keeps its connections but does not answer. */
  public void suspend() throws Exception {
    signal("STOP");
  }

  /** Continues a suspended broker. */
  public void resume() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    Assertions.assertTrue(kill.waitFor(10, TimeUnit.SECONDS) && kill.exitValue() == 0, "no kill");
  }

  /** Returns a text with the topics and payloads of the retained messages, one in a line. */
  public String retained(String filter) throws Exception {
    Process sub =
        new ProcessBuilder(
                "mosquitto_sub", "-p", Integer.toString(port), "-t", filter, "-t", VERSION, "-v")
            .redirectErrorStream(true)
            .start();
    StringBuilder text = new StringBuilder();
    try (BufferedReader lines = sub.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && !line.startsWith(VERSION)) {
        text.append(line).append('\n');
        line = lines.readLine();
      }
      return text.toString();
    } finally {
      sub.destroyForcibly();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
