package io.obdio.socketio.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The binary form of a batch; docs/data-batches.md describes it. The body is compressed if that
 * makes it smaller. Numbers are integers of the {@link Scale} of their signal wherever that is
 * exact, so that reading returns the same values.
 */
final class DeltaBatch {

  /** The first byte, which no text begins with. */
  static final int FIRST_BYTE = 0xD1;

  private static final int CLOCK_SET = 1;
  private static final int DEFLATED = 2;

  /** How the values of a series are written: the two lowest bits of its reference. */
  private static final int TEXT = 0;

  private static final int SCALED = 1;
  private static final int DOUBLE = 2;
  private static final int OWN_SCALE = 3;

  private static final int MAX_TEXT = BatchLimits.BYTES;
  private static final long MAX_SCALED = 1L << 53;

  private DeltaBatch() {}

  // ---- writing

  static byte[] write(DataBatch batch, Dictionary dictionary) {
    ByteWriter body = new ByteWriter();
    body.number(batch.epoch());
    body.number(batch.seq());
    body.number(batch.seq() - batch.first());
    body.number(batch.trip());
    body.number(batch.time());
    body.number(batch.age() + 1);
    body.text(batch.vin());
    body.number(dictionary.id());
    body.number(dictionary.size());
    Map<List<Long>, Integer> times = times(batch);
    body.number(times.size());
    times.keySet().forEach(list -> writeTimes(body, list));
    body.number(batch.numbers().size() + batch.texts().size());
    for (NumberSeries series : batch.numbers()) {
      writeNumbers(body, series, times, dictionary);
    }
    for (TextSeries series : batch.texts()) {
      writeReference(body, series.name(), "", TEXT, dictionary);
      body.number(Objects.requireNonNull(times.get(offsets(series))));
      for (int i = 0; i < series.size(); i++) {
        body.text(series.value(i));
      }
    }
    return assemble(batch, body.toByteArray());
  }

  private static byte[] assemble(DataBatch batch, byte[] body) {
    byte[] deflated = Zlib.deflate(body);
    boolean smaller = deflated.length < body.length;
    ByteWriter out = new ByteWriter();
    out.octet(FIRST_BYTE);
    out.octet((batch.clockSet() ? CLOCK_SET : 0) | (smaller ? DEFLATED : 0));
    out.bytes(smaller ? deflated : body);
    return out.toByteArray();
  }

  /** Returns the lists of times, each once: signals that are requested together have one. */
  private static Map<List<Long>, Integer> times(DataBatch batch) {
    Map<List<Long>, Integer> times = new LinkedHashMap<>();
    batch.numbers().forEach(series -> times.putIfAbsent(offsets(series), times.size()));
    batch.texts().forEach(series -> times.putIfAbsent(offsets(series), times.size()));
    return times;
  }

  private static List<Long> offsets(NumberSeries series) {
    List<Long> offsets = new ArrayList<>(series.size());
    for (int i = 0; i < series.size(); i++) {
      offsets.add(series.offset(i));
    }
    return offsets;
  }

  private static List<Long> offsets(TextSeries series) {
    List<Long> offsets = new ArrayList<>(series.size());
    for (int i = 0; i < series.size(); i++) {
      offsets.add(series.offset(i));
    }
    return offsets;
  }

  /**
   * Writes the differences of the differences: about 0 for signals that are requested regularly.
   */
  private static void writeTimes(ByteWriter out, List<Long> times) {
    out.number(times.size());
    long last = 0;
    long step = 0;
    for (long time : times) {
      out.signed(time - last - step);
      step = time - last;
      last = time;
    }
  }

  private static void writeReference(
      ByteWriter out, String name, String unit, int kind, Dictionary dictionary) {
    Integer number = dictionary.number(name, unit);
    out.number((number == null ? 0 : number + 1L) << 2 | kind);
    if (number == null) {
      out.text(name);
      out.text(unit);
    }
  }

  private static void writeNumbers(
      ByteWriter out, NumberSeries series, Map<List<Long>, Integer> times, Dictionary dictionary) {
    Integer number = dictionary.number(series.name(), series.unit());
    Scale scale = number == null ? Scale.NONE : dictionary.signal(number).scale();
    int kind = SCALED;
    if (!scale.fits(series)) {
      scale = Scale.of(series);
      kind = scale.equals(Scale.NONE) ? DOUBLE : OWN_SCALE;
    }
    writeReference(out, series.name(), series.unit(), kind, dictionary);
    if (kind == OWN_SCALE) {
      out.number(scale.factor());
      out.number(scale.divisor());
    }
    out.number(Objects.requireNonNull(times.get(offsets(series))));
    long last = 0;
    for (int i = 0; i < series.size(); i++) {
      if (kind == DOUBLE) {
        out.real(series.value(i));
      } else {
        long integer = scale.integer(series.value(i));
        out.signed(integer - last);
        last = integer;
      }
    }
  }

  // ---- reading

