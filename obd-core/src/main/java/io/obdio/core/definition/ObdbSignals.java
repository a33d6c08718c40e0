package io.obdio.core.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A reader of the list {@code signals} of a command. One use, one thread. */
final class ObdbSignals {

  private static final Set<String> SIGNAL_FIELDS =
      Set.of("id", "name", "hidden", "description", "fmt", "path", "suggestedMetric");

  private static final Set<String> FORMAT_FIELDS =
      Set.of(
          "bix", "len", "sign", "blsb", "mul", "div", "add", "min", "max", "nullmin", "nullmax",
          "omin", "omax", "oval", "unit", "map");

  private static final Set<String> TEXT_FIELDS = Set.of("value", "description");

  private final String command;
  private final BiConsumer<String, String> report;
  private final BiConsumer<String, String> note;

  /**
   * Creates a reader.
   *
   * @param command the place of the command, for messages
   * @param report receives place and reason of what is left out
   * @param note receives place and reason of what has no effect
   */
  ObdbSignals(String command, BiConsumer<String, String> report, BiConsumer<String, String> note) {
    this.command = command;
    this.report = report;
    this.note = note;
  }

  /** Returns the valid signals. */
  List<ObdbSignal> read(ObdbFields commandFields) {
    List<ObdbSignal> signals = new ArrayList<>();
    for (Iterator<JsonNode> list = commandFields.array("signals"); list.hasNext(); ) {
      JsonNode node = list.next();
      String place = command + ", signal without id";
      try {
        ObdbFields fields = ObdbFields.of(node, "signal");
        String id = fields.text("id").orElse("");
        place = id.isBlank() ? place : command + ", signal " + id;
        signals.add(signal(fields, id, place));
      } catch (IllegalArgumentException e) {
        report.accept(place, String.valueOf(e.getMessage()));
      }
    }
    return signals;
  }

  private ObdbSignal signal(ObdbFields fields, String id, String place) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("expected an 'id'");
    }
    fields.unknown(SIGNAL_FIELDS, reason -> note.accept(place, reason));
    if (!fields.has("fmt")) {
      throw new IllegalArgumentException("expected a format 'fmt'");
    }
    ObdbFields format = ObdbFields.of(fields.node("fmt"), "fmt");
    return new ObdbSignal(id, fields.text("name").orElse(id), format(format, place));
  }

  private ObdbFormat format(ObdbFields fields, String place) {
    fields.unknown(FORMAT_FIELDS, reason -> note.accept(place, "fmt: " + reason));
    if (!fields.has("len")) {
      throw new IllegalArgumentException("expected a format 'fmt' with a length 'len'");
    }
    // "min" is 0 unless it is given; without "max" the set names no limits at all.
    double max = fields.number("max", Double.POSITIVE_INFINITY);
    double min = fields.number("min", fields.has("max") ? 0 : Double.NEGATIVE_INFINITY);
    return new ObdbFormat(
            fields.whole("bix", 0),
            fields.whole("len", 0),
            fields.flag("sign"),
            fields.flag("blsb"),
            fields.number("mul", 1),
            fields.number("div", 1),
            fields.number("add", 0),
            false,
            min,
            max,
            fields.number("nullmin", Double.NEGATIVE_INFINITY),
            fields.number("nullmax", Double.POSITIVE_INFINITY),
            fields.text("unit").orElse(""),
            texts(fields.node("map"), place))
        .withOrderFound();
  }

  private Map<Long, String> texts(@Nullable JsonNode map, String place) {
    Map<Long, String> texts = new HashMap<>();
    if (map == null) {
      return texts;
    }
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      JsonNode value = entry.getValue();
      String text;
      if (value.isObject()) {
        ObdbFields fields = ObdbFields.of(value, "map");
        fields.unknown(TEXT_FIELDS, reason -> note.accept(place, "map: " + reason));
        text = fields.text("value").orElse("");
      } else {
        text = ObdbFields.string("map", value);
      }
      texts.put(key(entry.getKey()), text);
    }
    return texts;
  }

  private static long key(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' in 'map' is not a whole number", e);
    }
  }
}
