package io.obdio.socketio.history;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import io.obdio.socketio.history.computer.TripComputer;
import io.obdio.socketio.history.computer.TripTotals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The trip that is running, and the rows that are not in the database yet.
 *
 * <p>Threads: the methods may be called by any thread. The lock is held for as long as one batch of
 * responses takes, never during input or output.
 */
final class TripRecorder {

  /** The most by which a response may be older than its arrival here, in ms. */
  private static final long MAX_AGE = 1_000;

  private static final String RPM = "RPM";
  private static final String SPEED = "SPEED";

  private final HistoryOptions options;
  private final HistoryClock clock;
  private final Consumer<CodeSeen> newCode;

  @GuardedBy("this")
  private final TripTracker tracker;

  @GuardedBy("this")
  private final WallClock wall;

  @GuardedBy("this")
  private final SignalTable signals;

  @GuardedBy("this")
  private final CodeTracker codes;

  @GuardedBy("this")
  private final StandingAnswers answers = new StandingAnswers();

  @GuardedBy("this")
  private int nextTrip;

  /** The trip that is running or may be continued. */
  @GuardedBy("this")
  private @Nullable Trip trip;

  /** The trips of this run, whose times have to be corrected when the clock is set. */
  @GuardedBy("this")
  private final Map<Integer, Trip> ofThisRun = new HashMap<>();

  @GuardedBy("this")
  private TripComputer computer;

  /** The time of the monotonic clock at the beginning of the trip. */
  @GuardedBy("this")
  private long tripStart;

  /** The earliest time of the next sample: transactions do not overlap. */
  @GuardedBy("this")
  private long earliest;

  @GuardedBy("this")
  private long latest;

  @GuardedBy("this")
  private boolean knowsMotion;

  @GuardedBy("this")
  private String vin = "";

  @GuardedBy("this")
  private String protocol = "";

  @GuardedBy("this")
  private final PendingRows rows = new PendingRows();

  /**
   * Creates a recorder.
   *
   * @param newCode receives stored codes that appear; called under the lock, must not block
   */
  TripRecorder(
      HistoryOptions options,
      HistoryClock clock,
      HistoryStore.StoredState state,
      Consumer<CodeSeen> newCode) {
    this.options = options;
    this.clock = clock;
    this.newCode = newCode;
    this.tracker = new TripTracker(options.tripEnd().toMillis());
    this.wall = new WallClock(clock.monotonic(), clock.wall());
    this.signals = new SignalTable(state.signals());
    this.codes = new CodeTracker(state.codes());
    this.nextTrip = state.nextTrip();
    this.computer = new TripComputer(options.engine(), TripTotals.NONE);
    state.running().ifPresent(last -> resume(last, state.lastMillis()));
  }

  /**
   * Takes over the trip of the previous run. If one of the clocks cannot be right, the time since
   * then is not known, and the trip has ended.
   */
  private synchronized void resume(Trip last, long lastMillis) {
    long now = clock.wall();
    boolean comparable = last.clockSet() && WallClock.isSet(now) && now >= last.end();
    if (!comparable) {
      rows.next().trips.put(last.id(), last.withEnd(last.end(), false));
      return;
    }
    trip = last;
    tripStart = wall.monotonic(last.begin());
    latest = lastMillis;
    earliest = lastMillis + 1;
    rows.start(last.id(), clock.boot(), tripStart);
    computer = new TripComputer(options.engine(), last.totals());
    tracker.resume(tripStart, wall.monotonic(last.end()));
    tick();
  }

  /** Notes the vehicle's protocol; a new connection, so the vehicle may be another one. */
  synchronized void connected(String protocolLine) {
    protocol = protocolLine;
    vin = "";
    knowsMotion = false;
  }

  /** Forgets the responses of a vehicle that is no longer connected. */
  synchronized void disconnected() {
    answers.clear();
  }

  /** Notes the vehicle. If the running trip is that of another one, it ends. */
  synchronized void identified(String number) {
    vin = number;
    Trip now = trip;
    if (now == null) {
      return;
    }
    if (!now.vin().isEmpty() && !now.vin().equals(number)) {
      endTrip();
    } else {
      trip = now.of(number, protocol.isEmpty() ? now.protocol() : protocol);
    }
  }

