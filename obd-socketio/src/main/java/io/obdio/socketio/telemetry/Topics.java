package io.obdio.socketio.telemetry;

import java.util.Optional;

/**
 * The topics of vehicles: {@code root/vehicle/name}.
 *
 * @param root such as {@code obdio}; it may have several levels
 */
public record Topics(String root) {

  /** The default root. */
  public static final Topics DEFAULT = new Topics("obdio");

  private static final int MAX_ID = 64;

  /** Checks the root. */
  public Topics {
    if (root.isEmpty()
        || root.startsWith("/")
        || root.endsWith("/")
        || root.startsWith("$")
        || root.chars().anyMatch(c -> c == '+' || c == '#' || c < ' ')) {
      throw new IllegalArgumentException("invalid root of topics: '" + root + "'");
    }
  }

  /**
   * Returns whether a text can name a vehicle: 1 to 64 letters, digits, {@code -}, {@code _},
   * {@code .} or {@code :}.
   */
  public static boolean isVehicle(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_ID
        && id.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || "-_.:".indexOf(c) >= 0);
  }

  /**
   * Returns the topic of a vehicle.
   *
   * @param vehicle id of the vehicle, or {@code +} in a filter
   * @param name such as {@code status} or {@code values/RPM}, or a filter
   */
  public String of(String vehicle, String name) {
    return root + "/" + vehicle + "/" + name;
  }

  /** Returns {@code online} or {@code offline}; retained, also the will of the connection. */
  public String status(String vehicle) {
    return of(vehicle, "status");
  }

  /** Returns the topic of one value as text; retained. */
  public String value(String vehicle, String command) {
    return of(vehicle, "values/" + command);
  }

  /** Returns the topic of the latest values; retained. See {@code StateCodec}. */
  public String state(String vehicle) {
    return of(vehicle, "state");
  }

  /** Returns the topic of batches of samples. See {@code BatchCodec}. */
  public String data(String vehicle) {
    return of(vehicle, "data");
  }

  /** Returns the topic of the position up to which batches are stored; retained. */
  public String ack(String vehicle) {
    return of(vehicle, "ack");
  }

  /** Returns the topic of the signals that batches refer to by number; retained. */
  public String dictionary(String vehicle) {
    return of(vehicle, "dictionary");
  }

  /** Returns the topic of trouble codes; retained. */
  public String troubleCodes(String vehicle) {
    return of(vehicle, "dtc");
  }

  /** Returns the topic of the freeze frame; retained. */
  public String freezeFrame(String vehicle) {
    return of(vehicle, "freeze_frame");
  }

  /** Returns the topic of the position; retained. */
  public String position(String vehicle) {
    return of(vehicle, "position");
  }

  /** Returns the topic of a request to a vehicle. */
  public String command(String vehicle, String requestId) {
    return of(vehicle, "cmd/" + requestId);
  }

  /** Returns the topic of the response to a request without a response topic of its own. */
  public String response(String vehicle, String requestId) {
    return of(vehicle, "res/" + requestId);
  }

  /** Returns the vehicle of a topic; empty if the topic has another form. */
  public Optional<String> vehicle(String topic) {
    String start = root + "/";
    int end = topic.indexOf('/', start.length());
    if (!topic.startsWith(start) || end < 0) {
      return Optional.empty();
    }
    String id = topic.substring(start.length(), end);
    return isVehicle(id) ? Optional.of(id) : Optional.empty();
  }
}
