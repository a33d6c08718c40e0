package io.obdio.socketio.history.export;

import io.obdio.socketio.history.HistoryReader;
import io.obdio.socketio.history.Sample;
import io.obdio.socketio.history.Trip;
import io.obdio.socketio.history.TripSignal;
import io.obdio.socketio.history.computer.EngineData;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code {"trip": {..}, "commands": [{..}], "samples": [[ms, command, value], ..]}}, where {@code
 * command} is the index of an element of {@code commands}.
 */
final class JsonForm implements TripExport.Form {

  private final EngineData engine;
  private final JsonCodec codec;
  private final Map<Integer, Integer> indexes = new HashMap<>();
  private String separator = "\n";

  JsonForm(EngineData engine, JsonCodec codec) {
    this.engine = engine;
    this.codec = codec;
  }

  @Override
  public void begin(HistoryReader reader, Trip trip, List<TripSignal> signals, Appendable out)
      throws IOException {
    for (TripSignal signal : signals) {
      indexes.put(signal.id(), indexes.size());
    }
    out.append("{\"trip\":")
        .append(text(TripJson.trip(trip, engine)))
        .append(",\n\"commands\":")
        .append(text(signals.stream().map(TripJson::signal).toList()))
        .append(",\n\"samples\":[");
  }

  private String text(Object value) throws IOException {
    try {
      return new String(codec.encode(value, List.of()), StandardCharsets.UTF_8);
    } catch (JsonException e) {
      throw new IOException("a trip cannot be written as JSON", e);
    }
  }

  @Override
  public void samples(List<Sample> samples, Appendable out) throws IOException {
    for (Sample sample : samples) {
      Integer index = indexes.get(sample.signal());
      if (index != null) {
        out.append(separator).append(text(List.of(sample.millis(), index, sample.value())));
        separator = ",\n";
      }
    }
  }

  @Override
  public void end(Appendable out) throws IOException {
    out.append("]}\n");
  }
}
