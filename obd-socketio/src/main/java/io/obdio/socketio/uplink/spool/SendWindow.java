package io.obdio.socketio.uplink.spool;

import io.obdio.socketio.history.HistoryPosition;
import io.obdio.socketio.telemetry.Acknowledgement;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The frames of one database that await their acknowledgement: which one is sent next, and which
 * are settled. Oldest first, so that the receiver stores them in order; the live picture has topics
 * of its own. Pure: the time of a monotonic clock is a parameter, in ms.
 *
 * <pre>
 *   settled        pending, at most 20            not read yet
 *  ----------------|--x--x-----x--x------|---------------------> number of the frame
 *            acknowledged()           scanned()
 * </pre>
 *
 * <p>Used by one thread at a time.
 */
final class SendWindow {

  /** The most frames that are not acknowledged. */
  static final int SIZE = 20;

  /** Time without an acknowledgement after which a frame is sent again, at first. */
  static final long REPEAT_MILLIS = 30_000;

  static final long MAX_REPEAT_MILLIS = 600_000;

  /** Time to wait for the retained acknowledgement after connecting. */
  static final long GREETING_MILLIS = 500;

  private static final int MAX_RANGES = 1_000;

  /** The effect of an acknowledgement. */
  enum Effect {
    /** It belongs to another database, or contains nothing new. */
    NONE,
    /** Frames are settled. */
    PROGRESS,
    /**
     * It contains frames that this database has not sent: another copy of the database has used its
     * epoch, such as a cloned memory card or a restored backup.
     */
    FOREIGN
  }

  /** A pending frame. */
  private static final class Flight {
    private int attempts;
    private long due;
  }

  private final long epoch;
  private final NavigableMap<Long, Flight> flights = new TreeMap<>();
  private Acknowledgement known;
  private long scanned;

  /** The newest frame that this program or a previous run can have sent. */
  private long newestSent;

  private boolean connected;
  private long notBefore;

  /**
   * Creates a window without frames, and without a connection.
   *
   * @param acknowledged position in the database
   * @param newest number of the newest frame in the database, which a previous run can have sent
   */
  SendWindow(HistoryPosition acknowledged, long newest) {
    this.epoch = acknowledged.epoch();
    this.scanned = acknowledged.seq();
    this.newestSent = newest;
    this.known = new Acknowledgement(epoch, scanned, List.of());
  }

  /** Returns the epoch of the database. */
  long epoch() {
    return epoch;
  }

  /** Notes a new connection: what is pending is sent again. */
  void connected(long now) {
    connected = true;
    notBefore = now + GREETING_MILLIS;
    for (Flight flight : flights.values()) {
      flight.attempts = 0;
      flight.due = now;
    }
  }

  /** Notes the loss of the connection. */
  void disconnected() {
    connected = false;
  }

  /** Returns how many further frames may be added. */
  int room() {
    return SIZE - flights.size();
  }

  /** Returns the number of the last frame that was added or is settled. */
  long scanned() {
    return scanned;
  }

  /** Returns the number of pending frames. */
  int size() {
    return flights.size();
  }

  /** Adds the next frame; it is left out if it is settled already. */
  void add(long seq, long now) {
    scanned = Math.max(scanned, seq);
    if (!known.covers(seq)) {
      Flight flight = new Flight();
      flight.due = now;
      flights.put(seq, flight);
    }
  }

  /** Removes a frame that is no longer in the database, or cannot be sent. */
  void drop(long seq) {
    flights.remove(seq);
  }

  /** Returns the frame that is to be sent now; empty if none is. */
  OptionalLong next(long now) {
    if (!connected || now < notBefore) {
      return OptionalLong.empty();
    }
    for (Map.Entry<Long, Flight> flight : flights.entrySet()) {
      if (flight.getValue().due <= now) {
        return OptionalLong.of(flight.getKey());
      }
    }
    return OptionalLong.empty();
  }

  /** Notes that a frame was given to the broker. */
  void sent(long seq, long now) {
    newestSent = Math.max(newestSent, seq);
    Flight flight = flights.get(seq);
    if (flight != null) {
      flight.due = now + repeat(flight.attempts++);
    }
  }

  private static long repeat(int attempts) {
    return Math.min(MAX_REPEAT_MILLIS, REPEAT_MILLIS << Math.min(attempts, 10));
  }

  /** Returns the earliest time at which {@link #next} returns a frame; the maximum if none. */
  long wakeUp() {
    long due = Long.MAX_VALUE;
    for (Flight flight : flights.values()) {
      due = Math.min(due, flight.due);
    }
    return connected && due < Long.MAX_VALUE ? Math.max(due, notBefore) : Long.MAX_VALUE;
  }

  /** Takes an acknowledgement over. */
  Effect acknowledge(Acknowledgement ack, long now) {
    if (ack.epoch() != epoch) {
      return Effect.NONE;
    }
    if (ack.newest() > newestSent) {
      return Effect.FOREIGN;
    }
    notBefore = Math.min(notBefore, now);
    Acknowledgement union = known.union(ack);
    known = union.also().size() > MAX_RANGES ? ack : union;
    int before = flights.size();
    flights.keySet().removeIf(known::covers);
    boolean progress = flights.size() < before || known.seq() > scanned;
    scanned = Math.max(scanned, known.seq());
    if (progress) {
      repeatSoon(now);
    }
    return progress ? Effect.PROGRESS : Effect.NONE;
  }

  /** Ends long pauses between repetitions: the receiver works again. */
  private void repeatSoon(long now) {
    for (Flight flight : flights.values()) {
      if (flight.attempts > 1) {
        flight.attempts = 1;
        flight.due = Math.min(flight.due, now + REPEAT_MILLIS);
      }
    }
  }

  /** Returns the position up to which all frames are settled. */
  HistoryPosition acknowledged() {
    return new HistoryPosition(epoch, flights.isEmpty() ? scanned : flights.firstKey() - 1);
  }

  /** Returns the oldest frame that is not settled, at most {@code seq}. */
  long first(long seq) {
    return flights.isEmpty() ? seq : Math.min(seq, flights.firstKey());
  }
}
