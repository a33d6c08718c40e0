package io.obdio.socketio.fleet.face;

import io.obdio.socketio.telemetry.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A room whose clients receive the same values of a vehicle at the same interval. Its name contains
 * all of it, so that a recovered session, which is only restored to its rooms, receives what it
 * received before: {@code vehicle:VAN-1/1000} for all values, {@code vehicle:VAN-1/200/RPM,SPEED}
 * for some. Beside it every subscriber of the vehicle is in the room {@code vehicle:VAN-1}.
 *
 * @param vehicle id of the vehicle
 * @param intervalMillis shortest time between two events, one of {@link #INTERVALS}
 * @param names of the values, sorted; empty for all
 */
record ViewRoom(String vehicle, int intervalMillis, List<String> names) {

  /** The intervals: few, so that clients with similar requests share the encoded events. */
  static final List<Integer> INTERVALS =
      List.of(100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000);

  /** The names that one subscription may have; more are possible only as all. */
  static final int MAX_NAMES = 64;

  private static final String PREFIX = "vehicle:";

  ViewRoom {
    names = List.copyOf(new TreeSet<>(names));
  }

  /**
   * Returns the longest interval that is not above a number of milliseconds, at least the first.
   */
  static int interval(double millis) {
    int found = INTERVALS.get(0);
    for (int each : INTERVALS) {
      if (each <= millis) {
        found = each;
      }
    }
    return found;
  }

  /** Returns whether a text can be the name of a value: as the id of a vehicle. */
  static boolean isName(String text) {
    return Topics.isVehicle(text);
  }

  /** Returns the room of all subscribers of a vehicle. */
  static String ofVehicle(String vehicle) {
    return PREFIX + vehicle;
  }

  /** Returns the vehicle of a room of all its subscribers; empty for any other room. */
  static Optional<String> vehicleOf(String room) {
    String id = room.startsWith(PREFIX) ? room.substring(PREFIX.length()) : "";
    return Topics.isVehicle(id) ? Optional.of(id) : Optional.empty();
  }

  /** Returns the name of the room. */
  String room() {
    String all = ofVehicle(vehicle) + '/' + intervalMillis;
    return names.isEmpty() ? all : all + '/' + String.join(",", names);
  }

  /** Returns the room of a name; empty for any other room. */
  static Optional<ViewRoom> parse(String room) {
    String[] parts = room.split("/", 3);
    Optional<String> vehicle = vehicleOf(parts[0]);
    if (vehicle.isEmpty() || parts.length < 2) {
      return Optional.empty();
    }
    List<String> names = parts.length < 3 ? List.of() : List.of(parts[2].split(",", -1));
    for (int interval : INTERVALS) {
      if (parts[1].equals(Integer.toString(interval))) {
        ViewRoom view = new ViewRoom(vehicle.get(), interval, names);
        boolean valid = names.size() <= MAX_NAMES && names.stream().allMatch(ViewRoom::isName);
        return valid && view.room().equals(room) ? Optional.of(view) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Returns a view with these names too; of all values if they are too many or it has all. */
  ViewRoom plus(List<String> more) {
    if (names.isEmpty()) {
      return this;
    }
    List<String> union = new ArrayList<>(new TreeSet<>(names));
    more.stream().filter(name -> !names.contains(name)).forEach(union::add);
    return new ViewRoom(vehicle, intervalMillis, union.size() > MAX_NAMES ? List.of() : union);
  }
}