  /** Notes a response to a request that is not sampled, in the form of recordings. */
  synchronized void answered(String request, String message) {
    if (!signals.samples(request)) {
      answers.add(request, message);
    }
  }

  /** Adds responses, in order of reception. */
  synchronized void add(List<ObdResponse<?>> responses) {
    long now = clock.monotonic();
    long wallNow = clock.wall();
    tick();
    for (ObdResponse<?> response : responses) {
      Object value = response.valueOrNull();
      if (value == null) {
        continue;
      }
      long age = Math.max(0, Math.min(MAX_AGE, wallNow - response.time().toEpochMilli()));
      if (isActivity(response.command().name(), value)) {
        active(now - age);
      }
      addCodes(response, wallNow);
      if (tracker.isRunning()) {
        addSamples(response, value, Math.max(earliest, now - age - tripStart));
      }
    }
  }

  /**
   * Returns whether a value shows a running engine or a moving vehicle. A vehicle that reports
   * neither engine speed nor vehicle speed is on a trip while its ECUs answer.
   */
  @GuardedBy("this")
  private boolean isActivity(String command, Object value) {
    boolean motion = command.equals(RPM) || command.equals(SPEED);
    knowsMotion |= motion;
    if (motion) {
      return value instanceof Quantity quantity && quantity.value() > 0;
    }
    return !knowsMotion && value instanceof Quantity && !command.startsWith("ELM_");
  }

  @GuardedBy("this")
  private void active(long at) {
    TripTracker.Change change = tracker.active(at);
    if (change == TripTracker.Change.BEGUN) {
      beginTrip(at);
    } else if (change == TripTracker.Change.CONTINUED) {
      keepAnswers(Math.max(0, at - tripStart), true);
    }
  }

  @GuardedBy("this")
  private void beginTrip(long at) {
    long begin = wall.wall(at);
    Trip begun =
        new Trip(
            nextTrip++, begin, begin, true, WallClock.isSet(begin), vin, protocol, TripTotals.NONE);
    trip = begun;
    tripStart = at;
    earliest = 0;
    latest = 0;
    computer = new TripComputer(options.engine(), TripTotals.NONE);
    ofThisRun.put(begun.id(), begun);
    rows.start(begun.id(), clock.boot(), tripStart);
    rows.begin(begun);
    keepAnswers(0, true);
  }

  @GuardedBy("this")
  private void keepAnswers(long millis, boolean all) {
    Trip now = trip;
    if (!options.answers() || now == null) {
      return;
    }
    List<KeptAnswer> kept = new ArrayList<>();
    BiConsumer<String, String> keep =
        (request, answer) -> kept.add(new KeptAnswer(now.id(), request, millis, answer));
    if (all) {
      answers.takeAll(keep);
    } else {
      answers.takeFresh(keep);
    }
    kept.forEach(rows::addAnswer);
  }

  @GuardedBy("this")
  private void addCodes(ObdResponse<?> response, long wallNow) {
    for (CodeSeen code : codes.update(vin, response, wallNow)) {
      rows.next().codes.put(CodeTracker.key(code), code);
      boolean appeared = code.present() && code.firstSeen() == code.lastSeen();
      if (appeared && code.kind().equals(CodeTracker.STORED)) {
        newCode.accept(code);
      }
    }
  }

  /** Stores the freeze frame of a code that was reported to {@code newCode}. */
  synchronized void addFreezeFrame(CodeSeen code, Map<String, String> frame) {
    CodeSeen changed = codes.putFreezeFrame(CodeTracker.key(code), frame);
    if (changed != null) {
      rows.next().codes.put(CodeTracker.key(changed), changed);
    }
  }

