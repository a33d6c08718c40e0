package io.obdio.socketio.api;

import io.obdio.core.util.SerialExecutors;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.history.HistoryException;
import io.obdio.socketio.history.HistoryStatus;
import io.obdio.socketio.history.SeriesQuery;
import io.obdio.socketio.history.Trip;
import io.obdio.socketio.history.TripHistory;
import io.obdio.socketio.history.TripSeries;
import io.obdio.socketio.history.export.TripJson;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.rest.ApiRequest;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.rest.QueryFields;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes of trips, {@code /api/v1/trips}. Reading requires the scope {@code read}, deleting
 * {@code admin}: a deleted trip cannot be restored.
 *
 * <p>Threads: queries run one after the other on a thread of their own, exports on another one.
 * While too many are pending, further ones are answered with 429.
 */
public final class TripRoutes implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TripRoutes.class);

  private static final String TRIPS = ApiRoutes.ROOT + "/trips";
  private static final String TRIP = TRIPS + "/{id}";
  private static final int MAX_QUERIES = 32;
  private static final int MAX_EXPORTS = 4;
  private static final int MAX_TRIPS = 1_000;
  private static final int DEFAULT_TRIPS = 100;

  /** Points of all signals of one response. */
  private static final int MAX_POINTS = 200_000;

  private static final int DEFAULT_POINTS = 600;

  private final TripHistory history;
  private final JsonCodec codec;
  private final ExecutorService queries = SerialExecutors.rejecting("obdio-trips", MAX_QUERIES);
  private final ExecutorService exports = SerialExecutors.rejecting("obdio-export", MAX_EXPORTS);

  /** Used by the thread of the exports only. */
  private final TripDownload downloads;

  /** Creates the routes of a history. */
  public TripRoutes(TripHistory history, JsonCodec codec) {
    this.history = history;
    this.codec = codec;
    this.downloads = new TripDownload(history, codec);
  }

  /** Adds the routes to the REST interface. */
  public void addTo(ApiRoutes routes) {
    routes
        .add("GET", ApiRoutes.ROOT + "/history", Scope.READ, request -> request.respond(status()))
        .add("GET", TRIPS, Scope.READ, request -> run(queries, request, this::list))
        .add("GET", TRIP, Scope.READ, request -> run(queries, request, this::details))
        .add("GET", TRIP + "/series", Scope.READ, request -> run(queries, request, this::series))
        .add("GET", TRIP + "/export", Scope.READ, request -> run(exports, request, this::export))
        .add("DELETE", TRIP, Scope.ADMIN, request -> run(queries, request, this::delete));
  }

  /** The work for a request, outside of the event loops. */
  private interface Work {
    void run(ApiRequest request) throws RequestException, HistoryException;
  }

  private static void run(ExecutorService executor, ApiRequest request, Work work)
      throws RequestException {
    try {
      executor.execute(() -> guarded(request, work));
    } catch (RejectedExecutionException e) {
      throw new RequestException(ErrorCode.BUSY, "too many requests are pending: try again later");
    }
  }

  private static void guarded(ApiRequest request, Work work) {
    try {
      work.run(request);
    } catch (RequestException e) {
      request.refuse(e);
    } catch (NoSuchElementException e) {
      request.refuse(404, "unknown_trip", String.valueOf(e.getMessage()));
    } catch (HistoryException e) {
      log.warn("A request for trips failed: {}", e.getMessage());
      request.refuse(503, ErrorCode.UNAVAILABLE.word(), "the history cannot be read now");
    } catch (RuntimeException e) {
      log.error("A request for trips failed", e);
      request.refuse(500, ErrorCode.INTERNAL.word(), "the server failed; see the server's log");
    }
  }

  private Map<String, Object> status() {
    HistoryStatus status = history.status();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("recording", status.recording());
    json.put("reason", status.reason());
    json.put("running_trip", status.runningTrip());
    json.put("bytes", status.bytes());
    json.put("pending_rows", status.pending());
    json.put("dropped_rows", status.dropped());
    json.put("lost_frames", status.lostFrames());
    json.put("set_aside", status.setAside());
    return json;
  }

  private void list(ApiRequest request) throws RequestException, HistoryException {
    QueryFields fields = QueryFields.of(request);
    int before = (int) fields.number("before", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
    int limit = (int) fields.number("limit", DEFAULT_TRIPS, 1, MAX_TRIPS);
    List<Map<String, @Nullable Object>> trips =
        history.trips(before, limit).stream().map(this::json).toList();
    request.respond(Map.of("trips", trips));
  }

  private Map<String, @Nullable Object> json(Trip trip) {
    Map<String, @Nullable Object> json = TripJson.trip(trip, history.options().engine());
    if (trip.running()) {
      json.put("consumption_l_per_100km", TripJson.number(history.consumption(), 1));
    }
    return json;
  }

  /** Returns the trip of the path: its number, or {@code current} for the one that is running. */
  private Trip trip(ApiRequest request) throws RequestException, HistoryException {
    String id = request.variable(0);
    if (id.equals("current")) {
      return history.running().orElseThrow(() -> new NoSuchElementException("no trip is running"));
    }
    Optional<Trip> found = history.trip(TripNumber.of(id));
    return found.orElseThrow(() -> new NoSuchElementException("there is no trip " + id));
  }

  private void details(ApiRequest request) throws RequestException, HistoryException {
    Trip trip = trip(request);
    if (EntityTag.of(trip).isNotModified(request)) {
      return;
    }
    Map<String, @Nullable Object> json = json(trip);
    json.put("commands", history.signals(trip.id()).stream().map(TripJson::signal).toList());
    respond(request, trip, json);
  }

  private void series(ApiRequest request) throws RequestException, HistoryException {
    Trip trip = trip(request);
    SeriesQuery query = query(request, trip);
    if (EntityTag.of(trip).isNotModified(request)) {
      return;
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("trip", trip.id());
    json.put("begin", trip.begin());
    json.put("end", trip.end());
    json.put("running", trip.running());
    List<TripSeries> found = history.series(query);
    json.put("series", found.stream().map(series -> SeriesJson.of(series, trip.begin())).toList());
    respond(request, trip, json);
  }

  private static SeriesQuery query(ApiRequest request, Trip trip) throws RequestException {
    QueryFields fields = QueryFields.of(request);
    List<String> names = fields.names("names");
    long latest = Long.MAX_VALUE / 2;
    long from = fields.number("from", trip.begin(), 0, latest) - trip.begin();
    long to = fields.number("to", latest, 0, latest) - trip.begin();
    int points = (int) fields.number("points", DEFAULT_POINTS, 1, SeriesQuery.MAX_POINTS);
    if ((long) points * names.size() > MAX_POINTS) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, "points times the number of names must be at most " + MAX_POINTS);
    }
    try {
      return new SeriesQuery(trip.id(), names, Math.max(0, from), to, points);
    } catch (IllegalArgumentException e) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }

  private void respond(ApiRequest request, Trip trip, Map<String, @Nullable Object> json) {
    EntityTag.of(trip).respond(request, codec, json);
  }

  private void export(ApiRequest request) throws RequestException, HistoryException {
    downloads.respond(request, trip(request));
  }

  private void delete(ApiRequest request) throws RequestException {
    int id = TripNumber.of(request.variable(0));
    var unused =
        history
            .delete(id)
            .whenComplete(
                (existed, failure) -> {
                  if (failure != null) {
                    request.refuse(409, "conflict", String.valueOf(failure.getMessage()));
                  } else if (existed) {
                    request.respond(Map.of("deleted", id));
                  } else {
                    request.refuse(404, "unknown_trip", "there is no trip " + id);
                  }
                });
  }

  /** Ends the threads. */
  @Override
  public void close() {
    queries.shutdownNow();
    exports.shutdownNow();
  }
}
