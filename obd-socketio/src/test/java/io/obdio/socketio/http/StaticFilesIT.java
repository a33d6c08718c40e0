package io.obdio.socketio.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.http.server.HttpServer;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.TestServers;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakGuard.class)
@Timeout(60)
class StaticFilesIT {
  @TempDir private Path folder;
  private HttpServer server;
  private RawHttp http;

  @BeforeEach
  void start() throws Exception {
    Path web = Files.createDirectories(folder.resolve("web/sub"));
    Files.writeString(folder.resolve("secret.txt"), "secret");
    Files.writeString(web.resolveSibling("index.html"), "<p>top");
    Files.writeString(web.resolveSibling("app.js"), "code");
    Files.writeString(web.resolveSibling("with space.txt"), "space");
    Files.writeString(web.resolveSibling(".hidden"), "hidden");
    Files.writeString(web.resolve("index.html"), "<p>sub");
    Files.createSymbolicLink(web.resolve("link.txt"), folder.resolve("secret.txt"));
    Map<String, String> routes = new LinkedHashMap<>();
    routes.put("/", folder.resolve("web").toString());
    routes.put("/one.txt", folder.resolve("secret.txt").toString());
    routes.put("/client", "classpath:io/obdio/socketio/http/client");
    server = TestServers.http(new StaticFiles(routes));
    server.start();
    http = new RawHttp("http://127.0.0.1:" + server.addresses().get(0).getPort());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, <p>top, text/html; charset=utf-8",
    "/index.html, <p>top, text/html; charset=utf-8",
    "/sub, <p>sub, text/html; charset=utf-8",
    "/sub/, <p>sub, text/html; charset=utf-8",
    "/app.js?v=1, code, text/javascript; charset=utf-8",
    "/with%20space.txt, space, text/plain; charset=utf-8",
    "/one.txt, secret, text/plain; charset=utf-8",
  })
  void serves(String path, String body, String type) throws Exception {
    HttpResponse<String> response = http.get(path);
    assertEquals(200, response.statusCode());
    assertEquals(body, response.body());
    assertEquals(type, response.headers().firstValue("content-type").orElse(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/.hidden",
        "/sub/link.txt",
        "/%2e%2e/secret.txt",
        "/sub/..%2f..%2fsecret.txt",
        "/sub/%2e%2e/%2e%2e/secret.txt",
        "/..%5csecret.txt",
        "/app.js%00.html",
        "/one.txt/x",
        "/client/../StaticFiles.class",
        "/client/nothing.js",
        "/app.js/"
      })
  void doesNotServe(String path) throws Exception {
    assertEquals(404, raw("GET " + path + " HTTP/1.1"), path);
  }

  /** Past the JDK's client, which tidies paths. */
  private int raw(String requestLine) throws Exception {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), server.addresses().get(0).getPort())) {
      socket.setSoTimeout(30_000);
      String request = requestLine + "\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }

  @Test
  void whoHasItGetsNoBody() throws Exception {
    String tag = http.get("/app.js").headers().firstValue("etag").orElseThrow();
    for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
      HttpResponse<String> response =
          RawHttp.send(http.request("/app.js").header("If-None-Match", known));
      assertEquals(304, response.statusCode());
      assertEquals("", response.body());
    }
    assertEquals(
        200,
        RawHttp.send(http.request("/app.js").header("If-None-Match", "\"other\"")).statusCode());
  }

  @Test
  void whoHasTheLatestGetsNoBody() throws Exception {
    String date = http.get("/app.js").headers().firstValue("last-modified").orElseThrow();
    assertEquals(304, since(date));
    assertEquals(200, since("Thu, 01 Jan 1970 00:00:00 GMT"));
    assertEquals(304, since("Fri, 31 Dec 9999 23:59:59 GMT"));
    assertEquals(200, since("yesterday"));
    HttpResponse<String> both =
        RawHttp.send(
            http.request("/app.js")
                .header("If-Modified-Since", date)
                .header("If-None-Match", "\"other\""));
    assertEquals(200, both.statusCode(), "the tag alone counts when both are sent");
  }

  private int since(String date) throws Exception {
    return RawHttp.send(http.request("/app.js").header("If-Modified-Since", date)).statusCode();
  }

  @Test
  void theTagChangesWithTheFile() throws Exception {
    String before = http.get("/app.js").headers().firstValue("etag").orElseThrow();
    Files.writeString(folder.resolve("web/app.js"), "other code");
    HttpResponse<String> after =
        RawHttp.send(http.request("/app.js").header("If-None-Match", before));
    assertEquals("other code", after.body());
  }

  @Test
  void headAndOtherMethods() throws Exception {
    HttpResponse<String> head =
        RawHttp.send(http.request("/app.js").method("HEAD", BodyPublishers.noBody()));
    assertEquals(200, head.statusCode());
    assertEquals("4", head.headers().firstValue("content-length").orElse(""));
    assertEquals("", head.body());
    HttpResponse<String> post = http.post("/app.js", "x");
    assertEquals(405, post.statusCode());
    assertEquals("GET, HEAD", post.headers().firstValue("allow").orElse(""));
  }

  @Test
  void theClassPathIsServedToo() throws Exception {
    assertTrue(http.get("/client/socket.io.min.js").body().length() > 40_000);
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws Exception {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), server.addresses().get(0).getPort())) {
      socket.setSoTimeout(30_000);
      StringBuilder requests = new StringBuilder();
      for (String path : List.of("/app.js", "/one.txt", "/nothing", "/app.js")) {
        requests.append("GET ").append(path).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
      }
      requests.append("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
      String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(
          List.of("200", "200", "404", "200", "200"),
          java.util.regex.Pattern.compile("HTTP/1.1 (\\d+)")
              .matcher(answers)
              .results()
              .map(r -> r.group(1))
              .toList());
    }
  }

  @ParameterizedTest
  @CsvSource({"nothing, .", "/x, /there/is/no/such/folder"})
  void aBadRouteIsAClearError(String route, String target) {
    assertThrows(IllegalArgumentException.class, () -> new StaticFiles(Map.of(route, target)));
  }
}
