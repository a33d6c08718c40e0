package io.obdio.socketio.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that one transaction adds to the database. Filled under the lock of {@link
 * TripRecorder}, then left unchanged.
 */
final class HistoryBatch {

  final List<TripSignal> signals = new ArrayList<>();

  /** The new and the changed trips, by number. */
  final Map<Integer, Trip> trips = new LinkedHashMap<>();

  final List<Sample> samples = new ArrayList<>();
  final List<Sample> states = new ArrayList<>();
  final List<KeptAnswer> answers = new ArrayList<>();

  /** The new and the changed trouble codes. */
  final Map<String, CodeSeen> codes = new LinkedHashMap<>();

  boolean isEmpty() {
    return size() == 0 && trips.isEmpty() && codes.isEmpty();
  }

  /** Returns the number of rows whose number is not limited otherwise. */
  int size() {
    return samples.size() + states.size() + answers.size();
  }

  /** Adds the content of a later batch. */
  void append(HistoryBatch later) {
    signals.addAll(later.signals);
    trips.putAll(later.trips);
    samples.addAll(later.samples);
    states.addAll(later.states);
    answers.addAll(later.answers);
    codes.putAll(later.codes);
  }

  /** Returns the first and the last time of the samples of each trip, in ms since its beginning. */
  Map<Integer, long[]> ranges() {
    Map<Integer, long[]> ranges = new LinkedHashMap<>();
    for (List<Sample> rows : List.of(samples, states)) {
      for (Sample sample : rows) {
        long at = sample.millis();
        long[] range = ranges.computeIfAbsent(sample.trip(), trip -> new long[] {at, at});
        range[0] = Math.min(range[0], at);
        range[1] = Math.max(range[1], at);
      }
    }
    return ranges;
  }
}
