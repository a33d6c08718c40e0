package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.GpsdServer;
import io.obdio.socketio.testing.MosquittoProcess;
import io.obdio.socketio.uplink.homeassistant.TestHomeAssistant;
import io.obdio.socketio.uplink.mqtt.MqttBroker;
import io.obdio.socketio.uplink.mqtt.MqttOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server with a simulated vehicle, mosquitto, and a reader that demands what Home Assistant
 * documents of every discovery message and every value.
 */
@SuppressWarnings("try") // servers that only run
class HomeAssistantProgramIT {

  private static final String ID = " obdio_VAN-1 ";

  @TempDir Path folder;

  private MosquittoProcess mosquitto;

  @BeforeEach
  void startBroker() throws IOException {
    mosquitto = MosquittoProcess.start(folder);
  }

  @AfterEach
  void stopBroker() {
    mosquitto.close();
  }

  /** Starts the server, which watches all values that the simulated vehicle has. */
  private InProcessServer vehicle(String... flags) throws Exception {
    String all =
        Commands.standard().all().stream()
            .filter(command -> command.service().orElse(0) == 1 && command.isRepeatable())
            .map(ObdCommand::name)
            .collect(Collectors.joining(","));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--uplink-vehicle=VAN-1",
                "--uplink-interval=500",
                "--uplink-watch=" + all + ",VIN,CALIBRATION_ID",
                "--home-assistant"));
    arguments.addAll(List.of(flags));
    if (arguments.stream().noneMatch(flag -> flag.startsWith("--uplink="))) {
      arguments.add("--uplink=" + mosquitto.uri());
    }
    return new InProcessServer(arguments.toArray(String[]::new));
  }

  /** A reader with its connection, which receives states too. */
  private final class Reader implements AutoCloseable {
    final TestHomeAssistant homeAssistant = new TestHomeAssistant("homeassistant");
    final AtomicInteger announcements = new AtomicInteger();
    private final MqttBroker broker;

    Reader(String id) throws Exception {
      this(id, null);
    }

    Reader(String id, @Nullable Path password) throws Exception {
      String user = password == null ? "//" : "//homeassistant@";
      broker =
          new MqttBroker(
              MqttOptions.at(mosquitto.uri().replace("//", user), id)
                  .passwordFile(password)
                  .sessionExpiry(Duration.ZERO)
                  .reconnect(Duration.ofMillis(50), Duration.ofMillis(200))
                  .build());
      broker.start();
      Await.value(broker.subscribe("homeassistant/#", this::discovered));
    }

    private void discovered(BrokerMessage message) {
      homeAssistant.discovered(message);
      if (message.topic().endsWith("/config")) {
        announcements.incrementAndGet();
      }
    }

    /** Subscribes to the topics of the vehicle: retained ones arrive at once. */
    Reader readsStates() throws Exception {
      Await.value(broker.subscribe("obdio/#", homeAssistant::stateReceived));
      return this;
    }

    void send(String topic, String payload) throws Exception {
      Await.value(
          broker.publish(BrokerMessage.atLeastOnce(topic, payload)).thenApply(done -> true));
    }

    Set<String> entities() {
      assertEquals(List.of(), homeAssistant.errors());
      return homeAssistant.entities().keySet();
    }

    /** Waits for the entities of the values that the simulated vehicle has. */
    Set<String> awaitAll() {
      Await.until(
          "entities", () -> entities().contains("sensor" + ID + "RPM") && entities().size() > 40);
      return entities();
    }

    /** Waits until each entity that has a state topic has a valid state. */
    void awaitStates() {
      Await.until("states", () -> missing().isEmpty());
      assertEquals(List.of(), homeAssistant.errors());
    }

    private Set<String> missing() {
      Set<String> missing = new TreeSet<>();
      homeAssistant
          .entities()
          .forEach(
              (id, entity) -> {
                if (!entity.text("state_topic").isEmpty()) {
                  missing.add(id);
                }
              });
      missing.removeAll(homeAssistant.states().keySet());
      return missing;
    }

    @Override
    public void close() {
      broker.close();
    }
  }

  @Test
  void everyMessageAndEveryValueIsAccepted() throws Exception {
    try (GpsdServer gpsd = new GpsdServer();
        InProcessServer server =
            vehicle("--uplink-allow=query,clear", "--gps=gpsd:127.0.0.1:" + gpsd.port());
        Reader reader = new Reader("home-assistant")) {
      String tracker = "device_tracker" + ID + "location";
      reader.awaitAll();
      reader.readsStates().awaitStates();
      Await.until("tracker", () -> reader.entities().contains(tracker));
      Await.until("position", () -> reader.homeAssistant.states().containsKey(tracker));
      Set<String> all = reader.entities();
      assertTrue(
          all.containsAll(
              Set.of(
                  "binary_sensor" + ID + "online",
                  "binary_sensor" + ID + "STATUS-MIL",
                  "sensor" + ID + "STATUS-DTC_COUNT",
                  "sensor" + ID + "FUEL_STATUS",
                  "sensor" + ID + "last_seen")),
          all::toString);

      reader.announcements.set(0);
      reader.send("homeassistant/status", "online");
      Await.until("answer to the birth", () -> reader.announcements.get() > 0);
      assertTrue(reader.entities().containsAll(all));

      pressButtons(reader);
    }
  }

  private static void pressButtons(Reader reader) throws Exception {
    LinkedBlockingQueue<String> responses = new LinkedBlockingQueue<>();
    Await.value(
        reader.broker.subscribe("obdio/VAN-1/res/#", message -> responses.add(message.text())));
    for (String button : List.of("query_now", "clear_dtc")) {
      TestHomeAssistant.Entity entity = reader.homeAssistant.entity("button" + ID + button);
      reader.send(entity.text("command_topic"), entity.text("payload_press"));
      String response = responses.poll(30, TimeUnit.SECONDS);
      assertTrue(response != null && response.contains("\"ok\":true"), button + ": " + response);
    }
  }

  @Test
  void restartsOfBrokerAndVehicleAndAnotherStyleLoseNothing() throws Exception {
    Set<String> all = new TreeSet<>();
    Map<String, String> registry;
    try (Reader reader = new Reader("home-assistant")) {
      try (InProcessServer server = vehicle()) {
        all.addAll(reader.awaitAll());
        mosquitto.kill();
        mosquitto.restart();
        try (Reader later = new Reader("later")) {
          Await.until("all again", () -> later.entities().containsAll(all));
          later.readsStates().awaitStates();
        }
        all.addAll(reader.entities());
        registry = reader.homeAssistant.registry();
      }
      try (InProcessServer server = vehicle("--home-assistant-style=entity")) {
        Await.until(
            "one message for each entity",
            () ->
                reader.homeAssistant.entities().values().stream()
                        .noneMatch(entity -> entity.topic().contains("/device/"))
                    && reader.homeAssistant.entities().keySet().containsAll(all));
      }
      assertEquals(List.of(), reader.homeAssistant.removed());
      assertTrue(
          reader.homeAssistant.registry().entrySet().containsAll(registry.entrySet()),
          () -> "ids have changed");
      assertEquals(List.of(), reader.homeAssistant.errors());
    }
  }

  @Test
  void theAccessListOfTheDocumentationSuffices(@TempDir Path files) throws Exception {
    String page = Files.readString(Path.of("..", "docs", "home-assistant.md"));
    int begin = page.indexOf("user van\n");
    Path acl = files.resolve("acl");
    Files.writeString(acl, page.substring(begin, page.indexOf("```", begin)));
    Path passwords = files.resolve("passwords");
    Path password = files.resolve("password");
    Files.writeString(password, "secret\n");
    Files.writeString(passwords, "van:secret\nhomeassistant:secret\n");
    Process hash =
        new ProcessBuilder("mosquitto_passwd", "-U", passwords.toString()).inheritIO().start();
    assertEquals(0, hash.waitFor());
    mosquitto.close();
    Path own = Files.createDirectory(files.resolve("broker"));
    mosquitto =
        MosquittoProcess.start(
            own,
            "allow_anonymous false",
            "password_file " + passwords,
            "acl_file " + acl,
            "log_type all");
    String uri = mosquitto.uri().replace("//", "//van@");
    try (InProcessServer server = vehicle("--uplink=" + uri, "--uplink-password-file=" + password);
        Reader reader = new Reader("home-assistant", password)) {
      reader.awaitAll();
      reader.readsStates().awaitStates();
      reader.announcements.set(0);
      reader.send("homeassistant/status", "online");
      Await.until("answer to the birth", () -> reader.announcements.get() > 0);
    }
    assertFalse(mosquitto.log().contains("Denied PUBLISH"), mosquitto::log);
  }
}
