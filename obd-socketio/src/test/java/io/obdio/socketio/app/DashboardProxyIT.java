package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.ClientProcess;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.Requires;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard behind reverse proxies: under a sub-path, with another path, without WebSocket. */
@Timeout(300)
class DashboardProxyIT {

  private static final Path DOCS = Path.of("../docs/deploying.md");

  private static Stream<DynamicTest> behindNode(String path, String prefix, boolean webSocket)
      throws Exception {
    String chromium = ClientProcess.chromium();
    try (InProcessServer server = new InProcessServer("--path=" + path);
        ClientProcess proxy =
            ClientProcess.node(
                "proxy.mjs", String.valueOf(server.port()), prefix, String.valueOf(webSocket))) {
      proxy.await("READY");
      String url = "http://127.0.0.1:" + port(proxy) + prefix + "/";
      try (ClientProcess script =
          ClientProcess.node(
              "obd/proxied.mjs", url, chromium, webSocket ? "websocket" : "polling")) {
        return script.checks();
      }
    }
  }

  private static String port(ClientProcess proxy) {
    return proxy.lines().stream()
        .filter(line -> line.startsWith("PORT "))
        .map(line -> line.substring(5))
        .findFirst()
        .orElseThrow();
  }

  @TestFactory
  Stream<DynamicTest> underASubPathWithAnotherPath() throws Exception {
    return behindNode("/live/io", "/garage/car", true);
  }

  @TestFactory
  Stream<DynamicTest> withoutWebSocket() throws Exception {
    return behindNode("/socket.io", "/car", false);
  }

  /** The configuration of nginx that the documentation shows. */
  @TestFactory
  Stream<DynamicTest> behindNginx(@TempDir Path folder) throws Exception {
    Requires.that(Requires.runs("nginx", "-v"), "nginx is not installed");
    String chromium = ClientProcess.chromium();
    int port = freePort();
    try (InProcessServer server = new InProcessServer("--trusted-proxies=127.0.0.1")) {
      Path config = Files.writeString(folder.resolve("nginx.conf"), config(server.port(), port));
      Process nginx =
          new ProcessBuilder("nginx", "-p", folder.toString(), "-c", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output").toFile())
              .start();
      try {
        String url = "http://127.0.0.1:" + port + "/car/";
        Await.until("nginx listens", () -> listens(url));
        try (ClientProcess script =
            ClientProcess.node("obd/proxied.mjs", url, chromium, "websocket")) {
          return script.checks();
        }
      } finally {
        nginx.destroy();
        assertTrue(nginx.waitFor(20, TimeUnit.SECONDS), "nginx ends");
      }
    }
  }

  private static boolean listens(String url) {
    try {
      return new RawHttp(url).get("").statusCode() == 200;
    } catch (Exception e) {
      return false;
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns the example of the documentation with these ports, as a configuration of its own. */
  private static String config(int server, int port) throws Exception {
    String text = Files.readString(DOCS);
    String begin = "```nginx\n";
    int from = text.indexOf(begin) + begin.length();
    String example = text.substring(from, text.indexOf("```", from));
    assertTrue(example.contains("127.0.0.1:48484") && example.contains("listen 443 ssl;"), example);
    return "daemon off; worker_processes 1; pid nginx.pid; error_log stderr;\nevents {}\n"
        + "http { access_log off; client_body_temp_path body; proxy_temp_path proxy;\n"
        + "fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;\n"
        + example
            .replace("127.0.0.1:48484", "127.0.0.1:" + server)
            .replace("listen 443 ssl;", "listen 127.0.0.1:" + port + ";")
            .replaceAll("(?m)^ *ssl_.*$", "")
        + "}\n";
  }
}
