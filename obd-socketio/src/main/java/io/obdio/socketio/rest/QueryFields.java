package io.obdio.socketio.rest;

import io.obdio.socketio.vehicle.ClientText;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The fields of the query of a request.
 *
 * @param values the values by name
 */
public record QueryFields(Map<String, String> values) {

  /** Returns the fields of a request. */
  public static QueryFields of(ApiRequest request) {
    return new QueryFields(request.exchange().query());
  }

  /**
   * Returns a whole number.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it is not a number, or out of range
   */
  public long number(String name, long otherwise, long min, long max) throws RequestException {
    String text = values.get(name);
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text.strip());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // as if it was out of range
    }
    throw new RequestException(
        ErrorCode.BAD_ARGUMENT,
        name
            + " is '"
            + ClientText.brief(text)
            + "'; it must be a whole number from "
            + min
            + " to "
            + max);
  }

  /**
   * Returns names that are separated by commas.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if there are none
   */
  public List<String> names(String name) throws RequestException {
    List<String> names =
        Stream.of(values.getOrDefault(name, "").split(",", -1))
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .distinct()
            .toList();
    if (names.isEmpty()) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, name + " is missing: send names such as RPM,SPEED");
    }
    return names;
  }
}
