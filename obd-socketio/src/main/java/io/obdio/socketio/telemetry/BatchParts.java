package io.obdio.socketio.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The division of a batch into parts, for stores that limit the size of a record. Each part is a
 * batch with some of the samples; everything else is that of the whole batch.
 */
public final class BatchParts {

  private BatchParts() {}

  /**
   * Returns the parts of a batch, itself if it is short enough. Equal samples always have the same
   * parts.
   *
   * @param maxBytes limit of the plain JSON of a part
   * @throws IllegalArgumentException if the batch has a sample that is longer
   */
  public static List<DataBatch> split(DataBatch batch, int maxBytes) {
    List<DataBatch> parts = new ArrayList<>();
    split(batch, maxBytes, parts);
    return parts;
  }

  private static void split(DataBatch batch, int maxBytes, List<DataBatch> parts) {
    int length = length(batch);
    if (length <= maxBytes) {
      parts.add(batch);
      return;
    }
    int samples = batch.samples();
    if (samples <= 1) {
      throw new IllegalArgumentException("a sample of " + length + " bytes");
    }
    split(slice(batch, 0, samples / 2), maxBytes, parts);
    split(slice(batch, samples / 2, samples), maxBytes, parts);
  }

  /**
   * Returns the largest length of the JSON, whatever the members are that change at each sending.
   */
  private static int length(DataBatch batch) {
    DataBatch longest =
        with(batch, batch.seq(), DataBatch.MAX_INTEGER, batch.numbers(), batch.texts());
    return JsonBatch.write(longest).length;
  }

  private static DataBatch with(
      DataBatch batch, long first, long age, List<NumberSeries> numbers, List<TextSeries> texts) {
    return new DataBatch(
        batch.epoch(),
        batch.seq(),
        first,
        batch.trip(),
        batch.time(),
        batch.clockSet(),
        age,
        batch.vin(),
        numbers,
        texts);
  }

  /** Returns the samples from one number to another, counted in the order of the series. */
  private static DataBatch slice(DataBatch batch, int from, int to) {
    List<NumberSeries> numbers = new ArrayList<>();
    List<TextSeries> texts = new ArrayList<>();
    int begin = 0;
    for (NumberSeries series : batch.numbers()) {
      int first = Math.max(from - begin, 0);
      int end = Math.min(to - begin, series.size());
      if (first < end) {
        NumberSeries.Builder builder = NumberSeries.builder(series.name(), series.unit());
        append(builder, series, first, end);
        numbers.add(builder.build());
      }
      begin += series.size();
    }
    for (TextSeries series : batch.texts()) {
      int first = Math.max(from - begin, 0);
      int end = Math.min(to - begin, series.size());
      if (first < end) {
        TextSeries.Builder builder = TextSeries.builder(series.name());
        append(builder, series, first, end);
        texts.add(builder.build());
      }
      begin += series.size();
    }
    return with(batch, batch.first(), batch.age(), numbers, texts);
  }

  private static void append(
      NumberSeries.Builder builder, NumberSeries series, int first, int end) {
    for (int i = first; i < end; i++) {
      var unused = builder.add(series.offset(i), series.value(i));
    }
  }

  private static void append(TextSeries.Builder builder, TextSeries series, int first, int end) {
    for (int i = first; i < end; i++) {
      var unused = builder.add(series.offset(i), series.value(i));
    }
  }

  /**
   * Returns the whole batch.
   *
   * @param parts all parts in their order
   * @throws IllegalArgumentException if they are not the parts of one batch
   */
  public static DataBatch join(List<DataBatch> parts) {
    Map<String, NumberSeries.Builder> numbers = new LinkedHashMap<>();
    Map<String, TextSeries.Builder> texts = new LinkedHashMap<>();
    for (DataBatch part : parts) {
      for (NumberSeries series : part.numbers()) {
        append(
            numbers.computeIfAbsent(
                series.name(), name -> NumberSeries.builder(name, series.unit())),
            series,
            0,
            series.size());
      }
      for (TextSeries series : part.texts()) {
        append(texts.computeIfAbsent(series.name(), TextSeries::builder), series, 0, series.size());
      }
    }
    DataBatch last = parts.get(parts.size() - 1);
    return with(
        last,
        last.first(),
        last.age(),
        numbers.values().stream().map(NumberSeries.Builder::build).toList(),
        texts.values().stream().map(TextSeries.Builder::build).toList());
  }
}
