package io.obdio.socketio.json.jackson;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value in a YAML document.
 *
 * @param line line in which it begins, from 1
 * @param text the text of a scalar; null for a list, a map and {@code null}
 * @param list the items of a list, else null
 * @param map the members of a map in their order, else null
 */
public record YamlNode(
    int line,
    @Nullable String text,
    @Nullable List<YamlNode> list,
    @Nullable Map<String, YamlNode> map) {

  /** Returns whether the value is {@code null} or missing. */
  public boolean isNull() {
    return text == null && list == null && map == null;
  }
}
