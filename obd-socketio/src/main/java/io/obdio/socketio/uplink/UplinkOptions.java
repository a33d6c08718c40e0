package io.obdio.socketio.uplink;

import io.obdio.socketio.access.Scope;
import io.obdio.socketio.telemetry.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The options of an uplink.
 *
 * @param topics of the broker's vehicles
 * @param vehicle id of this one
 * @param interval time between two messages with values; 100 ms to an hour
 * @param watch commands that the uplink watches itself, see {@link
 *     io.obdio.socketio.history.WatchList}
 * @param allowed what requests from the broker may do
 */
public record UplinkOptions(
    Topics topics, String vehicle, Duration interval, List<String> watch, Set<Scope> allowed) {

  /** The scopes that requests can have. */
  public static final Set<Scope> POSSIBLE =
      Set.of(Scope.READ, Scope.WATCH, Scope.QUERY, Scope.CLEAR);

  private static final Duration MIN_INTERVAL = Duration.ofMillis(100);
  private static final Duration MAX_INTERVAL = Duration.ofHours(1);

  /** Checks the options. */
  public UplinkOptions {
    if (!Topics.isVehicle(vehicle)) {
      throw new IllegalArgumentException("'" + vehicle + "' cannot be the id of a vehicle");
    }
    if (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX_INTERVAL) > 0) {
      throw new IllegalArgumentException("the interval must be from 100 ms to an hour");
    }
    watch = List.copyOf(watch);
    allowed = Set.copyOf(allowed);
  }
}
