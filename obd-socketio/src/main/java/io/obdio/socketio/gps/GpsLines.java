package io.obdio.socketio.gps;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Splits bytes into lines, in whatever portions they arrive, and reads a position from each. Longer
 * lines than the limit are dropped. Used by one thread at a time.
 */
public final class GpsLines {

  private final byte[] line;
  private final Function<String, @Nullable GpsFix> reader;
  private int length;
  private boolean tooLong;

  private GpsLines(int limit, Function<String, @Nullable GpsFix> reader) {
    this.line = new byte[limit];
    this.reader = reader;
  }

  /** Returns a reader of NMEA 0183. Its lines have up to 82 bytes; some receivers exceed that. */
  public static GpsLines nmea() {
    return new GpsLines(256, new NmeaParser()::parse);
  }

  /** Returns a reader of reports of gpsd, which have less than 10,240 bytes (gpsd_json(5)). */
  static GpsLines of(GpsdReports reports) {
    return new GpsLines(16_384, reports::parse);
  }

  /** Adds bytes; passes the position of each complete line that has one to a consumer. */
  public void add(byte[] bytes, int count, Consumer<GpsFix> fixes) {
    for (int i = 0; i < count; i++) {
      byte next = bytes[i];
      if (next == '\r' || next == '\n') {
        end(fixes);
      } else if (length < line.length) {
        line[length++] = next;
      } else {
        tooLong = true;
      }
    }
  }

  private void end(Consumer<GpsFix> fixes) {
    String text = new String(line, 0, length, StandardCharsets.UTF_8);
    boolean complete = !tooLong && length > 0;
    length = 0;
    tooLong = false;
    GpsFix fix = complete ? reader.apply(text) : null;
    if (fix != null) {
      fixes.accept(fix);
    }
  }
}
