package io.obdio.socketio.devices;

import io.obdio.socketio.access.Principal;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /bulk}: several devices in one request. All names are looked up before anything is
 * set; an assignment that fails has its error in place of the device, and the others go through.
 */
final class DeviceBulk {

  private static final String ASSIGNMENTS = "individual_assignments";
  private static final String GROUP_ASSIGNMENTS = "group_assignments";
  private static final String GROUP_QUERIES = "group_queries";
  private static final int MAX_DEVICES = 64;

  /** One device to set. */
  private record Assignment(String part, Device device, Map<String, @Nullable Object> fields) {}

  private final DeviceModel model;
  private final DeviceRest rest;
  private final DeviceHttp http;

  DeviceBulk(DeviceModel model, DeviceRest rest, DeviceHttp http) {
    this.model = model;
    this.rest = rest;
    this.http = http;
  }

  void handle(HttpExchange exchange, Principal principal) throws RequestException {
    Map<?, ?> body = http.object(exchange);
    List<Assignment> assignments = new ArrayList<>();
    for (Object item : list(body, ASSIGNMENTS)) {
      Map<?, ?> one = object(ASSIGNMENTS, item);
      add(assignments, ASSIGNMENTS, one, one.get("device_circuit"));
    }
    for (Object item : list(body, GROUP_ASSIGNMENTS)) {
      Map<?, ?> group = object(GROUP_ASSIGNMENTS, item);
      for (Object circuit : list(group, "device_circuits")) {
        add(assignments, GROUP_ASSIGNMENTS, group, circuit);
      }
    }
    List<Object> queried = queries(body);
    List<CompletableFuture<Object>> results = new ArrayList<>();
    for (Assignment one : assignments) {
      results.add(
          rest.set(one.device, one.fields, principal)
              .handle(
                  (device, failure) ->
                      failure == null
                          ? (Object) device.json()
                          : DeviceHttp.error(DeviceSetter.reason(failure))));
    }
    var unused =
        CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
            .thenRun(() -> http.respond(exchange, answer(body, assignments, results, queried)));
  }

  private static Map<String, Object> answer(
      Map<?, ?> body,
      List<Assignment> assignments,
      List<CompletableFuture<Object>> results,
      List<Object> queried) {
    Map<String, Object> answer = new LinkedHashMap<>();
    for (String part : List.of(ASSIGNMENTS, GROUP_ASSIGNMENTS)) {
      List<Object> own = new ArrayList<>();
      for (int i = 0; i < assignments.size(); i++) {
        if (assignments.get(i).part.equals(part)) {
          own.add(results.get(i).join());
        }
      }
      if (body.containsKey(part)) {
        answer.put(part, own);
      }
    }
    if (body.containsKey(GROUP_QUERIES)) {
      answer.put(GROUP_QUERIES, queried);
    }
    return answer;
  }

  private void add(
      List<Assignment> assignments, String part, Map<?, ?> from, @Nullable Object circuit)
      throws RequestException {
    Device device = model.table().find(from.get("device_type"), circuit);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    object(part, from.get("assigned_values"))
        .forEach((name, value) -> fields.put(String.valueOf(name), value));
    assignments.add(new Assignment(part, device, fields));
    if (assignments.size() > MAX_DEVICES) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, "at most " + MAX_DEVICES + " devices are set at once");
    }
  }

  private List<Object> queries(Map<?, ?> body) throws RequestException {
    List<DeviceType> types = new ArrayList<>();
    for (Object item : list(body, GROUP_QUERIES)) {
      for (Object name : list(object(GROUP_QUERIES, item), "device_types")) {
        types.add(DeviceTable.type(name));
      }
    }
    List<Object> devices = new ArrayList<>();
    model.table().listed().stream()
        .filter(device -> types.contains(device.type()))
        .forEach(device -> devices.add(device.json()));
    return devices;
  }

  private static List<?> list(Map<?, ?> from, String name) throws RequestException {
    Object value = from.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.size() <= MAX_DEVICES) {
      return list;
    }
    throw new RequestException(
        ErrorCode.BAD_ARGUMENT, name + " must be a list of at most " + MAX_DEVICES);
  }

  private static Map<?, ?> object(String name, @Nullable Object value) throws RequestException {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new RequestException(ErrorCode.BAD_ARGUMENT, name + ": an object is expected");
  }
}
