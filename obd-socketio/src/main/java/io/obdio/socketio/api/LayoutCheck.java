package io.obdio.socketio.api;

import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The check of the layouts that a client sends. What an item shows is the responsibility of the
 * dashboard; unknown members are preserved.
 */
final class LayoutCheck {

  static final int MAX_LAYOUTS = 20;
  static final int MAX_ITEMS = 100;
  private static final int MAX_NAME = 60;

  private LayoutCheck() {}

  /**
   * Returns the list if it is valid.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} with what is wrong
   */
  static List<?> layouts(@Nullable Object value) throws RequestException {
    if (!(value instanceof List<?> layouts)) {
      throw bad("the body must have the member 'layouts', an array");
    }
    if (layouts.size() > MAX_LAYOUTS) {
      throw bad("there may be " + MAX_LAYOUTS + " layouts");
    }
    Set<String> ids = new HashSet<>();
    for (Object layout : layouts) {
      if (!(layout instanceof Map<?, ?> map)) {
        throw bad("a layout must be an object");
      }
      String id = text(map, "id");
      text(map, "name");
      if (!ids.add(id)) {
        throw bad("two layouts have the id '" + id + "'");
      }
      checkItems(map.get("items"));
    }
    return layouts;
  }

  private static String text(Map<?, ?> layout, String member) throws RequestException {
    if (layout.get(member) instanceof String text && !text.isBlank() && text.length() <= MAX_NAME) {
      return text;
    }
    throw bad("a layout must have the member '" + member + "', 1 to " + MAX_NAME + " characters");
  }

  private static void checkItems(@Nullable Object value) throws RequestException {
    if (!(value instanceof List<?> items) || items.size() > MAX_ITEMS) {
      throw bad("a layout must have the member 'items', an array of at most " + MAX_ITEMS);
    }
    for (Object item : items) {
      if (!(item instanceof Map<?, ?> map) || !(map.get("command") instanceof String)) {
        throw bad("an item must be an object with the member 'command', a string");
      }
    }
  }

  private static RequestException bad(String message) {
    return new RequestException(ErrorCode.BAD_ARGUMENT, message);
  }
}
