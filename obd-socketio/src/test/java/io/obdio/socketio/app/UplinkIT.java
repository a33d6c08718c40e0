package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.MosquittoProcess;
import io.obdio.socketio.testing.TestCertificates;
import io.obdio.socketio.uplink.mqtt.MqttBroker;
import io.obdio.socketio.uplink.mqtt.MqttOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code obdio serve --uplink} as a process, with a real broker and other clients of it. */
@Timeout(120)
class UplinkIT {

  private static final String SCENARIO =
      """
      ecus:
        engine:
          stored: [{code: P0301, freeze-frame: {rpm: 2700, speed: 47}}]
      """;

  @TempDir Path folder;

  private final AtomicInteger requests = new AtomicInteger();

  private Program car(String uri, String... flags) throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of(
                "serve",
                "--port=0",
                "--uplink=" + uri,
                "--uplink-interval=500",
                "--uplink-will-delay=0"));
    args.addAll(List.of(flags));
    if (args.stream().noneMatch(arg -> arg.startsWith("--transport"))) {
      args.add("--transport=sim:?cycle=idle");
    }
    return Program.startJava(folder, List.of(), args.toArray(String[]::new));
  }

  /**
   * Sends a request with a response topic and correlation data of its own; returns the response.
   */
  private JSONObject request(UplinkObserver observer, String vehicle, String json)
      throws Exception {
    String id = "r" + requests.incrementAndGet();
    String topic = "answers/" + id;
    byte[] correlation = {1, 2, (byte) requests.get()};
    Await.value(
        observer.client.publish(
            new BrokerMessage(
                "obdio/" + vehicle + "/cmd/" + id,
                json.getBytes(StandardCharsets.UTF_8),
                1,
                false,
                topic,
                correlation,
                Duration.ofSeconds(30))));
    Await.until("a response to " + json, () -> observer.latest.containsKey(topic));
    BrokerMessage response = observer.latest.get(topic);
    assertNotNull(response.correlation());
    assertEquals(requests.get(), response.correlation()[2]);
    assertFalse(response.retained());
    return new JSONObject(response.text());
  }

  @Test
  void theVehicleIsPublishedAndItsValuesStayWhenItIsKilled() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        UplinkObserver observer = new UplinkObserver(broker)) {
      try (Program car = car(broker.uri(), "--uplink-vehicle=VAN-1")) {
        observer.awaitText("obdio/VAN-1/status", "online");
        Await.until("RPM", () -> observer.latest.containsKey("obdio/VAN-1/values/RPM"));
        Await.until("codes", () -> observer.latest.containsKey("obdio/VAN-1/dtc"));
        assertTrue(observer.text("obdio/VAN-1/values/RPM").matches("\\d{3}(\\.\\d+)?"));
        JSONObject codes = new JSONObject(observer.text("obdio/VAN-1/dtc"));
        assertEquals(0, codes.getInt("count"));
        Await.until("a state", () -> observer.text("obdio/VAN-1/state").contains("\"RPM\":"));
        JSONObject state = new JSONObject(observer.text("obdio/VAN-1/state"));
        assertTrue(state.getJSONObject("v").getDouble("RPM") > 500, state.toString());
        assertEquals("revolutions_per_minute", state.getJSONObject("u").getString("RPM"));
        assertTrue(state.getLong("t") > 1_700_000_000_000L);
        car.kill();
        observer.awaitText("obdio/VAN-1/status", "offline");
      }
      // A subscriber that was not there before, and no client of ours.
      String retained = broker.retained("obdio/#");
      assertTrue(retained.contains("obdio/VAN-1/status offline"), retained);
      assertTrue(retained.contains("obdio/VAN-1/values/RPM "), retained);
      assertTrue(retained.contains("obdio/VAN-1/values/STATUS.MIL false"), retained);
      assertTrue(retained.contains("obdio/VAN-1/state {"), retained);
    }
  }

  /** Only changed values are sent, and each at most once in an interval. */
  @Test
  void unchangedValuesAreNotSentAgain() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        UplinkObserver observer = new UplinkObserver(broker);
        Program car = car(broker.uri(), "--uplink-vehicle=VAN-1")) {
      Await.until("values", () -> observer.text("obdio/VAN-1/values/SPEED").equals("0"));
      long before = count(observer, "obdio/VAN-1/values/RPM");
      Await.until("more", () -> count(observer, "obdio/VAN-1/values/RPM") >= before + 4);
      assertEquals(1, count(observer, "obdio/VAN-1/values/SPEED"));
      assertTrue(car.isAlive());
    }
  }

  private static long count(UplinkObserver observer, String topic) {
    return observer.all.stream().filter(message -> message.topic().equals(topic)).count();
  }

  /** The broker loses everything that it had retained. */
  @Test
  void everythingIsPublishedAgainAfterTheBrokerWasKilled() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        Program car = car(broker.uri(), "--uplink-vehicle=VAN-1")) {
      car.await("connected to the broker");
      Await.until("a speed", () -> retained(broker).contains("values/SPEED 0"));
      broker.kill();
      car.await("not connected to the broker");
      broker.restart();
      Await.until(
          "status and values",
          () -> {
            String text = retained(broker);
            return text.contains("VAN-1/status online")
                && text.contains("values/SPEED 0")
                && text.contains("VAN-1/dtc {");
          });
      car.terminate();
      Await.until("offline", () -> retained(broker).contains("VAN-1/status offline"));
      assertEquals(143, car.awaitEnd().exit());
    }
  }

  private static String retained(MosquittoProcess broker) {
    try {
      return broker.retained("obdio/#");
    } catch (Exception e) {
      return e.toString();
    }
  }

  @Test
  void requestsAreAnsweredByScope() throws Exception {
    Path audit = folder.resolve("audit.jsonl");
    Path file = Files.writeString(folder.resolve("fault.yaml"), SCENARIO);
    String fault = "--transport=sim:?scenario=" + file;
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        UplinkObserver observer = new UplinkObserver(broker)) {
      try (Program car = car(broker.uri(), fault, "--audit=" + audit)) {
        Await.until("a status", () -> observer.text(observer.topic("/status")).equals("online"));
        String vin = observer.topic("/status").split("/")[1]; // without a chosen id
        assertTrue(vin.matches("[A-HJ-NPR-Z0-9]{17}"), vin);
        JSONObject rpm = request(observer, vin, "{\"method\":\"query_now\",\"params\":[\"RPM\"]}");
        assertTrue(rpm.getBoolean("ok"), rpm.toString());
        assertTrue(rpm.getJSONObject("result").getDouble("value") > 500, rpm.toString());
        JSONObject metric =
            request(
                observer,
                vin,
                "{\"method\":\"query_now\",\"params\":[\"SPEED\",{\"units\":\"imperial_us\"}]}");
        assertTrue(metric.getBoolean("ok"), metric.toString());
        assertEquals("mile_per_hour", metric.getJSONObject("result").getString("unit"));

        assertEquals("not_allowed", code(request(observer, vin, "{\"method\":\"clear_dtc\"}")));
        assertEquals(
            "not_allowed",
            code(request(observer, vin, "{\"method\":\"query_now\",\"params\":[\"CLEAR_DTC\"]}")));
        JSONObject health =
            request(observer, vin, "{\"method\":\"diagnosis\"}").getJSONObject("result");
        assertEquals("P0301", health.getJSONArray("codes").getJSONObject(0).getString("code"));
        assertTrue(health.getJSONArray("monitors").length() > 0, health.toString());
        assertFalse(health.getBoolean("may_clear"));
        assertEquals("unknown_event", code(request(observer, vin, "{\"method\":\"connect\"}")));
        assertEquals("bad_argument", code(request(observer, vin, "query_now")));
        assertEquals(
            "unknown_command",
            code(request(observer, vin, "{\"method\":\"query_now\",\"params\":[\"RPX\"]}")));

        Await.until("the code", () -> observer.text("obdio/" + vin + "/dtc").contains("P0301"));
        JSONObject codes = new JSONObject(observer.text("obdio/" + vin + "/dtc"));
        assertEquals("P0301", codes.getJSONArray("codes").getJSONObject(0).getString("code"));
        Await.until("a frame", () -> !observer.text("obdio/" + vin + "/freeze_frame").isEmpty());
        JSONObject frame = new JSONObject(observer.text("obdio/" + vin + "/freeze_frame"));
        assertEquals("P0301", frame.getString("code"));
        assertEquals(2700, frame.getJSONObject("v").getDouble("RPM"), 1);
        assertTrue(car.isAlive());
      }
      String refused = Files.readString(audit);
      assertTrue(refused.contains("\"action\":\"clear_dtc\""), refused);
      assertTrue(refused.contains("\"outcome\":\"not_allowed\""), refused);
      try (Program car =
          car(
              broker.uri(),
              fault,
              "--audit=" + audit,
              "--uplink-vehicle=VAN-2",
              "--uplink-allow=read,query,clear")) {
        observer.awaitText("obdio/VAN-2/status", "online");
        Await.until("the code", () -> observer.text("obdio/VAN-2/dtc").contains("P0301"));
        String diagnosis = "{\"method\":\"diagnosis\",\"params\":[{\"fresh\":true}]";
        JSONObject before = request(observer, "VAN-2", diagnosis + "}");
        assertTrue(before.getJSONObject("result").getBoolean("may_clear"));
        JSONObject limited = request(observer, "VAN-2", diagnosis + ",\"scopes\":[\"query\"]}");
        assertFalse(limited.getJSONObject("result").getBoolean("may_clear"));
        JSONObject cleared = request(observer, "VAN-2", "{\"method\":\"clear_dtc\"}");
        assertTrue(cleared.getBoolean("result"), cleared.toString());
        Await.until("an entry", () -> read(audit).contains("\"outcome\":\"ok\""));
        assertTrue(read(audit).contains("\"face\":\"mqtt\""));
        assertTrue(car.isAlive());
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String code(JSONObject response) throws Exception {
    assertFalse(response.getBoolean("ok"), response.toString());
    return response.getJSONObject("error").getString("code");
  }

  @Test
  void liveValuesAreSentWhileTheyAreRequested() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        UplinkObserver observer = new UplinkObserver(broker);
        Program car = car(broker.uri(), "--uplink-vehicle=VAN-1", "--uplink-watch=none")) {
      observer.awaitText("obdio/VAN-1/status", "online");
      car.await("Car Connected");
      Await.value(
          observer.client.publish(
              BrokerMessage.atLeastOnce(
                  "obdio/VAN-1/cmd/live",
                  "{\"interval_ms\":100,\"names\":[\"RPM\"],\"for_s\":4}")));
      Await.until("5 messages", () -> count(observer, "obdio/VAN-1/live") >= 5);
      for (BrokerMessage message : observer.all) {
        if (message.topic().endsWith("/live") && !message.topic().contains("cmd")) {
          JSONObject live = new JSONObject(message.text()).getJSONObject("v");
          assertEquals(1, live.length(), message.text());
          assertTrue(live.getDouble("RPM") > 500, message.text());
          assertFalse(message.retained());
        }
      }
      Await.until(
          "the end",
          () -> {
            long before = count(observer, "obdio/VAN-1/live");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(700));
            return count(observer, "obdio/VAN-1/live") == before;
          });
    }
  }

  /** The certificate is the user, and the user's name limits the topics. */
  @Test
  void aClientCertificateIsUsed() throws Exception {
    TestCertificates made = TestCertificates.make(folder.resolve("tls")).client("VAN-3");
    Path acl = Files.writeString(folder.resolve("acl"), "pattern readwrite fleet/%u/#\n");
    try (MosquittoProcess broker =
            MosquittoProcess.start(
                folder,
                made.listener(
                    "require_certificate true",
                    "use_identity_as_username true",
                    "acl_file " + acl));
        Program car =
            car(
                broker.tlsUri() + "/fleet",
                "--uplink-vehicle=VAN-3",
                "--uplink-ca=" + made.authority(),
                "--uplink-certificate=" + made.certificate("VAN-3"),
                "--uplink-key=" + made.key("VAN-3"));
        MqttBroker other =
            new MqttBroker(
                MqttOptions.at(broker.tlsUri(), "other")
                    .caFile(made.authority())
                    .clientCertificate(made.certificate("VAN-3"), made.key("VAN-3"))
                    .build())) {
      LinkedBlockingQueue<BrokerMessage> received = new LinkedBlockingQueue<>();
      var accepted = other.subscribe("fleet/VAN-3/values/RPM", received::add);
      other.start();
      Await.value(accepted);
      assertNotNull(received.poll(30, TimeUnit.SECONDS));
      assertTrue(car.isAlive());
    }
  }

  @Test
  void aWrongPasswordIsLoggedWithoutItAndTheServerRuns() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "secret-of-the-van\n");
    Path users = Files.writeString(folder.resolve("users"), "");
    try (MosquittoProcess broker =
            MosquittoProcess.start(folder, "allow_anonymous false", "password_file " + users);
        Program car =
            car(
                broker.uri().replace("mqtt://", "mqtt://van@"),
                "--uplink-vehicle=VAN-1",
                "--uplink-password-file=" + password)) {
      car.await("check user name and password");
      car.await("OBDio on http");
      assertFalse(car.output().contains("secret-of-the-van"), car.output());
    }
  }

  @Test
  void withoutUplinkNoneOfItsClassesIsLoaded() throws Exception {
    Path classes = folder.resolve("classes.log");
    try (Program car =
        Program.startJava(
            folder,
            List.of("-Xshare:off", "-Xlog:class+load:file=" + classes),
            "serve",
            "--port=0",
            "--transport=sim:")) {
      car.await("OBDio on http");
      car.terminate();
      assertEquals(143, car.awaitEnd().exit());
    }
    List<String> loaded =
        Files.readAllLines(classes).stream()
            .filter(
                line ->
                    line.contains("com.hivemq.")
                        || line.contains("io.reactivex.")
                        || line.contains("io.obdio.socketio.uplink."))
            .toList();
    assertEquals(List.of(), loaded);
    assertTrue(Files.readString(classes).contains("io.obdio.socketio.app.uplink.UplinkFlags"));
  }
}
