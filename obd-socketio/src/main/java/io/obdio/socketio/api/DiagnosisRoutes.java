package io.obdio.socketio.api;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.api.CodeHistory.Seen;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.event.RequestRow;
import io.obdio.socketio.event.Requester;
import io.obdio.socketio.rest.ApiRequest;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The route {@code GET /api/v1/diagnosis}: trouble codes, freeze frames, readiness and the
 * monitors' tests in one response. Other interfaces have it as {@link #request}. It sends many
 * requests to the vehicle, therefore the scope {@code query} is required, and a result counts for
 * some seconds unless {@code fresh=true} is given.
 */
public final class DiagnosisRoutes implements VehicleListener {

  private static final Logger log = LoggerFactory.getLogger(DiagnosisRoutes.class);

  private static final String METHOD = "diagnosis";
  private static final String MAY_CLEAR = "may_clear";

  private final DiagnosisReader reader;
  private final CodeHistory history;
  private final ApiWorker worker;

  /** Creates the route; the worker, which reads the history, belongs to the caller. */
  public DiagnosisRoutes(VehicleConnection vehicle, CodeHistory history, ApiWorker worker) {
    this.worker = worker;
    this.reader = new DiagnosisReader(vehicle, this::json, System::nanoTime);
    this.history = history;
  }

  /** Adds the route. */
  public void addTo(ApiRoutes routes) {
    routes.add("GET", ApiRoutes.ROOT + "/" + METHOD, Scope.QUERY, this::respond);
  }

  /**
   * Returns the request {@value #METHOD} with the argument {@code {"fresh": true}}. Its result has
   * the member {@value #MAY_CLEAR} too: whether the requester may clear the trouble codes.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the caller awaits stages
  public RequestRow request() {
    return new RequestRow(
        METHOD,
        Scope.QUERY,
        (requester, args) ->
            reader
                .read(requester.id(), isFresh(args))
                .thenApply(json -> withPermission(json, requester)));
  }

  private static boolean isFresh(EventArgs args) {
    return args.at(0) instanceof Map<?, ?> options && Boolean.TRUE.equals(options.get("fresh"));
  }

  private static Map<String, Object> withPermission(Map<String, Object> json, Requester requester) {
    Map<String, Object> own = new LinkedHashMap<>(json);
    own.put(MAY_CLEAR, mayClear(requester));
    return own;
  }

  private static boolean mayClear(Requester requester) {
    try {
      requester.require(Scope.CLEAR);
      return true;
    } catch (RequestException e) {
      return false;
    }
  }

  private void respond(ApiRequest request) {
    boolean fresh = "true".equals(request.exchange().query().get("fresh"));
    var unused =
        reader
            .read("api " + request.client(), fresh)
            .whenComplete(
                (json, failure) -> {
                  if (failure == null) {
                    request.respond(json);
                  } else {
                    request.refuse(failure);
                  }
                });
  }

  /** Reads the history on the thread of the worker. */
  private CompletableFuture<Map<String, Object>> json(Diagnosis diagnosis) {
    return worker.submit(() -> DiagnosisJson.of(diagnosis, seen(diagnosis)));
  }

  /** Returns what the history has; a history that cannot be read does not hide the vehicle. */
  private Map<String, Seen> seen(Diagnosis diagnosis) {
    try {
      return history.read(diagnosis.vin());
    } catch (Exception e) {
      log.warn("The history of trouble codes cannot be read: {}", e.getMessage());
      return Map.of();
    }
  }

  @Override
  public void statusChanged(ConnectionStatus status, String reason) {
    reader.statusChanged(status, reason);
  }
}
