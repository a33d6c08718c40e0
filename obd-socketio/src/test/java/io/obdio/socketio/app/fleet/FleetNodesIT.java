package io.obdio.socketio.app.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.fleet.file.FleetFiles;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.MosquittoProcess;
import io.obdio.socketio.uplink.mqtt.MqttBroker;
import io.obdio.socketio.uplink.mqtt.MqttOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes as processes on a real broker: what is stored, and what a failure of a node loses. */
class FleetNodesIT {

  private static final int VEHICLES = 4;

  /** Batches of a node or broker that has failed are sent again after it. */
  private static final Duration SOON = Duration.ofSeconds(2);

  /** Longer than a test: nothing is lost, and what is sent again may be stored by both nodes. */
  private static final Duration NEVER = Duration.ofHours(1);

  private static final Pattern LINE =
      Pattern.compile("\\{\"vehicle\":\"([^\"]+)\",\"epoch\":7,\"seq\":(\\d+),.*\\}");

  @TempDir Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private MosquittoProcess broker() throws IOException {
    MosquittoProcess broker = MosquittoProcess.start(folder);
    open.add(0, broker);
    return broker;
  }

  private NodeProcess node(MosquittoProcess broker, String name) throws IOException {
    NodeProcess node =
        new NodeProcess(
            folder,
            name,
            "--broker",
            broker.uri(),
            "--sink",
            "files:" + folder.resolve("store"),
            "--metrics");
    open.add(0, node);
    return node;
  }

  private List<TestVehicle> vehicles(MosquittoProcess broker, Duration repeat) throws IOException {
    List<TestVehicle> vehicles = new ArrayList<>();
    for (int i = 1; i <= VEHICLES; i++) {
      TestVehicle vehicle = TestVehicle.at(broker.uri(), "VAN-" + i, repeat);
      vehicles.add(vehicle);
      open.add(0, vehicle);
    }
    return vehicles;
  }

  /** Lets the vehicles send until all batches up to a number are acknowledged. */
  private static void drive(List<TestVehicle> vehicles, long last) {
    Await.until(
        "all batches are acknowledged",
        () -> {
          vehicles.forEach(vehicle -> vehicle.step(last));
          LockSupport.parkNanos(2_000_000);
          return vehicles.stream().allMatch(vehicle -> vehicle.stored() == last);
        });
  }

  /** Returns the numbers of the batches in the files, with duplicates. */
  private Map<String, List<Long>> files() throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
      files.filter(file -> file.toString().endsWith(".jsonl")).forEach(all::add);
    }
    StringBuilder text = new StringBuilder();
    for (Path file : all) {
      text.append(Files.readString(file));
    }
    return numbers(text.toString());
  }

  private Map<String, List<Long>> exported() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new FleetFiles(folder.resolve("store"), new JacksonJson()).write(out, null);
    return numbers(out.toString(StandardCharsets.UTF_8));
  }

  private static Map<String, List<Long>> numbers(String text) {
    Map<String, List<Long>> numbers = new TreeMap<>();
    Matcher line = LINE.matcher(text);
    while (line.find()) {
      numbers
          .computeIfAbsent(line.group(1), id -> new ArrayList<>())
          .add(Long.parseLong(line.group(2)));
    }
    numbers.values().forEach(each -> each.sort(Long::compare));
    return numbers;
  }

  private static Map<String, List<Long>> all(long last) {
    Map<String, List<Long>> all = new TreeMap<>();
    for (int i = 1; i <= VEHICLES; i++) {
      all.put("VAN-" + i, LongStream.rangeClosed(1, last).boxed().toList());
    }
    return all;
  }

  private static String get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static void awaitVehicles(int port, int count) {
    Await.until(
        "all vehicles are known",
        () -> {
          try {
            return get(port, "/metrics").contains("obdio_fleet_vehicles " + count + ".0");
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void twoNodesStoreEachBatchOnceAndAgreeOnTheAcknowledgement() throws Exception {
    MosquittoProcess broker = broker();
    NodeProcess one = node(broker, "one");
    NodeProcess two = node(broker, "two");
    int port = one.awaitStarted();
    two.awaitStarted();
    List<TestVehicle> vehicles = vehicles(broker, NEVER);
    drive(vehicles, 100);
    assertEquals("{\"status\":\"up\"}", get(port, "/health"));
    awaitVehicles(port, VEHICLES);
    for (TestVehicle vehicle : vehicles) {
      assertTrue(vehicle.acknowledgements() < 100, "one for each batch would be too many");
    }
    assertEquals(143, one.terminate(), one.output());
    assertEquals(143, two.terminate(), two.output());
    assertEquals(all(100), files());
    for (String name : List.of("one", "two")) {
      try (Stream<Path> files = Files.list(folder.resolve("store").resolve(name))) {
        assertTrue(files.anyMatch(file -> file.toString().endsWith(".jsonl")), name + " is idle");
      }
    }
  }

  @Test
  void aNodeThatIsKilledLosesNothing() throws Exception {
    MosquittoProcess broker = broker();
    NodeProcess one = node(broker, "one");
    NodeProcess two = node(broker, "two");
    one.awaitStarted();
    two.awaitStarted();
    List<TestVehicle> vehicles = vehicles(broker, SOON);
    drive(vehicles, 60);
    vehicles.forEach(vehicle -> vehicle.step(120));
    two.kill(); // while it has batches that are not acknowledged
    drive(vehicles, 200);
    NodeProcess again = node(broker, "two");
    again.awaitStarted();
    drive(vehicles, 260);
    assertEquals(143, one.terminate(), one.output());
    assertEquals(143, again.terminate(), again.output());
    assertEquals(all(260), exported());
  }

  /** mosquitto sends at most 1,000 retained messages to a subscription with more than QoS 0. */
  @Test
  void aNodeKnowsAllRetainedMessagesOfALargeFleet() throws Exception {
    MosquittoProcess broker = broker();
    int count = 3_000;
    try (MqttBroker client = new MqttBroker(MqttOptions.at(broker.uri(), "writer").build())) {
      client.start();
      Await.until("connected", client::isConnected);
      List<CompletableFuture<?>> sent = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String topic = Topics.DEFAULT.status("VAN-" + i);
        sent.add(client.publish(BrokerMessage.atLeastOnce(topic, "online").retain()));
      }
      Await.value(CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)));
    }
    NodeProcess one = node(broker, "one");
    int port = one.awaitStarted();
    awaitVehicles(port, count);
    assertFalse(one.output().contains("receive maximum"), one.output());
  }

  @Test
  void aBrokerThatIsKilledLosesNothing() throws Exception {
    MosquittoProcess broker = broker();
    NodeProcess one = node(broker, "one");
    int port = one.awaitStarted();
    List<TestVehicle> vehicles = vehicles(broker, SOON);
    drive(vehicles, 40);
    vehicles.forEach(vehicle -> vehicle.step(80));
    broker.kill();
    Await.until(
        "the node is degraded",
        () -> {
          try {
            return get(port, "/health").contains("the broker is not connected");
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
    broker.restart();
    drive(vehicles, 120);
    assertEquals(143, one.terminate(), one.output());
    assertEquals(all(120), exported());
  }
}
