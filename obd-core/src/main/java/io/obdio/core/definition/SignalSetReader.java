package io.obdio.core.definition;

import io.obdio.core.message.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON of a signal set, row by row. One use, one thread. */
final class SignalSetReader {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What a format may have; anything else might change the meaning and is reported. */
  private static final Set<String> FORMAT_FIELDS =
      Set.of(
          "bix", "len", "sign", "blsb", "mul", "div", "add", "min", "max", "nullmin", "nullmax",
          "unit", "map");

  private final String file;
  private final List<DefinitionProblem> problems = new ArrayList<>();

  SignalSetReader(String file) {
    this.file = file;
  }

  SignalSet read(String text) throws DefinitionException {
    JsonNode commands;
    try {
      commands = JSON.readTree(text).get("commands");
    } catch (JacksonException e) {
      throw new DefinitionException(file + ": is no JSON: " + e.getOriginalMessage(), e);
    }
    if (commands == null || !commands.isArray()) {
      throw new DefinitionException(file + ": is no signal set: it has no list 'commands'", null);
    }
    List<SignalCommand> list = new ArrayList<>();
    int number = 0;
    for (JsonNode node : commands) {
      number++;
      try {
        list.add(command(node, "command " + number));
      } catch (IllegalArgumentException e) {
        problems.add(new DefinitionProblem(file, "command " + number, message(e)));
      }
    }
    return new SignalSet(file, list, problems);
  }

  private SignalCommand command(JsonNode node, String place) {
    String header = text(node, "hdr", "");
    JsonNode cmd = node.get("cmd");
    if (cmd == null || !cmd.isObject() || cmd.size() != 1) {
      throw new IllegalArgumentException("needs one service in 'cmd', such as {\"22\": \"F190\"}");
    }
    Map.Entry<String, JsonNode> entry = cmd.properties().iterator().next();
    Payload request = Payload.ofHex(entry.getKey() + string(entry.getValue()));
    String extended = text(node, "eax", "");
    return new SignalCommand(
        header,
        request,
        Headers.target(text(node, "pri", "") + header, text(node, "rax", null)),
        extended.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(extended, 16)),
        years(node.get("filter")),
        signals(node.get("signals"), place + " (" + header + "." + request + ")"));
  }

  private static String years(@Nullable JsonNode filter) {
    if (filter == null || filter.isEmpty()) {
      return "";
    }
    String from = filter.has("from") ? Integer.toString(whole(filter, "from", 0)) : "";
    String to = filter.has("to") ? Integer.toString(whole(filter, "to", 0)) : "";
    return from.isEmpty() && to.isEmpty() ? "" : from + "-" + to;
  }

  private List<Signal> signals(@Nullable JsonNode nodes, String place) {
    List<Signal> signals = new ArrayList<>();
    if (nodes == null || !nodes.isArray()) {
      throw new IllegalArgumentException("needs a list 'signals'");
    }
    for (JsonNode node : nodes) {
      String id = text(node, "id", "");
      String where = place + ", signal " + (id.isEmpty() ? "without id" : id);
      try {
        if (id.isBlank()) {
          throw new IllegalArgumentException("needs an 'id'");
        }
        signals.add(new Signal(id, text(node, "name", id), format(node.get("fmt"), where)));
      } catch (IllegalArgumentException e) {
        problems.add(new DefinitionProblem(file, where, message(e)));
      }
    }
    return signals;
  }

  private SignalFormat format(@Nullable JsonNode node, String where) {
    if (node == null || !node.isObject() || !node.has("len")) {
      throw new IllegalArgumentException("needs a format 'fmt' with a length 'len'");
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!FORMAT_FIELDS.contains(field.getKey())) {
        String reason = "unknown format field '" + field.getKey() + "' is not minded";
        problems.add(new DefinitionProblem(file, where, reason));
      }
    }
    boolean limited = node.has("max");
    double max = number(node, "max", Double.POSITIVE_INFINITY);
    boolean signed = flag(node, "sign");
    double min = number(node, "min", limited && !signed ? 0 : Double.NEGATIVE_INFINITY);
    return new SignalFormat(
            whole(node, "bix", 0),
            whole(node, "len", 0),
            signed,
            flag(node, "blsb"),
            number(node, "mul", 1),
            number(node, "div", 1),
            number(node, "add", 0),
            false,
            min,
            max,
            number(node, "nullmin", Double.NEGATIVE_INFINITY),
            number(node, "nullmax", Double.POSITIVE_INFINITY),
            text(node, "unit", ""),
            texts(node.get("map")))
        .withOrderFound();
  }

  private static Map<Long, String> texts(@Nullable JsonNode map) {
    Map<Long, String> texts = new HashMap<>();
    if (map != null) {
      for (Map.Entry<String, JsonNode> entry : map.properties()) {
        JsonNode value = entry.getValue();
        String text = value.isObject() ? text(value, "value", "") : string(value);
        texts.put(key(entry.getKey()), text);
      }
    }
    return texts;
  }

  private static long key(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' in 'map' is no number", e);
    }
  }

  private static String string(JsonNode node) {
    if (!node.isValueNode()) {
      throw new IllegalArgumentException("'" + node + "' stands where a text should");
    }
    return node.asString();
  }

  private static String text(JsonNode node, String field, @Nullable String otherwise) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      return otherwise != null ? otherwise : "";
    }
    return string(value);
  }

  private static boolean flag(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value != null && !value.isBoolean()) {
      throw new IllegalArgumentException(field + " is neither true nor false: " + value);
    }
    return value != null && value.booleanValue();
  }

  private static double number(JsonNode node, String field, double otherwise) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      return otherwise;
    }
    if (!value.isNumber()) {
      throw new IllegalArgumentException(field + " is no number: " + value);
    }
    return value.doubleValue();
  }

  private static int whole(JsonNode node, String field, int otherwise) {
    double value = number(node, field, otherwise);
    if (value != Math.rint(value) || Math.abs(value) > 1e6) {
      throw new IllegalArgumentException(field + " is no whole number: " + value);
    }
    return (int) value;
  }

  private static String message(IllegalArgumentException e) {
    return String.valueOf(e.getMessage());
  }
}
