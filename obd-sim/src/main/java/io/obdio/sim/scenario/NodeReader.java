package io.obdio.sim.scenario;

import io.obdio.sim.scenario.Node.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * The reader of YAML and JSON into {@link Node}s with their lines. The only user of Jackson in this
 * module.
 */
final class NodeReader {

  private static final int MAX_DEPTH = 20;
  private static final int MAX_NODES = 200_000;

  private final JsonParser parser;
  private int nodes;

  private NodeReader(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads a text.
   *
   * @param file the file's name; {@code .json} is JSON, everything else YAML
   */
  static Node read(String file, String text) throws ScenarioException {
    boolean json = file.toLowerCase(Locale.ROOT).endsWith(".json");
    TokenStreamFactory factory = json ? new JsonFactory() : new YAMLFactory();
    Place whole = new Place(file, 1, "");
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      NodeReader reader = new NodeReader(parser);
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw whole.error("the file is empty");
      }
      Node node = reader.node(whole, first, 0);
      JsonToken further = parser.nextToken();
      if (further != null) {
        throw new Place(file, parser.currentTokenLocation().getLineNr(), "")
            .error("a second document begins here; only one is allowed");
      }
      return node;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new ScenarioException(
          file, line, "", "invalid " + (json ? "JSON" : "YAML") + ": " + reason(e));
    }
  }

  /** Returns what the parser read and what it expected, without its quotation of the source. */
  private static String reason(JacksonException failure) {
    return String.valueOf(failure.getOriginalMessage())
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith(" "))
        .map(line -> line.replaceFirst(" \\(.*", "").strip())
        .distinct()
        .collect(Collectors.joining(": "));
  }

  private Node node(Place place, JsonToken token, int depth) throws ScenarioException {
    if (depth > MAX_DEPTH) {
      throw place.error("nested deeper than " + MAX_DEPTH + " levels");
    }
    if (++nodes > MAX_NODES) {
      throw place.error("more than " + MAX_NODES + " values");
    }
    return switch (token) {
      case START_OBJECT -> mapping(place, depth);
      case START_ARRAY -> sequence(place, depth);
      case VALUE_NULL -> new Node.Scalar(place, "");
      default -> new Node.Scalar(place, Objects.requireNonNullElse(parser.getString(), ""));
    };
  }

  private Node mapping(Place place, int depth) throws ScenarioException {
    Map<String, Node> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = Objects.requireNonNullElse(parser.currentName(), "");
      Place at = place.at(line(), key);
      JsonToken value = Objects.requireNonNull(parser.nextToken());
      if (entries.put(key, node(at, value, depth + 1)) != null) {
        throw at.error("is given twice");
      }
    }
    return new Node.Mapping(place, entries);
  }

  private Node sequence(Place place, int depth) throws ScenarioException {
    List<Node> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(node(place.at(line(), items.size()), token, depth + 1));
    }
    return new Node.Sequence(place, items);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
