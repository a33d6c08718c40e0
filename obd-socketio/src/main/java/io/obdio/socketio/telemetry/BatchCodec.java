package io.obdio.socketio.telemetry;

import java.util.Map;

/**
 * The conversion between batches and payloads. A payload comes from outside: it is refused if it
 * exceeds 1 MiB, inflated too, 100,000 samples, or the range of a number.
 */
public final class BatchCodec {

  private static final int OPENING_BRACE = '{';

  private BatchCodec() {}

  /**
   * Returns the payload of a batch.
   *
   * @param dictionary of the signals, for {@link BatchFormat#DELTA}; what it does not contain is
   *     written in full
   * @throws IllegalArgumentException if the batch exceeds a limit, so that no receiver accepts it
   */
  public static byte[] encode(DataBatch batch, BatchFormat format, Dictionary dictionary) {
    requireLimits(batch);
    byte[] data =
        format == BatchFormat.DELTA ? DeltaBatch.write(batch, dictionary) : JsonBatch.write(batch);
    if (data.length > BatchLimits.BYTES) {
      throw new IllegalArgumentException("a batch of " + data.length + " bytes");
    }
    return format == BatchFormat.JSON ? Zlib.deflate(data) : data;
  }

  /**
   * Returns the series of a batch by name, as the member {@code values} of its JSON form: the texts
   * of a signal that has numbers too are among its numbers.
   */
  public static Map<String, Object> values(DataBatch batch) {
    return JsonBatch.values(batch);
  }

  /** Returns whether a payload may refer to the signals of a dictionary. */
  public static boolean usesDictionary(byte[] payload) {
    return payload.length > 0 && (payload[0] & 0xFF) == DeltaBatch.FIRST_BYTE;
  }

  private static void requireLimits(DataBatch batch) {
    if (batch.samples() > BatchLimits.SAMPLES) {
      throw new IllegalArgumentException("a batch of " + batch.samples() + " samples");
    }
    for (NumberSeries series : batch.numbers()) {
      requireLimits(series.name(), series.unit(), series.offset(series.size() - 1));
    }
    for (TextSeries series : batch.texts()) {
      requireLimits(series.name(), "", series.offset(series.size() - 1));
    }
  }

  private static void requireLimits(String name, String unit, long lastOffset) {
    if (name.length() > BatchLimits.NAME
        || unit.length() > BatchLimits.NAME
        || lastOffset > BatchLimits.OFFSET) {
      throw new IllegalArgumentException(
          "the series '%s' in '%s' up to %d ms exceeds a limit".formatted(name, unit, lastOffset));
    }
  }

  /**
   * Reads a payload of any format.
   *
   * @param dictionary the latest one of the vehicle; {@link Dictionary#NONE} if none was received
   * @throws BatchException if the payload is not valid, exceeds a limit, or needs another
   *     dictionary
   */
  public static DataBatch decode(byte[] payload, Dictionary dictionary) throws BatchException {
    if (payload.length == 0 || payload.length > BatchLimits.BYTES) {
      throw new BatchException("a payload of " + payload.length + " bytes");
    }
    try {
      return switch (payload[0] & 0xFF) {
        case OPENING_BRACE -> JsonBatch.read(payload);
        case Zlib.FIRST_BYTE -> JsonBatch.read(Zlib.inflate(payload));
        case DeltaBatch.FIRST_BYTE -> DeltaBatch.read(payload, dictionary);
        default -> throw new BatchException("an unknown format: first byte " + payload[0]);
      };
    } catch (IllegalArgumentException e) {
      throw new BatchException(String.valueOf(e.getMessage()), e);
    }
  }
}