  static DataBatch read(byte[] payload, Dictionary dictionary) throws BatchException {
    if (payload.length < 3) {
      throw new BatchException("the batch is incomplete");
    }
    int flags = payload[1];
    byte[] rest = Arrays.copyOfRange(payload, 2, payload.length);
    ByteReader body = new ByteReader((flags & DEFLATED) != 0 ? Zlib.inflate(rest) : rest);
    long epoch = body.number(DataBatch.MAX_INTEGER);
    long seq = body.number(DataBatch.MAX_INTEGER);
    long first = seq - body.number(seq);
    int trip = (int) body.number(Integer.MAX_VALUE);
    long time = body.number(DataBatch.MAX_INTEGER);
    long age = body.number(DataBatch.MAX_INTEGER) - 1;
    String vin = body.text(BatchLimits.NAME);
    requireDictionary(body, dictionary);
    List<long[]> times = readTimes(body);
    List<NumberSeries> numbers = new ArrayList<>();
    List<TextSeries> texts = new ArrayList<>();
    long samples = 0;
    for (long left = body.number(BatchLimits.SAMPLES); left > 0; left--) {
      samples += readSeries(body, dictionary, times, numbers, texts);
      if (samples > BatchLimits.SAMPLES) {
        throw new BatchException("more than " + BatchLimits.SAMPLES + " samples");
      }
    }
    body.requireEnd();
    return new DataBatch(
        epoch, seq, first, trip, time, (flags & CLOCK_SET) != 0, age, vin, numbers, texts);
  }

  private static void requireDictionary(ByteReader body, Dictionary dictionary)
      throws BatchException {
    long id = body.number(DataBatch.MAX_INTEGER);
    long size = body.number(Integer.MAX_VALUE);
    if (size > 0 && (id != dictionary.id() || size > dictionary.size())) {
      throw new BatchException(
          "the batch needs dictionary %d with %d signals, not %d with %d"
              .formatted(id, size, dictionary.id(), dictionary.size()));
    }
  }

  private static List<long[]> readTimes(ByteReader body) throws BatchException {
    List<long[]> lists = new ArrayList<>();
    long total = 0;
    for (long left = body.number(BatchLimits.SAMPLES); left > 0; left--) {
      int count = (int) body.number(BatchLimits.SAMPLES);
      total += count;
      if (count < 1 || total > BatchLimits.SAMPLES) {
        throw new BatchException("a list of " + count + " times");
      }
      long[] times = new long[body.atMost(count)];
      long step = 0;
      long last = 0;
      for (int i = 0; i < count; i++) {
        step += body.signed(2 * BatchLimits.OFFSET);
        last += step;
        if (step < 0 || last > BatchLimits.OFFSET) {
          throw new BatchException("an invalid time");
        }
        times[i] = last;
      }
      lists.add(times);
    }
    return lists;
  }

  /** Reads a series; returns the number of its samples. */
  private static int readSeries(
      ByteReader body,
      Dictionary dictionary,
      List<long[]> times,
      List<NumberSeries> numbers,
      List<TextSeries> texts)
      throws BatchException {
    long reference = body.number(Integer.MAX_VALUE);
    int kind = (int) (reference & 3);
    int number = (int) (reference >> 2);
    if (number > dictionary.size()) {
      throw new BatchException("the dictionary has no signal " + number);
    }
    Dictionary.Signal signal =
        number > 0
            ? dictionary.signal(number - 1)
            : new Dictionary.Signal(
                body.text(BatchLimits.NAME), body.text(BatchLimits.NAME), Scale.NONE);
    Scale scale = kind == OWN_SCALE ? ownScale(body) : signal.scale();
    if (times.isEmpty()) {
      throw new BatchException("a series without times");
    }
    long[] offsets = times.get((int) body.number(times.size() - 1));
    body.atMost(offsets.length);
    if (kind == TEXT) {
      TextSeries.Builder series = TextSeries.builder(signal.name());
      for (long offset : offsets) {
        series.add(offset, body.text(MAX_TEXT));
      }
      texts.add(series.build());
    } else {
      NumberSeries.Builder series = NumberSeries.builder(signal.name(), signal.unit());
      readNumbers(body, kind, scale, offsets, series);
      numbers.add(series.build());
    }
    return offsets.length;
  }

  private static void readNumbers(
      ByteReader body, int kind, Scale scale, long[] offsets, NumberSeries.Builder series)
      throws BatchException {
    long last = 0;
    for (long offset : offsets) {
      if (kind == DOUBLE) {
        series.add(offset, body.real());
      } else {
        last += body.signed(2 * MAX_SCALED);
        if (Math.abs(last) > MAX_SCALED) {
          throw new BatchException("a number that is too large");
        }
        series.add(offset, scale.value(last));
      }
    }
  }

  private static Scale ownScale(ByteReader body) throws BatchException {
    int factor = (int) body.number(Integer.MAX_VALUE);
    int divisor = (int) body.number(Integer.MAX_VALUE);
    if (divisor == 0) {
      throw new BatchException("a scale with the divisor 0");
    }
    return new Scale(factor, divisor);
  }
}
