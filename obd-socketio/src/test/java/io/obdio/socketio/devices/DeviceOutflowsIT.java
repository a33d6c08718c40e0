package io.obdio.socketio.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.message.Payload;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.CapturedLog;
import io.obdio.socketio.testing.Requires;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.webhook.WebhookSender;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs of ECUs, and the webhook with a real receiver. */
@Timeout(120)
class DeviceOutflowsIT {

  private static DevicesOptions options(List<OutputOptions> outputs, WebhookOptions webhook) {
    DevicesOptions defaults = DevicesOptions.defaults();
    return new DevicesOptions(
        false,
        false,
        defaults.watch(),
        defaults.watchInterval(),
        null,
        outputs,
        webhook,
        defaults.maxMessagesPerSecond(),
        defaults.maxStall(),
        defaults.socket());
  }

  private static int fan(DevicesServer server) throws Exception {
    ObdCommand<Payload> state = ObdCommand.named("FAN_STATE").request("222001").to("7E0").build();
    return Await.value(
            server.vehicle.submit(
                VehicleConnection.PROGRAM,
                1,
                Duration.ofSeconds(10),
                connection -> connection.force(state).value()))
        .at(0);
  }

  @Test
  void anOutputIsSwitchedAndControlReturnsAfterItsTime() throws Exception {
    OutputOptions fan = OutputOptions.parse("fan=7E0/2001/AA/00/5");
    try (DevicesServer server = new DevicesServer(options(List.of(fan), null)).connect()) {
      int driven = fan(server);
      Map<String, Object> on =
          DevicesServer.object(
              server.post("/rest/do/FAN", "application/json", "{\"value\":1}").body());
      assertEquals(true, on.get("success"), on.toString());
      assertEquals(1, ((Map<?, ?>) on.get("result")).get("value"));
      assertEquals(0xAA, fan(server));
      Await.until("control returned", () -> server.at("/rest/do/FAN").get("value").equals(0));
      assertEquals(driven, fan(server));
    }
  }

  @Test
  void anOutputThatTheEcuRefusesStaysOff() throws Exception {
    OutputOptions none = OutputOptions.parse("none=7E0/9999/01/00");
    try (DevicesServer server = new DevicesServer(options(List.of(none), null)).connect()) {
      var answer = server.post("/rest/do/NONE", "application/json", "{\"value\":1}");
      assertEquals(503, answer.statusCode());
      assertEquals(0, server.at("/rest/do/NONE").get("value"));
      assertEquals(false, server.at("/rest/do/NONE").get("pending"));
    }
  }

  @Test
  void theWebhookReceivesChangesTogetherAndFailuresAreRepeated() throws Exception {
    List<String> bodies = new CopyOnWriteArrayList<>();
    AtomicInteger requests = new AtomicInteger();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/car",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          boolean fails = requests.incrementAndGet() == 1;
          if (!fails) {
            bodies.add(new String(body, StandardCharsets.UTF_8));
          }
          exchange.sendResponseHeaders(fails ? 500 : 204, -1);
          exchange.close();
        });
    receiver.start();
    URI url = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/car");
    WebhookOptions webhook =
        new WebhookOptions(
            url, List.of("ai", "temp"), List.of("RPM", "*_TEMP"), Duration.ofMillis(500), false);
    try (DevicesServer server = new DevicesServer(options(List.of(), webhook)).connect()) {
      Await.until("three requests", () -> bodies.size() >= 3);
      assertFalse(server.hub.watched().isEmpty(), "the webhook keeps the values coming");
      assertTrue(requests.get() > bodies.size(), "the first was repeated");
      boolean rpm = false;
      for (String body : bodies) {
        List<Map<String, Object>> devices = DevicesServer.array(body);
        assertFalse(devices.isEmpty());
        for (Map<String, Object> device : devices) {
          String circuit = String.valueOf(device.get("circuit"));
          assertTrue(circuit.equals("RPM") || circuit.endsWith("_TEMP"), circuit);
          rpm |= circuit.equals("RPM") && device.get("value") != null;
        }
        long distinct = devices.stream().map(d -> d.get("circuit")).distinct().count();
        assertEquals(devices.size(), distinct, "each device once");
      }
      assertTrue(rpm);
    } finally {
      receiver.stop(0);
    }
  }

  /** The name of this machine resolves to a private address, as a name in a local network does. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWebhookAtANameWithAPrivateAddressMustBeAllowed(boolean allowed) throws Exception {
    InetAddress own = InetAddress.getLocalHost();
    Requires.that(
        WebhookSender.isPrivate(own), own + ": the name of this machine has no private address");
    AtomicInteger requests = new AtomicInteger();
    HttpServer receiver = HttpServer.create(new InetSocketAddress(own, 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    URI url =
        URI.create("http://" + own.getHostName() + ":" + receiver.getAddress().getPort() + "/");
    WebhookOptions webhook =
        new WebhookOptions(url, List.of(), List.of(), Duration.ofMillis(100), allowed);
    try (CapturedLog log = new CapturedLog();
        DevicesServer server = new DevicesServer(options(List.of(), webhook)).connect()) {
      if (allowed) {
        Await.until("a request", () -> requests.get() > 0);
        assertEquals(List.of(), log.complaints());
      } else {
        Await.until("the refusal is logged", () -> !log.complaints().isEmpty());
        assertTrue(
            log.complaints().get(0).contains("has a private address; name it with"),
            log.complaints().get(0));
        assertEquals(0, requests.get());
      }
      assertEquals(200, server.get("/version").statusCode());
    } finally {
      receiver.stop(0);
    }
  }
}
