package io.obdio.socketio.api;

import io.obdio.socketio.vehicle.ClientText;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The fields of the query of a request.
 *
 * @param values the values by name
 */
record QueryFields(Map<String, String> values) {

  /** As the server writes it: a trip has one address. */
  private static final Pattern TRIP_NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  static QueryFields of(ApiRequest request) {
    return new QueryFields(request.exchange().query());
  }

  /**
   * Returns a whole number.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it is not a number, or out of range
   */
  long number(String name, long otherwise, long min, long max) throws RequestException {
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
  List<String> names(String name) throws RequestException {
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

  /**
   * Returns the number of a trip.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it is not a number above 0
   */
  static int id(String text) throws RequestException {
    if (TRIP_NUMBER.matcher(text).matches()) {
      return Integer.parseInt(text);
    }
    throw new RequestException(
        ErrorCode.BAD_ARGUMENT, "'" + ClientText.brief(text) + "' is not the number of a trip");
  }
}
