package io.obdio.socketio.history;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.command.Commands;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.recording.RecordingLines;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.Protocol;
import io.obdio.core.unit.Quantity;
import io.obdio.socketio.hub.HubSubscription;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.vehicle.TrafficListener;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history of a vehicle. It samples what any client watches, and a list of its own, while a trip
 * is running, and answers queries for past and running trips.
 *
 * <p>Threads: the methods may be called by any thread. Those that throw {@link HistoryException}
 * read the disk: not for event loops.
 */
public final class TripHistory implements VehicleListener, AutoCloseable {

  /**
   * A value of a trip that no command of the vehicle has returned, such as a position.
   *
   * @param name such as {@code GPS_LATITUDE}; no command may have it
   * @param description for people
   * @param quantity a finite value with its unit
   */
  public record OwnSample(String name, String description, Quantity quantity) {}

  private static final Logger log = LoggerFactory.getLogger(TripHistory.class);
  private static final String OWNER = "history";
  private static final int CURRENT_DATA = 0x01;

  private final HistoryOptions options;
  private final HistoryClock clock;
  private final FileGuard guard;
  private final HistoryWriter writer;
  private final TrafficListener traffic = this::received;
  private volatile TripRecorder recorder;
  private volatile @Nullable HistoryRequests facts;

  @GuardedBy("this")
  private @Nullable VehicleConnection vehicle;

  @GuardedBy("this")
  private @Nullable ObdHub hub;

  @GuardedBy("this")
  private @Nullable HubSubscription subscription;

  private TripHistory(
      HistoryOptions options,
      HistoryClock clock,
      FileGuard guard,
      HistoryStore store,
      String setAside)
      throws SQLException {
    this.options = options;
    this.clock = clock;
    this.guard = guard;
    this.recorder = new TripRecorder(options, clock, store.load(), this::codeAppeared);
    this.writer =
        new HistoryWriter(store, setAside, options, clock, () -> recorder, this::replaced);
  }

  /**
   * Opens or creates a history. A damaged file is renamed, and a new one is created.
   *
   * @throws HistoryException if another server uses the file, it cannot be written, or a newer
   *     version has written it
   */
  public static TripHistory open(HistoryOptions options) throws HistoryException {
    return open(options, HistoryClock.SYSTEM);
  }

  static TripHistory open(HistoryOptions options, HistoryClock clock) throws HistoryException {
    FileGuard guard = FileGuard.lock(options.file());
    try {
      return openLocked(options, clock, guard);
    } catch (HistoryException | RuntimeException e) {
      guard.close();
      throw e;
    }
  }

  private static TripHistory openLocked(HistoryOptions options, HistoryClock clock, FileGuard guard)
      throws HistoryException {
    try {
      return new TripHistory(options, clock, guard, openStore(options.file()), "");
    } catch (SQLException e) {
      if (!Database.isBroken(e)) {
        throw Database.explained(options.file(), e);
      }
      return replaceBroken(options, clock, guard, e);
    }
  }

  private static HistoryStore openStore(Path file) throws SQLException, HistoryException {
    var database = Database.openForWriting(file);
    try {
      return new HistoryStore(database);
    } catch (SQLException | HistoryException e) {
      database.close();
      throw e;
    }
  }

  private static TripHistory replaceBroken(
      HistoryOptions options, HistoryClock clock, FileGuard guard, SQLException why)
      throws HistoryException {
    try {
      Path aside = Database.setAside(options.file(), Instant.ofEpochMilli(clock.wall()));
      log.error(
          "the history {} is damaged ({}): it was renamed to {}, and a new one begins",
          options.file(),
          why.getMessage(),
          aside.getFileName());
      return new TripHistory(
          options, clock, guard, openStore(options.file()), aside.getFileName().toString());
    } catch (IOException e) {
      throw new HistoryException(
          "the history " + options.file() + " is damaged and cannot be renamed: " + e, e);
    } catch (SQLException e) {
      throw Database.explained(options.file(), e);
    }
  }

  /** Continues with a new database: the old one was found damaged. */
  private void replaced(HistoryStore store) {
    try {
      recorder = new TripRecorder(options, clock, store.load(), this::codeAppeared);
    } catch (SQLException e) {
      log.error("The new history cannot be read", e);
    }
  }

  /**
   * Begins to record; to be called once.
   *
   * @throws IllegalArgumentException if the watch list names an unknown command
   */
  public synchronized void start(
      VehicleConnection connection, ObdHub responses, Commands commands) {
    var own = WatchList.of(options.watch(), options.watchInterval(), commands);
    vehicle = connection;
    hub = responses;
    facts = new HistoryRequests(connection, commands);
    if (options.answers()) {
      connection.addTrafficListener(traffic);
    }
    own.forEach((command, how) -> responses.watch(OWNER, command, how));
    subscription = responses.subscribeAll(options.maxRate(), batch -> recorder.add(batch));
    writer.start();
  }

  // ---- the vehicle

  @Override
  public void statusChanged(ConnectionStatus status, String reason) {
    HistoryRequests now = facts;
    VehicleConnection connection = connection();
    if (status == ConnectionStatus.CAR_CONNECTED && now != null && connection != null) {
      Protocol protocol = connection.protocol();
      recorder.connected(protocol.equals(Protocol.NONE) ? "" : RecordingLines.protocol(protocol));
      now.identify(vin -> recorder.identified(vin));
    } else if (status == ConnectionStatus.NOT_CONNECTED) {
      recorder.disconnected();
      writer.commitSoon();
    }
  }

  private synchronized @Nullable VehicleConnection connection() {
    return vehicle;
  }

  @Override
  public void closed() {
    // The trip ends later, when there was no activity for the set time.
    recorder.disconnected();
    writer.commitSoon();
  }

