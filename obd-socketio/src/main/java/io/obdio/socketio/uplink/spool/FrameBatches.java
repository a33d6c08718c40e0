package io.obdio.socketio.uplink.spool;

import io.obdio.socketio.history.HistoryFrame;
import io.obdio.socketio.history.Sample;
import io.obdio.socketio.history.TripSignal;
import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.NumberSeries;
import io.obdio.socketio.telemetry.TextSeries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conversion of a frame of the history to a batch. Offset 0 is the time of the first sample.
 *
 * <p>A definition file can replace a command by one of the same name: values with the same unit
 * join one series; those with another unit have the name {@code NAME@unit}.
 */
final class FrameBatches {

  private final HistoryFrame frame;
  private final Map<Integer, TripSignal> signals = new HashMap<>();
  private final Map<String, String> units = new HashMap<>();
  private final Map<String, NumberSeries.Builder> numbers = new LinkedHashMap<>();
  private final Map<String, TextSeries.Builder> texts = new LinkedHashMap<>();

  private FrameBatches(HistoryFrame frame, List<TripSignal> known) {
    this.frame = frame;
    known.forEach(signal -> signals.put(signal.id(), signal));
  }

  /**
   * Returns the batch of a frame.
   *
   * @param signals the commands of the trip; samples of others are left out
   * @param first as in {@link DataBatch}
   * @param age as in {@link DataBatch}
   */
  static DataBatch of(HistoryFrame frame, List<TripSignal> signals, long first, long age) {
    return new FrameBatches(frame, signals).build(first, age);
  }

  private DataBatch build(long first, long age) {
    for (Sample sample : frame.samples()) { // in ascending order of time
      TripSignal signal = signals.get(sample.signal());
      if (signal != null) {
        add(signal, sample.millis() - frame.from(), sample.value());
      }
    }
    List<NumberSeries> numberSeries = new ArrayList<>();
    numbers.values().forEach(series -> numberSeries.add(series.build()));
    List<TextSeries> textSeries = new ArrayList<>();
    texts.values().forEach(series -> textSeries.add(series.build()));
    return new DataBatch(
        frame.position().epoch(),
        frame.position().seq(),
        first,
        frame.trip().id(),
        Math.max(0, frame.trip().begin() + frame.from()),
        frame.trip().clockSet(),
        age,
        frame.trip().vin(),
        numberSeries,
        textSeries);
  }

  private void add(TripSignal signal, long offset, Object value) {
    @Nullable String unit = units.putIfAbsent(signal.name(), signal.unitName());
    String name =
        unit == null || unit.equals(signal.unitName())
            ? signal.name()
            : signal.name() + "@" + signal.unitName();
    if (value instanceof Double number) {
      if (Double.isFinite(number)) {
        numbers
            .computeIfAbsent(name, key -> NumberSeries.builder(key, signal.unitName()))
            .add(offset, number);
      }
    } else {
      texts.computeIfAbsent(name, TextSeries::builder).add(offset, String.valueOf(value));
    }
  }
}
