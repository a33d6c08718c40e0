package io.obdio.socketio.fleet;

import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.NumberSeries;
import io.obdio.socketio.telemetry.TextSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Batches of tests. */
public final class Batches {

  /** The time of offset 0 of all batches. */
  public static final long TIME = 1_764_000_000_000L;

  private Batches() {}

  /** Returns a batch with a number and a text. */
  public static DataBatch batch(long epoch, long seq, long first) {
    return new DataBatch(
        epoch,
        seq,
        first,
        1,
        TIME + 10_000 * seq,
        true,
        500,
        "WVWZZZ1JZXW000001",
        List.of(
            NumberSeries.builder("RPM", "revolutions_per_minute")
                .add(0, 800.0 + seq)
                .add(200, 801.0 + seq)
                .build()),
        List.of(TextSeries.builder("FUEL_STATUS").add(0, "Closed \"loop\"\n").build()));
  }

  /** Returns a batch with many random numbers of 10 signals, about 27 bytes of JSON for each. */
  public static DataBatch large(long epoch, long seq, int samples) {
    SplittableRandom random = new SplittableRandom(seq);
    List<NumberSeries> numbers = new ArrayList<>();
    for (int signal = 0; signal < 10; signal++) {
      NumberSeries.Builder builder = NumberSeries.builder("SIGNAL_" + signal, "");
      for (int i = 0; i < samples / 10; i++) {
        builder.add(10_000_000L + i, random.nextDouble());
      }
      numbers.add(builder.build());
    }
    return new DataBatch(epoch, seq, 1, 1, TIME, true, 500, "", numbers, List.of());
  }

  /** Returns a received batch. */
  public static VehicleBatch received(String vehicle, long epoch, long seq, long first) {
    DataBatch batch = batch(epoch, seq, first);
    return new VehicleBatch(
        vehicle,
        batch,
        new byte[] {'{', '}'},
        batch.time() + 1_000,
        batch.time(),
        BatchClock.VEHICLE);
  }
}
