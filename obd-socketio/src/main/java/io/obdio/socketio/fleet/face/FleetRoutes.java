package io.obdio.socketio.fleet.face;

import io.obdio.socketio.access.Scope;
import io.obdio.socketio.fleet.Page;
import io.obdio.socketio.fleet.VehicleInfo;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.rest.ApiRequest;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.rest.QueryFields;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes {@code /api/v1/vehicles}. None of them blocks. */
final class FleetRoutes {

  private static final String PATH = ApiRoutes.ROOT + "/vehicles";
  private static final int PAGE = 100;
  private static final int MAX_VALUES = 1_000;

  private final VisibleVehicles vehicles;
  private final FleetJson json;
  private final JsonCodec codec;

  FleetRoutes(VisibleVehicles vehicles, FleetJson json, JsonCodec codec) {
    this.vehicles = vehicles;
    this.json = json;
    this.codec = codec;
  }

  void addTo(ApiRoutes routes) {
    routes.add("GET", PATH, Scope.READ, this::list);
    routes.add("GET", PATH + "/{id}", Scope.READ, this::vehicle);
    routes.add("GET", PATH + "/{id}/values", Scope.READ, this::values);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the outcome is the response
  private void list(ApiRequest request) throws RequestException {
    Map<String, String> query = request.exchange().query();
    int limit = (int) QueryFields.of(request).number("limit", PAGE, 1, VehicleEvents.MAX_PAGE);
    vehicles
        .page(
            request.client(),
            query.getOrDefault("after", ""),
            limit,
            query.getOrDefault("search", ""),
            flag(query, "online"))
        .whenComplete((page, failure) -> respond(request, page, failure));
  }

  private void respond(
      ApiRequest request, @Nullable Page<VehicleInfo> page, @Nullable Throwable failure) {
    if (page != null) {
      request.respond(json.page(page));
    } else if (failure != null) {
      request.refuse(failure);
    }
  }

  private static boolean flag(Map<String, String> query, String name) throws RequestException {
    String text = query.getOrDefault(name, "false");
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw new RequestException(ErrorCode.BAD_ARGUMENT, name + " must be true or false");
  }

  private void vehicle(ApiRequest request) throws RequestException {
    request.respond(FleetJson.details(vehicles.require(request.client(), request.variable(0))));
  }

  /** Responds with values in the order of their names, a page of them, and an entity tag. */
  private void values(ApiRequest request) throws RequestException {
    VehicleInfo vehicle = vehicles.require(request.client(), request.variable(0));
    QueryFields fields = QueryFields.of(request);
    int limit = (int) fields.number("limit", MAX_VALUES, 1, MAX_VALUES);
    String after = fields.values().getOrDefault("after", "");
    List<String> only = fields.values().containsKey("names") ? fields.names("names") : List.of();
    Map<String, Object> body =
        vehicles.values(vehicle, values -> body(vehicle.id(), values, only, after, limit));
    respond(request, body);
  }

  private static Map<String, Object> body(
      String id, VehicleValues values, List<String> only, String after, int limit) {
    List<String> names =
        new ArrayList<>(
            values.names().stream()
                .filter(name -> name.compareTo(after) > 0)
                .filter(name -> only.isEmpty() || only.contains(name))
                .limit(limit + 1L)
                .toList());
    String next = "";
    if (names.size() > limit) {
      names.remove(limit);
      next = names.get(limit - 1);
    }
    Map<String, Object> page = new LinkedHashMap<>();
    for (String name : names) {
      Map<String, @Nullable Object> value = new LinkedHashMap<>();
      value.put("value", values.value(name));
      value.put("unit", values.unit(name));
      value.put("time", values.time(name));
      page.put(name, value);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("vehicle", id);
    body.put("t", values.time());
    body.put("values", page);
    body.put("next", next);
    return body;
  }

  /** Responds with a tag of the content (RFC 9110, 8.8.3), or with 304. */
  private void respond(ApiRequest request, Map<String, Object> body) {
    byte[] content;
    try {
      content = codec.encode(body, List.of());
    } catch (JsonException e) {
      throw new IllegalStateException("values cannot be written as JSON", e);
    }
    String tag = '"' + UUID.nameUUIDFromBytes(content).toString() + '"';
    request.exchange().responseHeader("etag", tag);
    request.exchange().responseHeader("cache-control", "private, no-cache");
    if (tag.equals(request.exchange().header("if-none-match"))) {
      request.exchange().respond(304, "", new byte[0]);
    } else {
      request.exchange().respond(200, "application/json", content);
    }
  }
}
