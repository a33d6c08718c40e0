package io.obdio.socketio.app.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.MosquittoProcess;
import io.obdio.socketio.testing.Requires;
import io.obdio.socketio.testing.TestCertificates;
import io.obdio.socketio.uplink.mqtt.MqttBroker;
import io.obdio.socketio.uplink.mqtt.MqttOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The access list of docs/fleet.md at a real broker: a vehicle reaches its own topics only. */
class FleetAclIT {

  private static final Path PAGE = Path.of("..", "docs", "fleet.md");
  private static final Pattern ACL =
      Pattern.compile(
          "^```\\n(# mosquitto: acl_file\\n.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Topics TOPICS = Topics.DEFAULT;

  /** What a vehicle publishes. */
  private static final List<String> WRITES =
      List.of(
          "status",
          "values/RPM",
          "state",
          "live",
          "data",
          "dictionary",
          "dtc",
          "freeze_frame",
          "position",
          "res/1");

  /** What a vehicle receives. */
  private static final List<String> READS = List.of("ack", "cmd/1");

  @TempDir Path folder;

  private final List<MqttBroker> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(MqttBroker::close);
  }

  private Path acl() throws IOException {
    Matcher block = ACL.matcher(Files.readString(PAGE));
    assertTrue(block.find(), "docs/fleet.md has no access list");
    return Files.writeString(folder.resolve("acl"), block.group(1));
  }

  private MqttBroker connect(MqttOptions.Builder options) throws IOException {
    MqttBroker client =
        new MqttBroker(options.reconnect(Duration.ofMillis(50), Duration.ofMillis(500)).build());
    clients.add(client);
    client.start();
    Await.until("connected", client::isConnected);
    return client;
  }

  private MqttBroker withPassword(MosquittoProcess broker, String user) throws IOException {
    Path password = Files.writeString(folder.resolve(user + ".password"), "secret of " + user);
    String uri = broker.uri().replace("mqtt://", "mqtt://" + user + "@");
    return connect(MqttOptions.at(uri, user).passwordFile(password));
  }

  private MosquittoProcess withPasswords(String... users) throws Exception {
    Path file = folder.resolve("passwords");
    Files.createFile(file);
    for (String user : users) {
      boolean made =
          Requires.runs("mosquitto_passwd", "-b", file.toString(), user, "secret of " + user);
      Requires.that(made, "mosquitto_passwd is not installed");
    }
    return MosquittoProcess.start(
        folder, "allow_anonymous false", "password_file " + file, "acl_file " + acl());
  }

  /** Returns whether the broker permits to publish. */
  private static boolean mayPublish(MqttBroker client, String topic) throws Exception {
    CompletableFuture<?> sent = client.publish(BrokerMessage.atLeastOnce(topic, "1"));
    try {
      sent.get(20, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      assertTrue(String.valueOf(e.getMessage()).contains("not permit"), e::toString);
      return false;
    }
  }

  private static Set<String> topics(String vehicle, List<String> names) {
    Set<String> topics = new TreeSet<>();
    names.forEach(name -> topics.add(TOPICS.of(vehicle, name)));
    return topics;
  }

  /** Subscribes to all topics; the broker delivers those that the client may read. */
  private static Set<String> receivedBy(MqttBroker client) throws Exception {
    Set<String> received = new ConcurrentSkipListSet<>();
    for (String filter : List.of("obdio/#", "obdio/+/ack", "obdio/VAN-1/ack", "obdio/VAN-2/ack")) {
      try {
        client
            .subscribe(filter, message -> received.add(message.topic()))
            .get(20, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        assertTrue(String.valueOf(e.getMessage()).contains("refuses"), e::toString);
      }
    }
    return received;
  }

  @Test
  void aVehicleReachesItsOwnTopicsOnly() throws Exception {
    try (MosquittoProcess broker = withPasswords("VAN-1", "VAN-2", "fleet")) {
      assertSeparated(
          withPassword(broker, "VAN-1"),
          withPassword(broker, "VAN-2"),
          withPassword(broker, "fleet"));
    }
  }

  @Test
  void aCertificateNamesTheVehicleAsWell() throws Exception {
    TestCertificates made =
        TestCertificates.make(folder.resolve("tls"))
            .client("VAN-1")
            .client("VAN-2")
            .client("fleet");
    String[] listener =
        made.listener(
            "require_certificate true", "use_identity_as_username true", "acl_file " + acl());
    try (MosquittoProcess broker = MosquittoProcess.start(folder, listener)) {
      List<MqttBroker> all = new ArrayList<>();
      for (String user : List.of("VAN-1", "VAN-2", "fleet")) {
        all.add(
            connect(
                MqttOptions.at(broker.tlsUri(), user)
                    .caFile(made.authority())
                    .clientCertificate(made.certificate(user), made.key(user))));
      }
      assertSeparated(all.get(0), all.get(1), all.get(2));
    }
  }

  private static void assertSeparated(MqttBroker one, MqttBroker two, MqttBroker fleet)
      throws Exception {
    Set<String> toFleet = receivedBy(fleet);
    Set<String> toTwo = receivedBy(two);
    for (String name : WRITES) {
      assertTrue(mayPublish(one, TOPICS.of("VAN-1", name)), name);
      assertTrue(!mayPublish(two, TOPICS.of("VAN-1", name)), "another's " + name);
    }
    for (String name : READS) {
      assertTrue(!mayPublish(two, TOPICS.of("VAN-2", name)), "its own " + name);
      assertTrue(!mayPublish(two, TOPICS.of("VAN-1", name)), "another's " + name);
      assertTrue(mayPublish(fleet, TOPICS.of("VAN-1", name)), name);
      assertTrue(mayPublish(fleet, TOPICS.of("VAN-2", name)), name);
    }
    Set<String> all = topics("VAN-1", WRITES);
    all.addAll(topics("VAN-1", READS));
    all.addAll(topics("VAN-2", READS));
    Await.until("the node receives everything", () -> toFleet.equals(all));
    Set<String> own = topics("VAN-2", READS);
    Await.until("the vehicle receives its own", () -> toTwo.containsAll(own));
    assertEquals(own, toTwo);
  }
}
