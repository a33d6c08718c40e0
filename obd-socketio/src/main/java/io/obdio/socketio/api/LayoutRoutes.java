package io.obdio.socketio.api;

import io.obdio.socketio.access.Scope;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.rest.ApiRequest;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.state.StateFolder;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The routes of the dashboard's layouts, {@code /api/v1/layouts/{vin}}. A document is {@code
 * {"version": 3, "layouts": [{"id": .., "name": .., "items": [..]}]}}; the vehicle {@code default}
 * has those for vehicles without a known VIN. The version is the entity tag (RFC 9110, 8.8.3): a
 * change requires {@code If-Match} with the tag that the author saw, and is answered with 412 and
 * the present document if there is a newer one. An empty array removes the layouts.
 *
 * <p>Reading requires the scope {@code read}, changing {@code watch}: a layout determines which
 * commands the dashboard watches.
 */
public final class LayoutRoutes {

  /** Bytes of a document. */
  static final int MAX_BYTES = 65_536;

  private static final String PATH = ApiRoutes.ROOT + "/layouts/{vin}";
  private static final Pattern VEHICLE = Pattern.compile("[A-HJ-NPR-Z0-9]{17}|default");
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

  private final LayoutStore store;
  private final Consumer<Map<String, Object>> changed;
  private final boolean persistent;

  /**
   * Creates the routes and reads the state file, which takes time.
   *
   * @param changed receives {@code {"vin": .., "version": ..}} after each change; must not block
   */
  public LayoutRoutes(StateFolder folder, Consumer<Map<String, Object>> changed) {
    this.store = new LayoutStore(folder);
    this.changed = changed;
    this.persistent = folder.isPersistent();
  }

  /** Adds the routes. */
  public void addTo(ApiRoutes routes) {
    routes.add("GET", PATH, Scope.READ, this::get);
    routes.add("PUT", PATH, Scope.WATCH, this::put);
  }

  private static String vehicle(ApiRequest request) throws RequestException {
    String vehicle = request.variable(0);
    if (!VEHICLE.matcher(vehicle).matches()) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, "the path must end in a VIN of 17 characters, or in 'default'");
    }
    return vehicle;
  }

  private static String tag(LayoutStore.Document document) {
    return "\"" + document.version() + "\"";
  }

  private void get(ApiRequest request) throws RequestException {
    respond(request, 200, store.get(vehicle(request)));
  }

  private static void respond(ApiRequest request, int status, LayoutStore.Document document) {
    request.exchange().responseHeader("etag", tag(document));
    request.respond(status, document.toJson());
  }

  private void put(ApiRequest request) throws RequestException {
    String vehicle = vehicle(request);
    Long version = seenVersion(request.exchange());
    if (version == null) {
      request.refuse(
          428,
          ErrorCode.BAD_ARGUMENT.word(),
          "the header If-Match is required: send the entity tag of the document that you changed");
      return;
    }
    List<?> layouts = LayoutCheck.layouts(request.object(MAX_BYTES).get("layouts"));
    Optional<LayoutStore.Change> change = store.put(vehicle, version, layouts);
    if (change.isEmpty()) {
      respond(request, 412, store.get(vehicle));
      return;
    }
    respondWhenWritten(request, vehicle, change.get());
  }

  /** Returns the version in {@code If-Match}, -1 if it is no version of ours, null without it. */
  private static @Nullable Long seenVersion(HttpExchange exchange) {
    String header = exchange.header("if-match");
    if (header == null) {
      return null;
    }
    var matcher = TAG.matcher(header.strip());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }

  /** Responds once the change is on the disk; if it cannot be written, the response reports it. */
  private void respondWhenWritten(ApiRequest request, String vehicle, LayoutStore.Change change) {
    LayoutStore.Document document = change.document();
    changed.accept(Map.of("vin", vehicle, "version", document.version()));
    var unused =
        change
            .written()
            .whenComplete(
                (done, failure) -> {
                  Map<String, Object> json = new LinkedHashMap<>();
                  json.put("version", document.version());
                  json.put("persistent", persistent && failure == null);
                  request.exchange().responseHeader("etag", tag(document));
                  request.respond(json);
                });
  }
}
