package io.obdio.socketio.fleet.face;

import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The object that is the first argument of an event of a fleet, such as {@code {"vehicle":
 * "VAN-1"}}. Members that are not known are ignored.
 *
 * @param members as the codec reads them
 */
record VehicleArgs(Map<?, ?> members) {

  /**
   * Returns the object; an empty one if there is no argument.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if the argument is something else
   */
  static VehicleArgs of(EventArgs args) throws RequestException {
    Object first = args.at(0);
    if (first == null) {
      return new VehicleArgs(Map.of());
    }
    if (first instanceof Map<?, ?> map) {
      return new VehicleArgs(map);
    }
    throw bad("argument 1 is invalid: send an object such as {\"vehicle\": \"VAN-1\"}");
  }

  private static RequestException bad(String message) {
    return new RequestException(ErrorCode.BAD_ARGUMENT, message);
  }

  /**
   * Returns the id of the vehicle.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if there is none
   */
  String vehicle() throws RequestException {
    String id = text("vehicle");
    if (id.isEmpty()) {
      throw bad("vehicle is missing: send an object such as {\"vehicle\": \"VAN-1\"}");
    }
    return id;
  }

  /**
   * Returns a text without surrounding blanks; empty if it is absent.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it is something else
   */
  String text(String member) throws RequestException {
    Object value = members.get(member);
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text.strip();
    }
    throw bad(member + " must be a string");
  }

  /**
   * Returns a boolean; false if it is absent.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it is something else
   */
  boolean flag(String member) throws RequestException {
    Object value = members.get(member);
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw bad(member + " must be true or false");
  }

  /** Returns whether a member is present. */
  boolean has(String member) {
    return members.get(member) != null;
  }

  /**
   * Returns the name of a command.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it is missing or not a name
   */
  String command() throws RequestException {
    return name(text("command"), "command");
  }

  /**
   * Returns names: a member that is one name or an array of names.
   *
   * @param max the largest number of names
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it is missing, has no or too many
   *     names, or contains something else
   */
  List<String> names(String member, int max) throws RequestException {
    @Nullable List<String> names = EventArgs.namesOf(members.get(member));
    if (names == null || names.isEmpty() || names.size() > max) {
      throw bad(member + " must be a name or an array of 1 to " + max + " names");
    }
    for (String name : names) {
      String unused = name(name, member);
    }
    return names;
  }

  private static String name(String text, String member) throws RequestException {
    if (ViewRoom.isName(text)) {
      return text;
    }
    throw bad(member + " must be a name such as RPM");
  }
}