  @GuardedBy("this")
  private void addSamples(ObdResponse<?> response, Object value, long millis) {
    Trip now = trip;
    if (now == null) {
      return;
    }
    boolean first = true;
    latest = Math.max(latest, millis);
    for (ResponseValues.Named row : ResponseValues.of(value)) {
      TripSignal signal = signals.find(response, row, first, rows.next().signals);
      if (signal != null) {
        Object answer =
            first && options.answers() ? ResponseValues.answer(response, signal.ecu()) : null;
        rows.addSample(new Sample(now.id(), signal.id(), millis, row.value(), answer));
      }
      first = false;
    }
    if (value instanceof Quantity quantity) {
      String command = response.command().name();
      boolean power = command.equals(options.engine().power());
      boolean watts = power && quantity.unit().isConvertibleTo(Units.KILOWATT);
      computer.add(command, watts ? quantity.in(Units.KILOWATT) : quantity.value(), millis);
    }
  }

  /** Adds values of this moment that the vehicle has not sent, if a trip is running. */
  synchronized void addOwn(List<TripHistory.OwnSample> samples) {
    Trip now = trip;
    long millis = Math.max(earliest, clock.monotonic() - tripStart);
    if (now == null || !tracker.isRunning()) {
      return;
    }
    latest = Math.max(latest, millis);
    for (TripHistory.OwnSample own : samples) {
      TripSignal signal = signals.find(own, rows.next().signals);
      if (signal != null) {
        rows.addSample(new Sample(now.id(), signal.id(), millis, own.quantity().value(), null));
      }
    }
  }

  /** Ends the trip if it is due, and corrects the times of trips after the clock was set. */
  synchronized void tick() {
    long now = clock.monotonic();
    long change = wall.update(now, clock.wall());
    if (change != 0) {
      correctTimes(change);
    }
    if (tracker.tick(now) == TripTracker.Change.ENDED) {
      endTrip();
    }
  }

  @GuardedBy("this")
  private void correctTimes(long change) {
    for (Trip old : List.copyOf(ofThisRun.values())) {
      Trip corrected = old.shifted(change, WallClock.isSet(old.begin() + change));
      ofThisRun.put(old.id(), corrected);
      rows.next().trips.put(old.id(), corrected);
      if (trip != null && trip.id() == old.id()) {
        trip = trip.shifted(change, corrected.clockSet());
      }
    }
  }

  @GuardedBy("this")
  private void endTrip() {
    Trip now = trip;
    tracker.end();
    trip = null;
    if (now != null) {
      Trip ended =
          now.withEnd(now.begin() + tracker.lastActivity() - tripStart, false)
              .withTotals(computer.totals());
      ofThisRun.computeIfPresent(ended.id(), (id, old) -> ended);
      rows.next().trips.put(ended.id(), ended);
    }
  }

  /** Returns the trip that is running, with its present sums; null if there is none. */
  synchronized @Nullable Trip running() {
    Trip now = trip;
    return now == null || !tracker.isRunning() ? null : present(now);
  }

  @GuardedBy("this")
  private Trip present(Trip now) {
    return now.withEnd(now.begin() + Math.max(0, tracker.lastActivity() - tripStart), true)
        .withTotals(computer.totals());
  }

  /** Returns the computer's present consumption in L/100 km; NaN if there is none. */
  synchronized double consumption() {
    return tracker.isRunning() ? computer.consumption(clock.monotonic() - tripStart) : Double.NaN;
  }

  /**
   * Returns the rows that are to be written, those that could not be written before included. They
   * count as pending until {@link #written}.
   */
  synchronized HistoryBatch take() {
    Trip now = running();
    if (now != null) {
      keepAnswers(now.duration(), false);
      trip = now;
      ofThisRun.computeIfPresent(now.id(), (id, old) -> now);
      rows.next().trips.put(now.id(), now);
    }
    earliest = latest + 1;
    return rows.take();
  }

  /** Notes that the rows of {@link #take} are in the database. */
  synchronized void written() {
    rows.written();
  }

  /** Returns the samples of some commands that are not in the database yet, by their time. */
  synchronized List<Sample> unwritten(int tripId, Set<Integer> signalIds) {
    return rows.samples(tripId, signalIds);
  }

  /** Returns the rows of the table of commands with a name, those not written yet included. */
  synchronized List<TripSignal> signals(String name) {
    return List.copyOf(signals.named(name));
  }

  /** Returns the number of rows that were dropped because the database did not accept them. */
  synchronized long dropped() {
    return rows.dropped();
  }

  /** Returns the number of rows that are not in the database yet. */
  synchronized int pendingRows() {
    return rows.size();
  }
}
