package io.obdio.socketio.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Batches for tests. */
final class Batches {

  private Batches() {}

  static DataBatch small() {
    return new DataBatch(
        7,
        5,
        3,
        2,
        1_764_000_000_000L,
        true,
        9_000,
        "WVWZZZ1JZ3W386752",
        List.of(
            NumberSeries.builder("RPM", "revolutions_per_minute")
                .add(0, 850)
                .add(200, 851.5)
                .build(),
            NumberSeries.builder("STATUS.DTC_COUNT", "").add(10, 0).build()),
        List.of(TextSeries.builder("FUEL_STATUS").add(0, "Closed loop").build()));
  }

  /** Returns a batch with values of each kind, from a seed. */
  static DataBatch random(Random random) {
    List<NumberSeries> numbers = new ArrayList<>();
    int count = random.nextInt(8);
    for (int i = 0; i < count; i++) {
      NumberSeries.Builder series =
          NumberSeries.builder("N" + i, random.nextBoolean() ? "" : "degC");
      int kind = random.nextInt(5);
      long offset = 0;
      for (int k = random.nextInt(60); k >= 0; k--) {
        offset += (long) random.nextInt(3) * random.nextInt(2_000);
        series.add(offset, value(random, kind));
      }
      numbers.add(series.build());
    }
    List<TextSeries> texts = new ArrayList<>();
    int textCount = random.nextInt(3);
    for (int i = 0; i < textCount; i++) {
      TextSeries.Builder series = TextSeries.builder("N" + (i + 3));
      long offset = 0;
      for (int k = random.nextInt(5); k >= 0; k--) {
        offset += random.nextInt(1_000);
        series.add(offset, random.nextBoolean() ? "" : "ä\u0000\"€" + random.nextInt());
      }
      texts.add(series.build());
    }
    long seq = 1L + random.nextInt(1_000_000);
    return new DataBatch(
        1L + random.nextInt(Integer.MAX_VALUE),
        seq,
        1L + random.nextInt((int) seq),
        random.nextInt(1_000),
        random.nextLong(0, 2_000_000_000_000L),
        random.nextBoolean(),
        random.nextInt(10) - 1,
        random.nextBoolean() ? "" : "VIN" + random.nextInt(),
        numbers,
        texts);
  }

  private static double value(Random random, int kind) {
    return switch (kind) {
      case 0 -> random.nextInt(256) - 40;
      case 1 -> random.nextInt(256) * 100.0 / 255;
      case 2 -> random.nextInt(65_536) / 4.0;
      case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
      default -> random.nextInt(20) == 0 ? -0.0 : 1e300 * random.nextInt(3);
    };
  }
}
