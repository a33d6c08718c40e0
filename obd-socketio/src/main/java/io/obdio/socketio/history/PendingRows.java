package io.obdio.socketio.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows that are not in the database yet: those that are being written, and newer ones. Their
 * number is bounded; what exceeds the bound is dropped and counted. Used under the lock of {@link
 * TripRecorder}.
 */
final class PendingRows {

  /** Rows that may wait for the database: about five minutes at 30 values with 5 Hz. */
  static final int MAX = 50_000;

  private HistoryBatch next = new HistoryBatch();
  private HistoryBatch writing = new HistoryBatch();
  private long dropped;

  /** The latest texts of the trip, by number of the command: only changes are kept. */
  private final Map<Integer, Object> texts = new HashMap<>();

  /** Returns the batch to which new and changed trips, commands and codes are added. */
  HistoryBatch next() {
    return next;
  }

  /** Adds a trip; its texts are kept although those of the trip before were equal. */
  void begin(Trip trip) {
    texts.clear();
    next.trips.put(trip.id(), trip);
  }

  /** Adds the beginning of a trip by the monotonic clock. */
  void start(int trip, String boot, long millis) {
    next.starts.add(new HistoryBatch.Start(trip, boot, millis));
  }

  /** Adds a number, or a text if it is another one than before. */
  void addSample(Sample sample) {
    boolean number = sample.value() instanceof Double;
    if (!number && sample.value().equals(texts.put(sample.signal(), sample.value()))) {
      return;
    }
    if (hasRoom()) {
      (number ? next.samples : next.states).add(sample);
    }
  }

  void addAnswer(KeptAnswer answer) {
    if (hasRoom()) {
      next.answers.add(answer);
    }
  }

  private boolean hasRoom() {
    if (size() < MAX) {
      return true;
    }
    dropped++;
    return false;
  }

  /** Returns all rows, which count as pending until {@link #written}. */
  HistoryBatch take() {
    writing.append(next);
    next = new HistoryBatch();
    return writing;
  }

  /** Notes that the rows of {@link #take} are in the database. */
  void written() {
    writing = new HistoryBatch();
  }

  /** Returns the samples of some commands of a trip, by their time. */
  List<Sample> samples(int trip, Set<Integer> signals) {
    List<Sample> found = new ArrayList<>();
    for (HistoryBatch batch : List.of(writing, next)) {
      for (Sample sample : batch.samples) {
        if (sample.trip() == trip && signals.contains(sample.signal())) {
          found.add(sample);
        }
      }
    }
    return found;
  }

  /** Returns the number of rows whose number is bounded. */
  int size() {
    return next.size() + writing.size();
  }

  /** Returns the number of rows that were dropped. */
  long dropped() {
    return dropped;
  }
}
