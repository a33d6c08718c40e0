package io.obdio.socketio.app.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.KafkaProcess;
import io.obdio.socketio.testing.MosquittoProcess;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulated vehicles, mosquitto, two nodes and browsers. */
@Tag("alone")
class FleetLoadIT {

  @TempDir Path folder;

  private MosquittoProcess mosquitto() throws Exception {
    return MosquittoProcess.start(folder, "max_queued_messages 0", "max_connections -1");
  }

  private NodeProcess node(MosquittoProcess mosquitto, String name, String... more)
      throws Exception {
    List<String> flags = new java.util.ArrayList<>(List.of("--broker", mosquitto.uri()));
    flags.addAll(List.of(more));
    return new NodeProcess(folder, name, flags.toArray(String[]::new));
  }

  @Test
  void aSmallFleet() throws Exception {
    assertTrue(files(100, 10, Duration.ofSeconds(5), "--fleet-interval=2") < 1_000);
  }

  @Test
  @Tag("long")
  void tenThousandVehicles() throws Exception {
    assertTrue(files(10_000, 200, Duration.ofSeconds(30)) < 1_000);
  }

  private long files(int vehicles, int browsers, Duration time, String... flags) throws Exception {
    String sink = "files:" + folder.resolve("sink");
    try (MosquittoProcess mosquitto = mosquitto();
        NodeProcess one = node(mosquitto, "one", "--sink", sink);
        NodeProcess two = node(mosquitto, "two", "--sink", sink)) {
      int first = one.awaitStarted();
      int second = two.awaitStarted();
      try (FleetLoad load = new FleetLoad(mosquitto, folder, vehicles, flags)) {
        load.measure("mosquitto", ProcessHandle.of(mosquitto.pid()).orElseThrow());
        load.measure("node one", one.handle());
        load.measure("node two", two.handle());
        load.open(browsers, first, second);
        long p99 = load.run(time);
        long batches = load.end();
        one.terminate();
        two.terminate();
        assertEquals(batches, stored().size(), "different batches in the files of both nodes");
        return p99;
      }
    }
  }

  /** Returns what identifies each batch that the files contain. */
  private Set<String> stored() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new io.obdio.socketio.fleet.file.FleetFiles(
            folder.resolve("sink"), new io.obdio.socketio.json.jackson.JacksonJson())
        .write(new PrintStream(bytes, true, StandardCharsets.UTF_8), null);
    Set<String> keys = new HashSet<>();
    bytes.toString(StandardCharsets.UTF_8).lines().forEach(line -> keys.add(key(line)));
    return keys;
  }

  private static String key(String line) {
    return line.replaceFirst(
        "^.*?\"vehicle\":\"([^\"]+)\".*?\"epoch\":(\\d+),\"seq\":(\\d+).*$", "$1/$2/$3");
  }

  /** One node writes to Kafka, the other one takes the batches from there and serves them. */
  @Test
  @Tag("long")
  void tenThousandVehiclesThroughKafka() throws Exception {
    int vehicles = 10_000;
    java.nio.file.Files.createDirectory(folder.resolve("kafka"));
    try (KafkaProcess kafka = KafkaProcess.start(folder.resolve("kafka"));
        MosquittoProcess mosquitto = mosquitto();
        NodeProcess writer = node(mosquitto, "writer", "--sink", kafka.uri("fleet"))) {
      writer.awaitStarted();
      try (NodeProcess reader =
          node(
              mosquitto,
              "reader",
              "--sink",
              "files:" + folder.resolve("sink"),
              "--source",
              kafka.uri("fleet"),
              "--group",
              "readers")) {
        int port = reader.awaitStarted();
        try (FleetLoad load = new FleetLoad(mosquitto, folder, vehicles)) {
          load.measure("mosquitto", ProcessHandle.of(mosquitto.pid()).orElseThrow());
          load.measure("Kafka", ProcessHandle.of(kafka.pid()).orElseThrow());
          load.measure("node that writes to Kafka", writer.handle());
          load.measure("node that reads from Kafka", reader.handle());
          load.open(200, port);
          assertTrue(load.run(Duration.ofSeconds(30)) < 1_000);
          long batches = load.end();
          io.obdio.socketio.testing.Await.until(
              "the reader has stored all batches", () -> storedCount() >= batches);
          reader.terminate();
          assertEquals(batches, stored().size());
        }
      }
    }
  }

  private int storedCount() {
    try {
      return stored().size();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
