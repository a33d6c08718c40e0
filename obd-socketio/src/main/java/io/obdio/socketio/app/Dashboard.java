package io.obdio.socketio.app;

import io.obdio.socketio.http.Router;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The dashboard: a page in the program, and the settings that it reads from the server. */
final class Dashboard {

  /** The folder of the page's files. */
  static final String PAGE = "classpath:io/obdio/socketio/web";

  private Dashboard() {}

  /**
   * Returns the route {@code /dashboard.json}, by which the page finds the Socket.IO endpoint. Its
   * path is relative to the page, because a reverse proxy may add a prefix to both.
   *
   * @param path of the endpoint
   */
  static Router settings(String path) {
    String json = encode(Map.of("path", path));
    return new Router()
        .get(
            "/dashboard.json",
            (exchange, variable) -> {
              exchange.responseHeader("cache-control", "no-cache");
              exchange.respond(200, "application/json", json);
            });
  }

  private static String encode(Map<String, String> settings) {
    try {
      return new String(new JacksonJson().encode(settings, List.of()), StandardCharsets.UTF_8);
    } catch (JsonException e) {
      throw new IllegalStateException("strings can be written as JSON", e);
    }
  }
}
