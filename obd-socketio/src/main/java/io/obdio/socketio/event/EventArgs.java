package io.obdio.socketio.event;

import io.obdio.socketio.vehicle.ClientText;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an event. Extra arguments are ignored.
 *
 * @param values as the codec reads them: maps, lists, strings, numbers, booleans, bytes, nulls
 */
public record EventArgs(List<@Nullable Object> values) {

  /** The names that one event may contain. */
  public static final int MAX_NAMES = 256;

  /** Returns an argument, null if there are fewer. */
  public @Nullable Object at(int index) {
    return index < values.size() ? values.get(index) : null;
  }

  /**
   * Returns an argument that must be a string that is not blank.
   *
   * @param what the meaning of the argument, for the error message
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it is missing or something else
   */
  public String string(int index, String what) throws RequestException {
    if (at(index) instanceof String text && !text.isBlank()) {
      return text.strip();
    }
    throw bad(index, what + " as a string");
  }

  /**
   * Returns an argument that must be one name or an array of at most {@value #MAX_NAMES} names.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it is missing or something else
   */
  public List<String> names(int index) throws RequestException {
    List<String> names = namesOf(at(index));
    if (names == null) {
      throw bad(index, "a command's name or an array of names");
    }
    return names;
  }

  /**
   * Returns the names in a value that is one name or an array of at most {@value #MAX_NAMES} names;
   * null if it is something else.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if there are more names
   */
  public static @Nullable List<String> namesOf(@Nullable Object value) throws RequestException {
    if (value instanceof String text && !text.isBlank()) {
      return List.of(text.strip());
    }
    if (!(value instanceof List<?> list)) {
      return null;
    }
    if (list.size() > MAX_NAMES) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT,
          "an array of " + list.size() + " names; at most " + MAX_NAMES + " are allowed");
    }
    List<String> names = new ArrayList<>(list.size());
    for (Object item : list) {
      names.add(ClientText.name(item));
    }
    return names;
  }

  /**
   * Returns an argument that may be anything but missing.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it is missing
   */
  public @Nullable Object present(int index, String what) throws RequestException {
    if (index >= values.size()) {
      throw bad(index, what);
    }
    return values.get(index);
  }

  /**
   * Returns a numeric member of an options object.
   *
   * @param index index of the options object among the arguments
   * @param otherwise the result if there is no such object or member
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if the member is not a number from
   *     {@code min} to {@code max}
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

  private RequestException bad(int index, String expected) {
    return new RequestException(
        ErrorCode.BAD_ARGUMENT,
        (index < values.size() ? "argument " + (index + 1) + " is invalid" : "argument missing")
            + ": send "
            + expected);
  }
}
