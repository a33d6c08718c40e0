package io.obdio.socketio.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawConnection;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.websocket.WebSocketOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random frames and requests: only refusals and clean closes, and the values are right afterwards.
 * {@code -Dobdio.fuzz.inputs=100000} makes it longer.
 */
@ExtendWith(LeakGuard.class)
@Timeout(600)
class DevicesFuzzIT {

  private static final int INPUTS = Integer.getInteger("obdio.fuzz.inputs", 2_000);

  private static final List<String> WORDS =
      List.of(
          "cmd",
          "set",
          "all",
          "full",
          "filter",
          "dev",
          "circuit",
          "value",
          "devices",
          "circuits",
          "max_rate_hz",
          "ai",
          "RPM",
          "do",
          "SIM_IGNITION",
          "ao",
          "SIM_SPEED",
          "alias",
          "mode",
          "Drive",
          "default",
          "*",
          "temp",
          "",
          "\u0000",
          "\uD83D\uDE97",
          "__proto__",
          "al_x",
          "1_01");

  private final Random random = new Random(Long.getLong("obdio.fuzz.seed", 42));
  private DevicesServer server;

  @BeforeEach
  void start() throws Exception {
    DevicesOptions defaults = DevicesOptions.defaults();
    server =
        new DevicesServer(
                new DevicesOptions(
                    false,
                    false,
                    defaults.watch(),
                    defaults.watchInterval(),
                    null,
                    List.of(),
                    null,
                    1_000_000,
                    defaults.maxStall(),
                    new WebSocketOptions(
                        65_536,
                        1_000_000,
                        256,
                        4_000_000,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20))))
            .connect();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String json(int depth) {
    return switch (random.nextInt(depth > 3 ? 6 : 9)) {
      case 0 -> "null";
      case 1 -> Boolean.toString(random.nextBoolean());
      case 2 -> Integer.toString(random.nextInt());
      case 3 -> "1e" + random.nextInt(400);
      case 4, 5 -> "\"" + escaped(WORDS.get(random.nextInt(WORDS.size()))) + "\"";
      case 6 -> "[" + json(depth + 1) + "," + json(depth + 1) + "]";
      default -> object(depth);
    };
  }

  private String object(int depth) {
    StringBuilder text = new StringBuilder("{");
    int fields = random.nextInt(6);
    for (int i = 0; i < fields; i++) {
      text.append(i == 0 ? "" : ",")
          .append('"')
          .append(escaped(WORDS.get(random.nextInt(WORDS.size()))))
          .append("\":")
          .append(json(depth + 1));
    }
    return text.append('}').toString();
  }

  private static String escaped(String word) {
    return word.replace("\u0000", "\\u0000");
  }

  private String message() {
    String text = object(0);
    if (random.nextInt(4) == 0) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return random.nextBoolean() ? text.replaceFirst("\\{", "{\"cmd\":\"set\",") : text;
  }

  @Test
  void framesAreRefusedOrServed() throws Exception {
    try (RawWebSocket socket = server.socket()) {
      for (int i = 0; i < INPUTS; i++) {
        socket.send(message());
      }
      socket.send("{\"cmd\":\"full\",\"dev\":\"data_point\",\"circuit\":\"VIN\"}");
      Map<String, Object> last = Map.of();
      while (!"VIN".equals(last.get("circuit")) || "refused".equals(last.get("dev"))) {
        List<Map<String, Object>> frame = DevicesServer.array(socket.text());
        assertFalse(frame.isEmpty());
        last = frame.get(frame.size() - 1);
      }
    }
    assertEquals(200, server.get("/rest/all").statusCode());
  }

  @Test
  void requestsAreAnswered() throws Exception {
    for (int i = 0; i < INPUTS / 4; i++) {
      String path = "/" + List.of("rest", "json", "bulk").get(random.nextInt(3));
      int segments = path.equals("/bulk") ? 0 : random.nextInt(4);
      for (int s = 0; s < segments; s++) {
        String word = WORDS.get(random.nextInt(WORDS.size()));
        path += "/" + URLEncoder.encode(word, StandardCharsets.UTF_8);
      }
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url(path)));
      if (random.nextBoolean()) {
        request.POST(HttpRequest.BodyPublishers.ofString(message()));
      }
      int status = RawHttp.send(request).statusCode();
      assertTrue(status < 500 || status == 503, path + " " + status);
    }
    assertEquals(200, server.get("/rest/ai/RPM").statusCode());
  }

  @Test
  void aClientThatReadsNothingIsClosed() throws Exception {
    try (RawConnection slow = RawConnection.open(server.server.port(), 4096)) {
      slow.upgrade("/ws");
      slow.frame(RawConnection.TEXT, "{\"cmd\":\"filter\",\"circuits\":[\"RPM\"]}");
      Await.until("watched", () -> !server.hub.watched().isEmpty());
      // Replies fill the queue, whose bound ends the session: its watches end with it.
      for (int i = 0; i < 400; i++) {
        slow.frame(RawConnection.TEXT, "{\"cmd\":\"all\"}");
      }
      Await.until("released", () -> server.hub.watched().isEmpty());
    }
  }
}
