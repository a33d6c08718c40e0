package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The definitions of a folder, proposed by the VIN, chosen by a client and remembered. */
@Timeout(120)
class DefinitionsByVehicleIT {

  private static final String VIN = "JTMRFREV5HD123456";
  private static final String SET = "Toyota-RAV4/signalsets/v3/default.json";

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path folder;

  @BeforeEach
  void files() throws Exception {
    set(SET, "RAV4_TEMP");
    set("Toyota-RAV4/signalsets/v3/2019-2021.json", "RAV4_LATER");
    set("bmw-i3.signals.json", "I3_SOC");
    Files.writeString(folder.resolve("vehicle.yaml"), "vin: " + VIN + "\n");
  }

  private void set(String id, String signal) throws Exception {
    Path file = folder.resolve("sets").resolve(id);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "{\"commands\": [{\"hdr\": \"7E0\", \"rax\": \"7E8\", \"cmd\": {\"21\": \"01\"}, \"freq\": 1,"
            + " \"signals\": [{\"id\": \""
            + signal
            + "\", \"name\": \"A value\", \"fmt\": {\"len\": 8, \"max\": 255, \"unit\":"
            + " \"celsius\"}}]}]}");
  }

  private InProcessServer server() throws Exception {
    return new InProcessServer(
        "--transport=sim:?scenario=" + folder.resolve("vehicle.yaml"),
        "--definitions-folder=" + folder.resolve("sets"),
        "--state=" + folder.resolve("state"));
  }

  private JsonNode send(InProcessServer server, HttpRequest.Builder request, int status)
      throws Exception {
    HttpResponse<String> response =
        http.send(
            request.uri(URI.create(server.url("/api/v1/definitions"))).build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(status, response.statusCode(), response.body());
    return new JsonMapper().readTree(response.body());
  }

  private JsonNode get(InProcessServer server) throws Exception {
    return send(server, HttpRequest.newBuilder(), 200);
  }

  private JsonNode choose(InProcessServer server, String body, int status) throws Exception {
    return send(
        server, HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.ofString(body)), status);
  }

  private JsonNode until(InProcessServer server, Predicate<JsonNode> reached) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    JsonNode now = get(server);
    while (!reached.test(now)) {
      assertTrue(System.nanoTime() < end, now.toString());
      TimeUnit.MILLISECONDS.sleep(20);
      now = get(server);
    }
    return now;
  }

  private static boolean hasCommand(InProcessServer server, String name) {
    return server.io.connection().orElseThrow().commands().find(name).isPresent();
  }

  @Test
  void proposesLoadsAndRemembers() throws Exception {
    try (InProcessServer server = server()) {
      JsonNode proposed = until(server, json -> !json.path("vin").asString().isEmpty());
      assertEquals(VIN, proposed.path("vin").asString());
      assertEquals("Toyota", proposed.path("make").asString());
      assertEquals(2017, proposed.path("year").asInt());
      assertEquals(SET, proposed.path("proposed").asString());
      assertEquals(1, proposed.path("candidates").size(), proposed::toString);
      assertEquals(3, proposed.path("sets").size(), proposed::toString);
      assertEquals("", proposed.path("chosen").asString());
      assertFalse(hasCommand(server, "RAV4_TEMP"));
      JsonNode chosen = choose(server, "{\"set\": \"" + SET + "\"}", 200);
      assertEquals(SET, chosen.path("chosen").asString());
      assertTrue(hasCommand(server, "RAV4_TEMP"));
    }
    try (InProcessServer again = server()) {
      JsonNode known = until(again, json -> json.path("loaded").size() > 0);
      assertEquals(SET, known.path("chosen").asString());
      assertTrue(hasCommand(again, "RAV4_TEMP"));
      choose(again, "{\"set\": null}", 200);
    }
    try (InProcessServer third = server()) {
      JsonNode forgotten = until(third, json -> !json.path("vin").asString().isEmpty());
      assertEquals("", forgotten.path("chosen").asString());
      assertFalse(hasCommand(third, "RAV4_TEMP"));
    }
  }

  @Test
  void refusesWhatIsNotInTheFolder() throws Exception {
    try (InProcessServer server = server()) {
      until(server, json -> !json.path("vin").asString().isEmpty());
      for (String body :
          Map.of(
                  "{\"set\": \"../vehicle.yaml\"}", "no such set",
                  "{\"set\": 7}", "expected an id",
                  "{}", "expected an id")
              .keySet()) {
        assertEquals("bad_argument", choose(server, body, 400).path("code").asString(), body);
      }
    }
  }
}
