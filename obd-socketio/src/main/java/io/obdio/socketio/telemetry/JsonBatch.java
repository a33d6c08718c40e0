package io.obdio.socketio.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON form of a batch; docs/data-batches.md describes it. */
final class JsonBatch {

  private JsonBatch() {}

  static byte[] write(DataBatch batch) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("epoch", batch.epoch());
    tree.put("seq", batch.seq());
    tree.put("first", batch.first());
    tree.put("trip", batch.trip());
    tree.put("time", batch.time());
    tree.put("clock", batch.clockSet());
    tree.put("age", batch.age());
    tree.put("vin", batch.vin());
    tree.put("values", values(batch));
    return JsonMembers.write(tree);
  }

  /** Returns the series by name. */
  static Map<String, Object> values(DataBatch batch) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (NumberSeries series : batch.numbers()) {
      values.put(series.name(), tree(series));
    }
    for (TextSeries series : batch.texts()) {
      @SuppressWarnings("unchecked")
      var numbers = (Map<String, Object>) values.get(series.name());
      values.put(series.name(), numbers == null ? tree(series) : mixed(numbers, series));
    }
    return values;
  }

  private static Map<String, Object> tree(NumberSeries series) {
    List<Long> times = new ArrayList<>(series.size());
    List<Number> values = new ArrayList<>(series.size());
    for (int i = 0; i < series.size(); i++) {
      times.add(series.offset(i));
      values.add(JsonMembers.number(series.value(i)));
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    if (!series.unit().isEmpty()) {
      tree.put("u", series.unit());
    }
    tree.put("t", times);
    tree.put("v", values);
    return tree;
  }

  private static Map<String, Object> tree(TextSeries series) {
    List<Long> times = new ArrayList<>(series.size());
    List<String> values = new ArrayList<>(series.size());
    for (int i = 0; i < series.size(); i++) {
      times.add(series.offset(i));
      values.add(series.value(i));
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("t", times);
    tree.put("v", values);
    return tree;
  }

  /** Adds texts to the numbers of a signal that has both, by their time. */
  private static Map<String, Object> mixed(Map<String, Object> numbers, TextSeries texts) {
    List<?> numberTimes = (List<?>) numbers.getOrDefault("t", List.of());
    List<?> numberValues = (List<?>) numbers.getOrDefault("v", List.of());
    List<Object> times = new ArrayList<>(numberTimes.size() + texts.size());
    List<Object> values = new ArrayList<>(numberTimes.size() + texts.size());
    int text = 0;
    for (int i = 0; i <= numberTimes.size(); i++) {
      long until = i < numberTimes.size() ? (Long) numberTimes.get(i) : Long.MAX_VALUE;
      while (text < texts.size() && texts.offset(text) < until) {
        times.add(texts.offset(text));
        values.add(texts.value(text++));
      }
      if (i < numberTimes.size()) {
        times.add(numberTimes.get(i));
        values.add(numberValues.get(i));
      }
    }
    Map<String, Object> tree = new LinkedHashMap<>(numbers);
    tree.put("t", times);
    tree.put("v", values);
    return tree;
  }

  static DataBatch read(byte[] utf8) throws BatchException {
    JsonMembers members = JsonMembers.parse(utf8);
    List<NumberSeries> numbers = new ArrayList<>();
    List<TextSeries> texts = new ArrayList<>();
    long samples = 0;
    for (Map.Entry<?, ?> entry : members.object("values").map().entrySet()) {
      String name = JsonMembers.text(entry.getKey(), "a name", BatchLimits.NAME);
      JsonMembers series = JsonMembers.of(entry.getValue(), name);
      List<?> values = series.list("v");
      samples += values.size();
      if (samples > BatchLimits.SAMPLES) {
        throw new BatchException("more than " + BatchLimits.SAMPLES + " samples");
      }
      readSeries(name, series, values, numbers, texts);
    }
    return batch(members, numbers, texts);
  }

  private static void readSeries(
      String name,
      JsonMembers series,
      List<?> values,
      List<NumberSeries> numbers,
      List<TextSeries> texts)
      throws BatchException {
    String unit = series.has("u") ? series.text("u", BatchLimits.NAME) : "";
    List<?> times = series.list("t");
    if (times.size() != values.size() || times.isEmpty()) {
      throw new BatchException(
          name + " has " + times.size() + " times, " + values.size() + " values");
    }
    NumberSeries.@Nullable Builder number = null;
    TextSeries.@Nullable Builder text = null;
    long last = 0;
    for (int i = 0; i < times.size(); i++) {
      last = JsonMembers.integer(times.get(i), name, last, BatchLimits.OFFSET);
      Object value = values.get(i);
      if (value instanceof Number n) {
        number = number == null ? NumberSeries.builder(name, unit) : number;
        number.add(last, JsonMembers.finite(n, name));
      } else {
        text = text == null ? TextSeries.builder(name) : text;
        text.add(last, JsonMembers.text(value, name, BatchLimits.BYTES));
      }
    }
    if (number != null) {
      numbers.add(number.build());
    }
    if (text != null) {
      texts.add(text.build());
    }
  }

  private static DataBatch batch(
      JsonMembers members, List<NumberSeries> numbers, List<TextSeries> texts)
      throws BatchException {
    long seq = members.integer("seq", 1, DataBatch.MAX_INTEGER);
    return new DataBatch(
        members.integer("epoch", 1, DataBatch.MAX_INTEGER),
        seq,
        members.integer("first", 1, seq),
        (int) members.integer("trip", 0, Integer.MAX_VALUE),
        members.integer("time", 0, DataBatch.MAX_INTEGER),
        members.flag("clock"),
        members.integer("age", -1, DataBatch.MAX_INTEGER),
        members.text("vin", BatchLimits.NAME),
        numbers,
        texts);
  }
}
