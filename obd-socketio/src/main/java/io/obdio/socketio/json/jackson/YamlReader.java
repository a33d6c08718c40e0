package io.obdio.socketio.json.jackson;

import io.obdio.socketio.json.JsonException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The reader of YAML documents that keeps line numbers for messages. */
public final class YamlReader {

  private static final int MAX_DEPTH = 20;

  private YamlReader() {}

  /**
   * Reads a document. An empty one is {@code null}.
   *
   * @throws JsonException if it is not YAML; the message names the line
   */
  public static YamlNode read(String text) throws JsonException {
    try (JsonParser parser = new YAMLMapper().createParser(text)) {
      JsonToken first = parser.nextToken();
      return first == null ? new YamlNode(1, null, null, null) : node(parser, first, 0);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new JsonException("line " + line + ": not YAML: " + YamlErrors.text(e), e);
    }
  }

  private static YamlNode node(JsonParser parser, JsonToken token, int depth) throws JsonException {
    int line = parser.currentTokenLocation().getLineNr();
    if (depth > MAX_DEPTH) {
      throw new JsonException("line " + line + ": nested too deeply", null);
    }
    return switch (token) {
      case START_ARRAY -> new YamlNode(line, null, list(parser, depth), null);
      case START_OBJECT -> new YamlNode(line, null, null, map(parser, depth));
      case VALUE_NULL -> new YamlNode(line, null, null, null);
      default -> new YamlNode(line, parser.getString(), null, null);
    };
  }

  private static List<YamlNode> list(JsonParser parser, int depth) throws JsonException {
    List<YamlNode> list = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      list.add(node(parser, next, depth + 1));
    }
    return list;
  }

  private static Map<String, YamlNode> map(JsonParser parser, int depth) throws JsonException {
    Map<String, YamlNode> map = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int line = parser.currentTokenLocation().getLineNr();
      if (map.put(name, node(parser, parser.nextToken(), depth + 1)) != null) {
        throw new JsonException("line " + line + ": '" + name + "' is set twice", null);
      }
    }
    return map;
  }
}
