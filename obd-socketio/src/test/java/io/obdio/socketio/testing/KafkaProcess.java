package io.obdio.socketio.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;

/**
 * A server of Kafka (KRaft, broker and controller in one process) on free ports of 127.0.0.1. Its
 * classes are on the class path of the tests; it runs in a process of its own, so that it can be
 * killed.
 */
public final class KafkaProcess implements AutoCloseable {

  private static final int FIRST_PORT = 25_100;
  private static final int PORTS = 1_000;
  private static final int FORMAT_SECONDS = 60;
  private static final int START_SECONDS = 120;

  private final int port;
  private final Path folder;
  private Process process;

  private KafkaProcess(int port, Path folder) throws Exception {
    this.port = port;
    this.folder = folder;
    configure();
    Process format = java("kafka.tools.StorageTool", "format", "-t", id(), "-c", file());
    Assertions.assertTrue(format.waitFor(FORMAT_SECONDS, TimeUnit.SECONDS), "format");
    Assertions.assertEquals(0, format.exitValue(), this::log);
    this.process = java("kafka.Kafka", file());
  }

  /**
   * Starts a server and waits until it accepts connections.
   *
   * @param folder receives its data
   */
  public static KafkaProcess start(Path folder) throws Exception {
    KafkaProcess kafka = new KafkaProcess(freePort(), folder);
    kafka.awaitUp();
    return kafka;
  }

  private static int freePort() throws IOException {
    return FreePorts.find(FIRST_PORT, PORTS, ProcessHandle.current().pid() * 38, 2);
  }

  private void configure() throws IOException {
    int controller = port + 1;
    Files.write(
        Path.of(file()),
        List.of(
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@127.0.0.1:" + controller,
            "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
            "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
            "controller.listener.names=CONTROLLER",
            "inter.broker.listener.name=PLAINTEXT",
            "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
            "log.dirs=" + folder.resolve("data"),
            "offsets.topic.replication.factor=1",
            "offsets.topic.num.partitions=4",
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1",
            "group.initial.rebalance.delay.ms=0",
            "auto.create.topics.enable=false"));
  }

  private String file() {
    return folder.resolve("server.properties").toString();
  }

  private static String id() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString("obdio-fleet-test".getBytes(StandardCharsets.UTF_8));
  }

  private Process java(String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-cp", classPath(), main));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("kafka.log").toFile()))
        .start();
  }

  /** Returns the libraries of the tests. */
  private static String classPath() {
    String given = System.getProperty("surefire.test.class.path");
    String all = given == null ? System.getProperty("java.class.path") : given;
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(path -> path.endsWith(".jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Waits for longer than {@link Await}: a start reads hundreds of classes and all partitions. */
  private void awaitUp() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!FreePorts.accepts(port)) {
      if (!process.isAlive() || System.nanoTime() - deadline > 0) {
        Assertions.fail("Kafka does not accept connections: " + log());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /** Returns the address of a topic for {@code --sink} and {@code --source}. */
  public String uri(String topic) {
    return "kafka:127.0.0.1:" + port + "/" + topic;
  }

  /** Returns the address of the server. */
  public String server() {
    return "127.0.0.1:" + port;
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("kafka.log"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  /** Returns the id of the process. */
  public long pid() {
    return process.pid();
  }

  /** Kills the server with SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    Await.until("Kafka has ended", () -> !process.isAlive());
  }

  /** Starts a killed server again with the same data. */
  public void restart() throws IOException {
    process = java("kafka.Kafka", file());
    awaitUp();
  }

  @Override
  public void close() {
    kill();
  }
}
