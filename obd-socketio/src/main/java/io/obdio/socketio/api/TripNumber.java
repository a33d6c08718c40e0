package io.obdio.socketio.api;

import io.obdio.socketio.vehicle.ClientText;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.regex.Pattern;

/** The number of a trip in the path of a request. */
final class TripNumber {

  /** As the server writes it: a trip has one address. */
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private TripNumber() {}

  /**
   * Returns the number of a trip.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it is not a number above 0
   */
  static int of(String text) throws RequestException {
    if (NUMBER.matcher(text).matches()) {
      return Integer.parseInt(text);
    }
    throw new RequestException(
        ErrorCode.BAD_ARGUMENT, "'" + ClientText.brief(text) + "' is not the number of a trip");
  }
}
