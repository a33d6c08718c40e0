package io.obdio.socketio.fleet.face;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.Principal;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.fleet.VehicleInfo;
import io.obdio.socketio.rest.ApiRequest;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The route {@code GET /api/v1/vehicles/{id}/diagnosis}: the state of a vehicle as its own route
 * {@code /api/v1/diagnosis} has it. The request is forwarded to the vehicle with the scopes of the
 * client. Does not block.
 */
final class VehicleDiagnosisRoute {

  private static final String METHOD = "diagnosis";

  /** The time for the response: a vehicle with an ELM327 needs some seconds to read its state. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** The arrays of objects that a response must have, and the array in each of the objects. */
  private static final Map<String, String> ARRAYS =
      Map.of("codes", "kinds", "freeze_frames", "values", "monitors", "tests");

  private final VisibleVehicles vehicles;
  private final RemoteRequests requests;
  private final Access access;

  VehicleDiagnosisRoute(VisibleVehicles vehicles, RemoteRequests requests, Access access) {
    this.vehicles = vehicles;
    this.requests = requests;
    this.access = access;
  }

  void addTo(ApiRoutes routes) {
    routes.add("GET", ApiRoutes.ROOT + "/vehicles/{id}/" + METHOD, Scope.QUERY, this::forward);
  }

  private void forward(ApiRequest request) throws RequestException {
    Principal client = request.client();
    VehicleInfo vehicle = vehicles.require(client, request.variable(0));
    boolean fresh = "true".equals(request.exchange().query().get("fresh"));
    var unused =
        requests
            .send(
                "api " + client,
                vehicle,
                METHOD,
                List.of(Map.of("fresh", fresh)),
                access.scopes(client),
                TIMEOUT)
            .whenComplete(
                (response, failure) -> {
                  if (failure != null) {
                    request.refuse(failure);
                  } else if (isDiagnosis(response)) {
                    request.respond(response);
                  } else {
                    request.refuse(
                        new RequestException(
                            ErrorCode.CAR_ERROR, "the response of the vehicle is not valid"));
                  }
                });
  }

  /** Returns whether a response has the arrays of a diagnosis, which pages rely on. */
  private static boolean isDiagnosis(@Nullable Object response) {
    return response instanceof Map<?, ?> map
        && map.get("missing") instanceof Map<?, ?>
        && ARRAYS.entrySet().stream()
            .allMatch(each -> isArray(map.get(each.getKey()), each.getValue()));
  }

  private static boolean isArray(@Nullable Object array, String member) {
    return array instanceof List<?> rows
        && rows.stream()
            .allMatch(row -> row instanceof Map<?, ?> map && map.get(member) instanceof List<?>);
  }
}