  /** Keeps responses that are not sampled: what single requests of service 01 ask is sampled. */
  private void received(DiagnosticRequest request, EcuMessage message, Protocol protocol) {
    if (request instanceof DiagnosticRequest.ToVehicle vehicleRequest
        && isKept(vehicleRequest.payload())) {
      recorder.answered(RecordingLines.request(request), message.toString());
    }
  }

  /** Returns whether a request reads no current data, or only maps of supported PIDs. */
  private static boolean isKept(Payload request) {
    if (request.at(0) != CURRENT_DATA) {
      return true;
    }
    for (int i = 1; i < request.length(); i++) {
      if (request.at(i) % 0x20 != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Adds values of this moment that the vehicle has not sent; without a running trip they are not
   * kept.
   */
  public void add(List<OwnSample> samples) {
    recorder.addOwn(samples);
  }

  private void codeAppeared(CodeSeen code) {
    writer.commitSoon();
    HistoryRequests now = facts;
    if (now != null) {
      now.freezeFrame(code.code(), frame -> recorder.addFreezeFrame(code, frame));
    }
  }

  // ---- queries

  /** Opens a reader of what is in the database; the caller closes it. */
  public HistoryReader reader() throws HistoryException {
    return HistoryReader.open(options.file());
  }

  /** Returns the options. */
  public HistoryOptions options() {
    return options;
  }

  /** Returns the trip that is running, with its present sums; empty if there is none. */
  public Optional<Trip> running() {
    return Optional.ofNullable(recorder.running());
  }

  /** Returns the present consumption in L/100 km; NaN if it is not known. */
  public double consumption() {
    return recorder.consumption();
  }

  /**
   * Returns trips, the latest first; the one that is running with its present sums.
   *
   * @param before number of a trip; only earlier ones are returned
   * @param limit the most trips to return
   */
  public List<Trip> trips(int before, int limit) throws HistoryException {
    List<Trip> trips;
    try (HistoryReader reader = reader()) {
      trips = new ArrayList<>(reader.trips(before, limit));
    }
    Trip now = recorder.running();
    if (now != null && now.id() < before) {
      trips.removeIf(trip -> trip.id() == now.id());
      trips.add(0, now);
    }
    return trips.size() > limit ? trips.subList(0, limit) : trips;
  }

  /** Returns a trip; empty if there is none of this number. */
  public Optional<Trip> trip(int id) throws HistoryException {
    Trip now = recorder.running();
    if (now != null && now.id() == id) {
      return Optional.of(now);
    }
    try (HistoryReader reader = reader()) {
      return reader.trip(id);
    }
  }

  /**
   * Returns signals over time, as {@link HistoryReader#series}, with the samples of the running
   * trip that are not in the database yet.
   */
  public List<TripSeries> series(SeriesQuery query) throws HistoryException {
    // First the pending rows: those that are written in between are in both, and merged by time.
    TripRecorder now = recorder;
    List<TripSignal> signals =
        query.names().stream().flatMap(name -> now.signals(name).stream()).toList();
    List<Sample> pending =
        now.unwritten(
            query.trip(), signals.stream().map(TripSignal::id).collect(Collectors.toSet()));
    try (HistoryReader reader = reader()) {
      List<TripSeries> found = new ArrayList<>();
      for (TripSignal signal : signals) {
        TripSeries series = reader.series(query, signal).continued(query, pending);
        if (series.points().size() > 0) {
          found.add(series);
        }
      }
      return found;
    }
  }

  /**
   * Returns the trouble codes of all vehicles as of the last transaction, those seen last first.
   */
  public List<CodeSeen> codes() throws HistoryException {
    try (HistoryReader reader = reader()) {
      return reader.codes();
    }
  }

  /** Returns the commands of a trip that have samples in the database. */
  public List<TripSignal> signals(int trip) throws HistoryException {
    try (HistoryReader reader = reader()) {
      return reader.signals(trip);
    }
  }

  /** Returns the state. */
  public HistoryStatus status() {
    TripRecorder now = recorder;
    Trip running = now.running();
    String failure = writer.failure();
    return new HistoryStatus(
        failure.isEmpty(),
        failure,
        writer.bytes(),
        now.pendingRows(),
        now.dropped(),
        writer.lostFrames(),
        writer.setAside(),
        running == null ? 0 : running.id());
  }

  /**
   * Deletes a trip.
   *
   * @return whether there was one; fails with {@link HistoryException} if the trip is running, or
   *     the database is busy
   */
  public CompletableFuture<Boolean> delete(int id) {
    Trip now = recorder.running();
    if (now != null && now.id() == id) {
      return CompletableFuture.failedFuture(
          new HistoryException("trip " + id + " is running: it can be deleted after its end"));
    }
    return writer.submit(store -> TripDeletion.delete(store, id));
  }

  /** Returns the access to frames for programs that send them elsewhere. */
  public HistoryFrames frames() {
    return new HistoryFrames(writer, clock);
  }

  /** Runs a task on the thread that writes; fails with {@link HistoryException}. */
  <T> CompletableFuture<T> submit(HistoryWriter.Task<T> task) {
    return writer.submit(task);
  }

  /**
   * Ends the recording and writes what is pending. The trip continues if the next start is soon.
   */
  @Override
  public void close() {
    stopSampling();
    writer.close();
    guard.close();
  }

  private synchronized void stopSampling() {
    ObdHub responses = hub;
    HubSubscription subscribed = subscription;
    VehicleConnection connection = vehicle;
    if (responses != null && subscribed != null && connection != null) {
      responses.unsubscribe(subscribed);
      responses.release(OWNER);
      connection.removeTrafficListener(traffic);
    }
  }
}
