package io.obdio.socketio.devices;

import io.obdio.socketio.access.Principal;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The paths below {@code /rest} and {@code /json}. Requests are read on the event loop; what
 * changes a device or asks the vehicle runs elsewhere and answers later.
 */
final class DeviceRest {

  private static final String ALL = "all";
  private static final Duration QUERY_DEADLINE = Duration.ofSeconds(10);

  /** A reader counts as present this long after its last GET. */
  private static final long READER_MILLIS = 60_000;

  private final DeviceModel model;
  private final DeviceSetter setter;
  private final DeviceHttp http;
  private long lastRead;
  private boolean expiring;

  DeviceRest(DeviceModel model, DeviceSetter setter, DeviceHttp http) {
    this.model = model;
    this.setter = setter;
    this.http = http;
  }

  // ---- GET

  /** Responds with all devices. */
  void all(HttpExchange exchange, Principal principal) {
    seen(principal);
    http.respond(exchange, model.table().listed().stream().map(Device::json).toList());
  }

  /** Refuses a path without a circuit. */
  void incomplete(HttpExchange exchange) {
    http.respondError(
        exchange,
        new RequestException(
            ErrorCode.UNKNOWN_COMMAND, "a path has the form /rest/DEV/CIRCUIT or /rest/all"));
  }

  /**
   * Responds with the devices of a type, or with one property of each.
   *
   * @param path type and, if there is one, property
   */
  void type(HttpExchange exchange, List<String> path, Principal principal) throws RequestException {
    seen(principal);
    DeviceType type = DeviceTable.type(path.get(0));
    http.respond(exchange, ofType(type, path.size() == 2 ? path.get(1) : ""));
  }

  /**
   * Responds with a device, or with one of its properties.
   *
   * @param path type, circuit and, if there is one, property
   */
  void device(HttpExchange exchange, List<String> path, Principal principal)
      throws RequestException {
    seen(principal);
    String property = path.size() == 3 ? path.get(2) : "";
    Device device = model.table().find(path.get(0), path.get(1));
    Duration maxAge = maxAge(exchange, principal);
    if (device instanceof CommandDevice value && mustAsk(value, maxAge, principal)) {
      ask(exchange, value, property, maxAge != null);
    } else {
      http.respond(exchange, property.isEmpty() ? device.json() : property(device, property));
    }
  }

  /** Notes that there is a reader whose key allows to watch. */
  private void seen(Principal principal) {
    if (principal.has(Scope.WATCH)) {
      model.feed().execute(this::readerSeen);
    }
  }

  private List<Map<String, @Nullable Object>> ofType(DeviceType type, String property)
      throws RequestException {
    List<Map<String, @Nullable Object>> found = new ArrayList<>();
    for (Device device : model.table().listed()) {
      if (device.type() == type) {
        found.add(property.isEmpty() ? device.json() : withCircuit(device, property));
      }
    }
    return found;
  }

  private static Map<String, @Nullable Object> withCircuit(Device device, String property)
      throws RequestException {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("circuit", device.circuit());
    json.putAll(property(device, property));
    return json;
  }

  private static Map<String, @Nullable Object> property(Device device, String name)
      throws RequestException {
    Map<String, @Nullable Object> fields = device.json();
    if (!fields.containsKey(name)) {
      throw new RequestException(
          ErrorCode.UNKNOWN_COMMAND,
          device.name() + " has no property '" + DeviceTable.brief(name) + "'");
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put(name, fields.get(name));
    return json;
  }

  private @Nullable Duration maxAge(HttpExchange exchange, Principal principal)
      throws RequestException {
    String text = exchange.query().get("max_age");
    if (text == null) {
      return null;
    }
    double seconds = SetValues.number("max_age", text);
    if (seconds < 0 || seconds > 86_400) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, "max_age must be from 0 to 86400 seconds");
    }
    setter.require(principal, Scope.QUERY);
    return Duration.ofMillis(Math.round(seconds * 1e3));
  }

  /** Returns whether to request the value first: it was never received, or it is too old. */
  private static boolean mustAsk(
      CommandDevice device, @Nullable Duration maxAge, Principal principal) {
    Duration age = device.age(Instant.now());
    if (maxAge != null) {
      return age == null || age.compareTo(maxAge) > 0;
    }
    return age == null && principal.has(Scope.QUERY);
  }

  private void ask(HttpExchange exchange, CommandDevice device, String property, boolean required) {
    var unused =
        model
            .query(device, QUERY_DEADLINE)
            .whenComplete(
                (asked, failure) -> {
                  try {
                    if (failure != null && required) {
                      throw DeviceSetter.reason(failure);
                    }
                    http.respond(
                        exchange, property.isEmpty() ? device.json() : property(device, property));
                  } catch (RequestException e) {
                    http.respondError(exchange, e);
                  }
                });
  }

  private void readerSeen() {
    lastRead = System.nanoTime();
    model.setReader(DeviceModel.Reader.REST, true);
    if (!expiring) {
      expiring = true;
      model.feed().schedule(READER_MILLIS, this::expire);
    }
  }

  private void expire() {
    long idle = (System.nanoTime() - lastRead) / 1_000_000;
    if (idle >= READER_MILLIS) {
      expiring = false;
      model.setReader(DeviceModel.Reader.REST, false);
    } else {
      model.feed().schedule(READER_MILLIS - idle, this::expire);
    }
  }

  // ---- POST

  /**
   * Sets a device.
   *
   * @param path type and circuit
   */
  void write(HttpExchange exchange, List<String> path, Principal principal)
      throws RequestException {
    if (path.get(1).equals(ALL)) {
      exchange.respondNotAllowed("GET, HEAD, OPTIONS");
      return;
    }
    Device device = model.table().find(path.get(0), path.get(1));
    Map<String, @Nullable Object> fields = http.fields(exchange);
    CompletableFuture<Device> done = set(device, fields, principal);
    var unused =
        done.whenComplete(
            (set, failure) -> {
              if (failure != null) {
                http.respondError(exchange, DeviceSetter.reason(failure));
              } else {
                Map<String, Object> body = new LinkedHashMap<>();
                body.put("success", true);
                body.put("result", device.json());
                http.respond(exchange, body);
              }
            });
  }

  /** Sets a device from any thread. */
  CompletableFuture<Device> set(
      Device device, Map<String, @Nullable Object> fields, Principal principal) {
    CompletableFuture<Device> result = new CompletableFuture<>();
    boolean queued =
        model
            .feed()
            .execute(
                () -> {
                  var unused =
                      setter
                          .set(device, fields, principal)
                          .whenComplete(
                              (changed, failure) -> {
                                if (failure != null) {
                                  result.completeExceptionally(failure);
                                } else {
                                  result.complete(device);
                                }
                              });
                });
    if (!queued) {
      result.completeExceptionally(new RequestException(ErrorCode.BUSY, "the server is busy"));
    }
    return result;
  }
}
