package io.obdio.socketio.api;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;

/**
 * The route {@code GET /api/v1/diagnosis}: trouble codes, freeze frames, readiness and the
 * monitors' tests in one response. It sends many requests to the vehicle, therefore the scope
 * {@code query} is required, and a result counts for some seconds unless {@code fresh=true} is
 * given.
 */
public final class DiagnosisRoutes implements VehicleListener {

  private final DiagnosisReader reader;
  private final CodeHistory history;

  /** Creates the route. */
  public DiagnosisRoutes(VehicleConnection vehicle, CodeHistory history) {
    this.reader = new DiagnosisReader(vehicle, System::nanoTime);
    this.history = history;
  }

  /** Adds the route. */
  public void addTo(ApiRoutes routes) {
    routes.add("GET", ApiRoutes.ROOT + "/diagnosis", Scope.QUERY, this::respond);
  }

  private void respond(ApiRequest request) {
    boolean fresh = "true".equals(request.exchange().query().get("fresh"));
    var unused =
        reader
            .read("api " + request.client(), fresh)
            .thenApply(diagnosis -> DiagnosisJson.of(diagnosis, history))
            .whenComplete(
                (json, failure) -> {
                  if (failure == null) {
                    request.respond(json);
                  } else {
                    request.refuse(RawRequestRoutes.reason(failure));
                  }
                });
  }

  @Override
  public void statusChanged(ConnectionStatus status, String reason) {
    reader.statusChanged(status, reason);
  }
}
