package io.obdio.socketio.history.export;

import io.obdio.socketio.history.HistoryException;
import io.obdio.socketio.history.HistoryReader;
import io.obdio.socketio.history.Sample;
import io.obdio.socketio.history.Trip;
import io.obdio.socketio.history.TripSignal;
import io.obdio.socketio.history.computer.EngineData;
import io.obdio.socketio.json.JsonCodec;
import java.io.IOException;
import java.util.List;

/**
 * The export of a trip. Samples are read and written in parts of a minute, so that the memory in
 * use does not depend on the length of the trip.
 */
public final class TripExport {

  private static final long PART_MILLIS = 60_000;
  private static final int MAX_SAMPLES_OF_A_PART = 500_000;

  private TripExport() {}

  /** The reason why a format does not suit a trip: it has nothing that the format could hold. */
  public static final class NothingToExport extends IOException {

    private static final long serialVersionUID = 1L;

    NothingToExport(String message) {
      super(message);
    }
  }

  /** A writer of one format; the calls come in the order of the methods. */
  interface Form {

    /** Writes what precedes the samples. */
    void begin(HistoryReader reader, Trip trip, List<TripSignal> signals, Appendable out)
        throws IOException, HistoryException;

    /** Writes the samples of a part, which are in ascending order of time. */
    void samples(List<Sample> samples, Appendable out) throws IOException;

    /** Writes what follows the samples. */
    void end(Appendable out) throws IOException;
  }

  /**
   * Writes a trip.
   *
   * @param codec for {@link TripFormat#JSON}
   * @param out receives the text, with {@code \n} as line end
   * @throws HistoryException if the trip cannot be read
   * @throws NothingToExport if it has nothing that the format could hold
   * @throws IOException if {@code out} fails
   */
  public static void write(
      HistoryReader reader,
      Trip trip,
      TripFormat format,
      EngineData engine,
      JsonCodec codec,
      Appendable out)
      throws HistoryException, IOException {
    Form form =
        switch (format) {
          case CSV -> TableForm.ofCommands();
          case SIMULATOR -> TableForm.ofSimulator();
          case JSON -> new JsonForm(engine, codec);
          case RECORDING -> new RecordingForm();
        };
    List<TripSignal> signals = reader.signals(trip.id());
    form.begin(reader, trip, signals, out);
    long last = lastMillis(reader, trip, signals);
    for (long from = 0; from <= last; from += PART_MILLIS) {
      form.samples(
          reader.samples(trip.id(), signals, from, from + PART_MILLIS, MAX_SAMPLES_OF_A_PART), out);
    }
    form.end(out);
  }

  /** Returns the time up to which there can be samples: some follow the last activity. */
  private static long lastMillis(HistoryReader reader, Trip trip, List<TripSignal> signals)
      throws HistoryException {
    return Math.max(trip.duration(), reader.lastSample(trip.id(), signals));
  }
}
