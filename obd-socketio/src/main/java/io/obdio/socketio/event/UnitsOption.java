package io.obdio.socketio.event;

import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The option {@code units} of requests. */
public final class UnitsOption {

  private static final String OPTION = "units";
  private static final int MAX_TEXT = 1_000;
  private static final int MAX_PAIRS = 64;

  private UnitsOption() {}

  /**
   * Returns the option as the client wrote it; null if it is absent.
   *
   * @param options index of the options object among the arguments
   */
  public static @Nullable Object of(EventArgs args, int options) {
    return args.at(options) instanceof Map<?, ?> map ? map.get(OPTION) : null;
  }

  /**
   * Parses {@code "imperial_us"} or {@code {"kilopascal": "bar"}}.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it is neither
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
