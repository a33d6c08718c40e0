package io.obdio.socketio.vehicle;

import io.obdio.core.unit.UnitSystem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The systems of units in the requests of clients. */
public final class UnitArgument {

  private static final int MAX_TEXT = 1_000;
  private static final int MAX_PAIRS = 64;

  private UnitArgument() {}

  /**
   * Parses {@code "imperial_us"} or {@code {"kilopascal": "bar"}}.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it is not a system of units
   */
  public static UnitSystem parse(@Nullable Object given) throws RequestException {
    try {
      if (given instanceof String text && text.length() <= MAX_TEXT) {
        return UnitSystem.parse(text);
      }
      if (given instanceof Map<?, ?> map && map.size() <= MAX_PAIRS) {
        Map<String, String> names = new LinkedHashMap<>();
        map.forEach((from, to) -> names.put(String.valueOf(from), String.valueOf(to)));
        return UnitSystem.ofNames(names);
      }
    } catch (IllegalArgumentException e) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, String.valueOf(e.getMessage()));
    }
    throw new RequestException(
        ErrorCode.BAD_ARGUMENT,
        "units must be a system such as \"imperial_us\", or an object of at most "
            + MAX_PAIRS
            + " pairs such as {\"kilopascal\": \"bar\"}");
  }
}
