package io.obdio.socketio.http.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.http.Network;
import io.obdio.socketio.testing.RawConnection;
import io.obdio.socketio.testing.TestServers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which origins are those of the server, directly and behind a proxy. */
@Timeout(60)
class SameOriginIT {
  private HttpServer server;

  private int start(List<Network> proxies) throws Exception {
    server =
        TestServers.http(
            TestServers.options().toBuilder().trustedProxies(proxies).build(),
            RequestWatcher.NONE,
            exchange -> {
              exchange.respond(200, "text/html", String.valueOf(exchange.sameOrigin()));
              return true;
            });
    server.start();
    return server.addresses().get(0).getPort();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String request(int port, String host, String origin, String more)
      throws Exception {
    try (RawConnection connection = RawConnection.open(port)) {
      connection.send(
          "GET / HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin + "\r\n" + more + "\r\n");
      return connection.response();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, http://localhost:8080, true",
    "LOCALHOST:8080, http://localhost:8080, true",
    "localhost:8080, http://localhost:9999, false",
    "localhost:8080, http://localhost, false",
    "localhost:8080, https://localhost:8080, false",
    "localhost:8080, http://other:8080, false",
    "localhost:8080, null, false",
    "localhost:8080, localhost:8080, false",
    "[::1]:8080, http://[::1]:8080, true",
    "localhost:80, http://localhost, true",
    // nginx with 'proxy_set_header Host $host'
    "vehicle.example, http://vehicle.example, true",
    "vehicle.example, https://vehicle.example, true",
    "vehicle.example, https://vehicle.example:8443, true",
    "vehicle.example, https://other.example, false",
  })
  void comparesSchemeHostAndPort(String host, String origin, boolean same) throws Exception {
    String response = request(start(List.of()), host, origin, "");
    assertTrue(response.endsWith("\r\n\r\n" + same), response);
  }

  @ParameterizedTest
  @CsvSource({
    "vehicle.example, https://vehicle.example, https, true",
    "vehicle.example, http://vehicle.example, https, false",
    "vehicle.example:8443, https://vehicle.example:8443, https, true",
    "vehicle.example:8443, https://vehicle.example:9999, https, false",
  })
  void aTrustedProxyReportsTheScheme(String host, String origin, String proto, boolean same)
      throws Exception {
    String response =
        request(
            start(List.of(Network.parse("127.0.0.1"))),
            host,
            origin,
            "X-Forwarded-Proto: " + proto + "\r\n");
    assertTrue(response.endsWith("\r\n\r\n" + same), response);
  }

  @Test
  void everyResponseHasSecurityHeaders() throws Exception {
    String response = request(start(List.of()), "x", "http://x", "");
    assertTrue(response.contains("x-content-type-options: nosniff"), response);
    assertTrue(response.contains("content-security-policy: frame-ancestors 'self'"), response);
  }
}
