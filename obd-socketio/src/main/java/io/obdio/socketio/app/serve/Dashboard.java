package io.obdio.socketio.app.serve;

import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.http.Router;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The dashboard: a page in the program, and the settings that it reads from the server. */
public final class Dashboard {

  private static final String FOLDER = "io/obdio/socketio/web";

  /** The folder of the page's files. */
  public static final String PAGE = "classpath:" + FOLDER;

  private final String path;
  private final boolean fleet;

  /** Made for the first client, because few servers have one at once after the start. */
  private volatile byte @Nullable [] settings;

  private Dashboard(String path, boolean fleet) {
    this.path = path;
    this.fleet = fleet;
  }

  /**
   * Returns the route {@code /dashboard.json}, by which the page finds the Socket.IO endpoint, and
   * its service worker the files. The path is relative to the page, because a reverse proxy may add
   * a prefix to both.
   *
   * @param path of the endpoint
   * @param fleet whether the page shows the vehicles of a fleet
   */
  public static Router settings(String path, boolean fleet) {
    Dashboard dashboard = new Dashboard(path, fleet);
    return new Router().get("/dashboard.json", (exchange, variable) -> dashboard.respond(exchange));
  }

  private void respond(HttpExchange exchange) {
    byte[] known = settings;
    if (known == null) {
      known = encode();
      settings = known;
    }
    exchange.responseHeader("cache-control", "no-cache");
    exchange.respond(200, "application/json", known);
  }

  private byte[] encode() {
    DashboardFiles files = DashboardFiles.of(FOLDER);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", path);
    json.put("fleet", fleet);
    json.put("version", files.version());
    json.put("files", files.paths());
    try {
      return new JacksonJson().encode(json, List.of());
    } catch (JsonException e) {
      throw new IllegalStateException("strings can be written as JSON", e);
    }
  }
}
