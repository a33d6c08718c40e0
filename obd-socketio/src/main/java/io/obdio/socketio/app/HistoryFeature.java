package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import io.obdio.socketio.api.CodeHistory;
import io.obdio.socketio.api.SeenCodes;
import io.obdio.socketio.api.TripRoutes;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.history.HistoryFlags;
import io.obdio.socketio.app.serve.ServeFeature;
import io.obdio.socketio.history.HistoryException;
import io.obdio.socketio.history.TripHistory;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.server.ServerOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The history of trips and its routes. */
final class HistoryFeature implements ServeFeature {

  private final HistoryFlags flags;
  private volatile @Nullable TripHistory opened;

  HistoryFeature(HistoryFlags flags) {
    this.flags = flags;
  }

  @Override
  public void addTo(ObdIo io, Commands commands, ServerOptions options) {
    if (!flags.enabled()) {
      return;
    }
    TripHistory history = open();
    opened = history;
    JacksonJson json = new JacksonJson();
    TripRoutes trips = new TripRoutes(history, json);
    ApiRoutes routes = new ApiRoutes(io.access(), new Cors(options.engine().corsOrigins()), json);
    trips.addTo(routes);
    try {
      history.start(io.vehicle(), io.hub(), commands);
    } catch (IllegalArgumentException e) {
      history.close();
      throw e;
    }
    io.addFace(
        routes,
        history,
        () -> {
          trips.close();
          history.close();
        });
  }

  /** Returns the history; null if there is none. */
  @Nullable TripHistory history() {
    return opened;
  }

  /** Returns the trouble codes that the history has of a vehicle; none without a history. */
  Map<String, CodeHistory.Seen> codes(String vin) throws HistoryException {
    TripHistory history = opened;
    return history == null ? Map.of() : SeenCodes.of(history.codes(), vin);
  }

  private TripHistory open() {
    try {
      return TripHistory.open(flags.options());
    } catch (HistoryException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    } catch (NoClassDefFoundError e) {
      throw new UserError("--history needs SQLite: add the artifact org.xerial:sqlite-jdbc");
    }
  }
}
