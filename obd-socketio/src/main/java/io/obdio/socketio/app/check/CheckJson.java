package io.obdio.socketio.app.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of a {@link CheckResult}. */
public final class CheckJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CheckJson() {}

  /**
   * Returns one JSON object: {@code replies}, {@code repliesRight}, {@code values}, {@code kinds}
   * (count by kind), {@code failures} and {@code problems}.
   *
   * @param limit the most failures that are listed
   */
  public static String of(CheckResult result, long limit) {
    return JSON.writeValueAsString(tree(result, limit));
  }

  /**
   * Returns one JSON object with a member for each connection: {@code adapter}, {@code can_bus}.
   */
  public static String of(Map<LiveLink, CheckResult> results, long limit) {
    Map<String, Object> object = new LinkedHashMap<>();
    results.forEach(
        (link, result) -> object.put(link.name().toLowerCase(Locale.ROOT), tree(result, limit)));
    return JSON.writeValueAsString(object);
  }

  private static Map<String, Object> tree(CheckResult result, long limit) {
    Map<String, Long> kinds = new LinkedHashMap<>();
    result.counts().forEach((kind, count) -> kinds.put(name(kind), count));
    List<Map<String, Object>> failures =
        result.failures().stream().limit(limit).map(CheckJson::failure).toList();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("replies", result.replies());
    object.put("repliesRight", result.repliesRight());
    object.put("values", result.values().size());
    object.put("kinds", kinds);
    object.put("failures", failures);
    object.put("problems", result.problems().stream().map(Object::toString).toList());
    return object;
  }

  private static Map<String, Object> failure(CheckedValue value) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("line", value.line());
    object.put("command", value.command());
    object.put("id", value.id());
    object.put("kind", name(value.kind()));
    object.put("detail", value.detail());
    return object;
  }

  private static String name(ValueKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
