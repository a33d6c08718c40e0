package io.obdio.socketio.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ranges of times that a batch adds to trips. */
final class FrameRanges {

  private FrameRanges() {}

  /** Returns the first and the last time of the samples of each trip, in ms since its beginning. */
  static Map<Integer, long[]> of(HistoryBatch batch) {
    Map<Integer, long[]> ranges = new LinkedHashMap<>();
    for (List<Sample> samples : List.of(batch.samples, batch.states)) {
      for (Sample sample : samples) {
        long[] range =
            ranges.computeIfAbsent(
                sample.trip(), trip -> new long[] {sample.millis(), sample.millis()});
        range[0] = Math.min(range[0], sample.millis());
        range[1] = Math.max(range[1], sample.millis());
      }
    }
    return ranges;
  }
}
