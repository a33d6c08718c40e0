package io.obdio.socketio.api;

import io.obdio.core.transport.SimulatorControls;
import io.obdio.core.transport.SimulatorControls.Input;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.rest.ApiRequest;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The routes of the simulated vehicle below {@code /api/v1/simulator}: its inputs, ignition and
 * faults. Reading requires the scope {@code read}, changing {@code control}. Where the vehicle is
 * not a simulated one, all are answered with 404.
 */
public final class SimulatorRoutes {

  private static final String PATH = ApiRoutes.ROOT + "/simulator";
  private static final int MAX_BODY = 1_024;

  private final VehicleConnection vehicle;

  /** A change of the simulated vehicle that a body describes. */
  @FunctionalInterface
  private interface Change {
    void apply(SimulatorControls controls, String name, Map<String, @Nullable Object> body)
        throws RequestException;
  }

  /** Creates the routes. */
  public SimulatorRoutes(VehicleConnection vehicle) {
    this.vehicle = vehicle;
  }

  /** Adds the routes. */
  public void addTo(ApiRoutes routes) {
    routes
        .add("GET", PATH, Scope.READ, request -> request.respond(state(controls())))
        .add("PUT", PATH + "/ignition", Scope.CONTROL, request -> change(request, "", IGNITION))
        .add(
            "PUT",
            PATH + "/inputs/{name}",
            Scope.CONTROL,
            request -> change(request, request.variable(0), INPUT))
        .add(
            "PUT",
            PATH + "/faults/{name}",
            Scope.CONTROL,
            request -> change(request, request.variable(0), FAULT));
  }

  private static final Change IGNITION =
      (controls, name, body) -> controls.setIgnition(flag(body, "on"));

  /** A number fixes the input, null returns it to the drive. */
  private static final Change INPUT =
      (controls, name, body) -> {
        Object value = body.get("value");
        if (value instanceof Number number) {
          controls.fix(name, number.doubleValue());
        } else if (value == null && body.containsKey("value")) {
          controls.release(name);
        } else {
          throw new RequestException(
              ErrorCode.BAD_ARGUMENT, "value: must be a number, or null for that of the drive");
        }
      };

  private static final Change FAULT =
      (controls, name, body) -> controls.setFault(name, flag(body, "active"));

  private static boolean flag(Map<String, @Nullable Object> body, String member)
      throws RequestException {
    if (body.get(member) instanceof Boolean flag) {
      return flag;
    }
    throw new RequestException(ErrorCode.BAD_ARGUMENT, member + ": must be true or false");
  }

  private void change(ApiRequest request, String name, Change change) throws RequestException {
    SimulatorControls controls = controls();
    try {
      change.apply(controls, name, request.object(MAX_BODY));
    } catch (IllegalArgumentException e) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, String.valueOf(e.getMessage()));
    }
    request.respond(state(controls));
  }

  private SimulatorControls controls() throws RequestException {
    return vehicle
        .simulator()
        .orElseThrow(
            () ->
                new RequestException(
                    ErrorCode.NOT_SUPPORTED, "the vehicle is not a simulated one"));
  }

  private static Map<String, Object> state(SimulatorControls controls) {
    List<Map<String, Object>> inputs = new ArrayList<>();
    for (Input input : controls.inputs()) {
      inputs.add(state(controls, input));
    }
    List<Map<String, Object>> faults = new ArrayList<>();
    for (String fault : controls.faults()) {
      faults.add(Map.of("name", fault, "active", controls.activeFaults().contains(fault)));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ignition", controls.ignition());
    json.put("inputs", inputs);
    json.put("faults", faults);
    return json;
  }

  private static Map<String, Object> state(SimulatorControls controls, Input input) {
    OptionalDouble fixed = controls.fixedValue(input.name());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", input.name());
    json.put("description", input.description());
    json.put("unit", input.unit());
    json.put("min", input.min());
    json.put("max", input.max());
    json.put("value", controls.value(input.name()));
    json.put("fixed", fixed.isPresent());
    return json;
  }
}
