package io.obdio.socketio.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The rows that one transaction adds to the database. Filled under the lock of {@link
 * TripRecorder}, then left unchanged.
 */
final class HistoryBatch {

  final List<TripSignal> signals = new ArrayList<>();

  /** The most samples of a frame, unless more have the same time. */
  static final int MAX_FRAME = 10_000;

  /**
   * The beginning of a trip by the monotonic clock, in ms.
   *
   * @param boot start of the computer to which the time belongs
   */
  record Start(int trip, String boot, long millis) {}

  /** The times of a trip that one frame has, in ms since its beginning. */
  record Range(int trip, long from, long to) {}

  final List<Start> starts = new ArrayList<>();

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
    starts.addAll(later.starts);
    trips.putAll(later.trips);
    samples.addAll(later.samples);
    states.addAll(later.states);
    answers.addAll(later.answers);
    codes.putAll(later.codes);
  }

  /** Returns the frames: a range of each trip, several if there are very many samples. */
  List<Range> frames() {
    Map<Integer, LongStream.Builder> times = new LinkedHashMap<>();
    for (List<Sample> rows : List.of(samples, states)) {
      for (Sample sample : rows) {
        times.computeIfAbsent(sample.trip(), trip -> LongStream.builder()).add(sample.millis());
      }
    }
    List<Range> frames = new ArrayList<>();
    times.forEach((trip, all) -> addFrames(trip, all.build().sorted().toArray(), frames));
    return frames;
  }

  private static void addFrames(int trip, long[] times, List<Range> frames) {
    int from = 0;
    for (int i = 1; i < times.length; i++) {
      if (i - from >= MAX_FRAME && times[i] != times[i - 1]) {
        frames.add(new Range(trip, times[from], times[i - 1]));
        from = i;
      }
    }
    frames.add(new Range(trip, times[from], times[times.length - 1]));
  }
}
