package io.obdio.socketio.app.uplink;

import io.obdio.socketio.history.HistoryFrame;
import io.obdio.socketio.history.HistoryPosition;
import io.obdio.socketio.history.HistoryReader;
import io.obdio.socketio.history.Sample;
import io.obdio.socketio.history.Trip;
import io.obdio.socketio.history.TripSignal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The content of a vehicle's database. */
final class StoredSamples {

  private StoredSamples() {}

  /** Returns every sample: trip, name, unit and time in ms since its beginning, to value. */
  static Map<String, Object> samples(Path file) throws Exception {
    Map<String, Object> all = new TreeMap<>();
    try (HistoryReader reader = HistoryReader.open(file)) {
      for (Trip trip : reader.trips(Integer.MAX_VALUE, 1_000)) {
        List<TripSignal> signals = reader.signals(trip.id());
        Map<Integer, TripSignal> byId =
            signals.stream().collect(Collectors.toMap(TripSignal::id, signal -> signal));
        for (Sample sample :
            reader.samples(trip.id(), signals, 0, Long.MAX_VALUE, Integer.MAX_VALUE)) {
          TripSignal signal = byId.get(sample.signal());
          String unit = sample.value() instanceof Double ? signal.unitName() : "";
          all.put(key(trip.id(), signal.name(), unit, sample.millis()), sample.value());
        }
      }
    }
    return all;
  }

  static String key(int trip, String name, String unit, long millis) {
    return trip + " " + name + " " + unit + " " + millis;
  }

  /** Returns the numbers of all frames with their trips. */
  static Map<Long, Integer> frames(Path file) throws Exception {
    Map<Long, Integer> frames = new TreeMap<>();
    try (HistoryReader reader = HistoryReader.open(file)) {
      var frame = reader.frameAfter(new HistoryPosition(0, 0));
      while (frame.isPresent()) {
        frames.put(frame.get().position().seq(), frame.get().trip().id());
        frame = reader.frameAfter(frame.get().position());
      }
    }
    return frames;
  }

  /** Returns the time of the last committed sample in ms since 1970-01-01 UTC. */
  static long last(Path file) throws Exception {
    try (HistoryReader reader = HistoryReader.open(file)) {
      HistoryPosition newest = reader.newestFrame();
      HistoryFrame frame =
          reader.frameAfter(new HistoryPosition(newest.epoch(), newest.seq() - 1)).orElseThrow();
      return frame.trip().begin() + frame.to();
    }
  }
}
