package io.obdio.socketio.event;

import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent with an event. Arguments beyond those that a handler reads are ignored.
 *
 * @param values as the codec read them: maps, lists, strings, numbers, booleans, bytes, nulls
 */
public record EventArgs(List<@Nullable Object> values) {

  /** The argument, or null if there are not so many. */
  public @Nullable Object at(int index) {
    return index < values.size() ? values.get(index) : null;
  }

  /**
   * A string that is not empty.
   *
   * @throws RequestException if it is none
   */
  public String string(int index, String what) throws RequestException {
    if (at(index) instanceof String text && !text.isBlank()) {
      return text.strip();
    }
    throw bad(index, what + " as a string");
  }

  /**
   * One name or an array of names.
   *
   * @throws RequestException if it is neither
   */
  public List<String> names(int index) throws RequestException {
    Object value = at(index);
    if (value instanceof String text && !text.isBlank()) {
      return List.of(text.strip());
    }
    if (value instanceof List<?> list) {
      List<String> names = new ArrayList<>();
      for (Object item : list) {
        names.add(item instanceof String text ? text.strip() : String.valueOf(item));
      }
      return names;
    }
    throw bad(index, "a command's name or an array of names");
  }

  /**
   * The member of the options object at {@code index} as a number from {@code min} to {@code max}.
   *
   * @return {@code otherwise} if there is no such object or member
   * @throws RequestException if it is no number in that range
   */
  public double option(int index, String member, double otherwise, double min, double max)
      throws RequestException {
    Object options = at(index);
    if (options == null) {
      return otherwise;
    }
    if (!(options instanceof Map<?, ?> map)) {
      throw bad(index, "an object such as {\"" + member + "\": " + (long) otherwise + "}");
    }
    Object value = map.get(member);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number
        && number.doubleValue() >= min
        && number.doubleValue() <= max) {
      return number.doubleValue();
    }
    throw new RequestException(
        ErrorCode.BAD_ARGUMENT,
        member + " must be a number from " + plain(min) + " to " + plain(max));
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private RequestException bad(int index, String wanted) {
    return new RequestException(
        ErrorCode.BAD_ARGUMENT,
        (index < values.size() ? "argument " + (index + 1) + " is not right" : "argument missing")
            + ": send "
            + wanted);
  }
}
