package io.obdio.socketio.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.TestClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server in docs/socketio-api.md is the one that is compiled, and does what it shows. */
@Timeout(60)
class ServerWithHooksIT {

  private static final Path DOCS = Path.of("..", "docs", "socketio-api.md");
  private static final Path PROGRAM =
      Path.of("src", "test", "java", "io", "obdio", "socketio", "readme", "ServerWithHooks.java");
  private static final String OPEN = "?EIO=4&transport=polling";

  private final ServerWithHooks program = new ServerWithHooks();

  @BeforeEach
  void start() throws Exception {
    program.server.start();
  }

  @AfterEach
  void stop() {
    program.server.close();
  }

  private RawHttp http() {
    return new RawHttp("http://127.0.0.1:" + program.server.port() + "/socket.io/");
  }

  @Test
  void theDocumentationShowsIt() throws Exception {
    String source = Files.readString(PROGRAM);
    String body = source.substring(source.indexOf("final class")).strip();
    assertTrue(
        Files.readString(DOCS).contains("```java\n" + body + "\n```"),
        "docs/socketio-api.md does not show\n" + body);
  }

  @Test
  void requestsAndResponses() throws Exception {
    HttpResponse<String> opened =
        RawHttp.send(http().request(OPEN).header("Origin", "https://app.example.org"));
    assertEquals(200, opened.statusCode());
    assertEquals("garage", opened.headers().firstValue("x-served-by").orElse(""));
    assertEquals(
        "https://app.example.org",
        opened.headers().firstValue("access-control-allow-origin").orElse(""));
    assertTrue(opened.headers().firstValue("set-cookie").orElse("").startsWith("io="));
    assertEquals(403, RawHttp.send(http().request(OPEN).header("User-Agent", "bad")).statusCode());
    assertEquals(
        403,
        RawHttp.send(http().request(OPEN).header("Origin", "https://example.com")).statusCode());
    assertEquals(400, http().get("?EIO=3&transport=polling").statusCode());
    assertEquals(3, program.refused.get());
  }

  @Test
  @SuppressWarnings("try") // that a client leaves early is the test
  void namespacesRecordsAndRooms() throws Exception {
    int port = program.server.port();
    try (TestClient client = TestClient.connect(port);
        TestClient leaving = TestClient.connect(port);
        TestClient vehicle = TestClient.open(port, "/vehicle-7", options -> {})) {
      vehicle.awaitAccepted();
      assertEquals("/vehicle-7", vehicle.ask("name"));
      for (TestClient each : new TestClient[] {client, leaving}) {
        Object answer = each.ask("login", new JSONObject(Map.of("name", "Ada", "age", 36)));
        assertEquals("hello Ada over WEBSOCKET", answer);
      }
      assertEquals(2, program.members.get("garage"));
      leaving.close();
      assertTrue(client.next("gone")[0].toString().contains("garage"));
    }
    Await.until("the namespace is removed", () -> !program.server.remove("/vehicle-7"));
  }
}
