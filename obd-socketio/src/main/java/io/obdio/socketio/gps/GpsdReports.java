package io.obdio.socketio.gps;

import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parser of the reports TPV of gpsd (gpsd_json(5)). Stateless. */
final class GpsdReports {

  private static final double KMH_PER_MPS = 3.6;
  private static final int MODE_2D = 2;

  /** The quality indicators of GGA by the member {@code status} of TPV; others are 1. */
  private static final Map<Integer, Integer> STATUS = Map.of(2, 2, 3, 4, 4, 5, 5, 6, 6, 6);

  private final JsonCodec json;

  GpsdReports(JsonCodec json) {
    this.json = json;
  }

  /** Returns the position of a report; null if it has none. */
  @Nullable GpsFix parse(String line) {
    byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
    try {
      return json.decode(utf8, 0, utf8.length) instanceof Map<?, ?> report ? fix(report) : null;
    } catch (JsonException | IllegalArgumentException e) {
      return null; // another report, or one that was cut off
    }
  }

  private static @Nullable GpsFix fix(Map<?, ?> report) {
    if (!"TPV".equals(report.get("class")) || !(number(report, "mode") >= MODE_2D)) {
      return null;
    }
    double status = number(report, "status");
    return new GpsFix(
        number(report, "lat"),
        number(report, "lon"),
        number(report, "speed") * KMH_PER_MPS,
        number(report, "track"),
        time(report.get("time")),
        Double.isNaN(status) ? 1 : STATUS.getOrDefault((int) status, 1));
  }

  private static double number(Map<?, ?> report, String name) {
    return report.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static @Nullable Instant time(@Nullable Object text) {
    try {
      return text instanceof String iso ? Instant.parse(iso) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
