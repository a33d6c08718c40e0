package io.obdio.socketio.vehicle;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts of clients in messages of the server: short, whatever a client has sent. */
public final class ClientText {

  private static final int MAX_LENGTH = 64;

  private ClientText() {}

  /** Returns a text, shortened to {@value #MAX_LENGTH} characters. */
  public static String brief(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
  }

  /**
   * Returns a value where a name is expected: a string without surrounding blanks, the text of a
   * number, a boolean or null, and a placeholder for anything larger.
   */
  public static String name(@Nullable Object value) {
    if (value instanceof String text) {
      return text.strip();
    } else if (value instanceof List<?>) {
      return "[..]";
    } else if (value instanceof Map<?, ?>) {
      return "{..}";
    } else if (value instanceof byte[]) {
      return "(bytes)";
    }
    return String.valueOf(value);
  }
}
