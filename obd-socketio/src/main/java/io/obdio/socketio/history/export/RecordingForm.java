package io.obdio.socketio.history.export;

import io.obdio.core.recording.RecordingLines;
import io.obdio.socketio.history.HistoryException;
import io.obdio.socketio.history.HistoryReader;
import io.obdio.socketio.history.KeptAnswer;
import io.obdio.socketio.history.Sample;
import io.obdio.socketio.history.Trip;
import io.obdio.socketio.history.TripSignal;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A recording (docs/recordings.md). Its exchanges are those that the history has sampled, with the
 * messages that the vehicle has sent; nothing is encoded again from values.
 */
final class RecordingForm implements TripExport.Form {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final Map<Integer, TripSignal> signals = new HashMap<>();

  /** The answers to other requests, by time. */
  private final Deque<KeptAnswer> others = new ArrayDeque<>();

  private long exchanges;
  private int tripId;

  @Override
  public void begin(HistoryReader reader, Trip trip, List<TripSignal> commands, Appendable out)
      throws IOException, HistoryException {
    tripId = trip.id();
    out.append(RecordingLines.title())
        .append(", trip ")
        .append(Integer.toString(trip.id()))
        .append(" of ")
        .append(Instant.ofEpochMilli(trip.begin()).toString())
        .append('\n');
    if (!trip.protocol().isEmpty()) {
      out.append(trip.protocol()).append('\n');
    }
    commands.stream()
        .filter(signal -> !signal.request().isEmpty())
        .forEach(signal -> signals.put(signal.id(), signal));
    others.addAll(reader.answers(trip.id()));
  }

  @Override
  public void samples(List<Sample> samples, Appendable out) throws IOException {
    for (Sample sample : samples) {
      TripSignal signal = signals.get(sample.signal());
      Object answer = sample.answer();
      if (signal == null || answer == null) {
        continue;
      }
      writeOthers(sample.millis(), out);
      String words =
          answer instanceof byte[] bytes
              ? signal.ecu() + "#" + HEX.formatHex(bytes)
              : answer.toString();
      write(sample.millis(), signal.request(), words, out);
    }
  }

  private void writeOthers(long until, Appendable out) throws IOException {
    while (!others.isEmpty() && others.peek().millis() <= until) {
      KeptAnswer other = others.remove();
      write(other.millis(), other.request(), other.answer(), out);
    }
  }

  private void write(long millis, String request, String answer, Appendable out)
      throws IOException {
    out.append(RecordingLines.exchange(millis, request, answer)).append('\n');
    exchanges++;
  }

  @Override
  public void end(Appendable out) throws IOException {
    writeOthers(Long.MAX_VALUE, out);
    if (exchanges == 0) {
      throw new TripExport.NothingToExport(
          "trip "
              + tripId
              + " has no responses of the vehicle: the history was recorded without them, or the"
              + " trip is so old that only one value a minute is left");
    }
  }
}
