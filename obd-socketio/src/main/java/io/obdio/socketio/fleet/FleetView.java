package io.obdio.socketio.fleet;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The vehicles of the fleet as the interfaces for clients see them. A view may be used by any
 * thread; the methods do not block.
 */
public interface FleetView {

  /**
   * Returns vehicles in the order of their ids.
   *
   * @param after id after which the page begins; empty for the first page
   * @param limit largest number of vehicles, at least 1
   * @param allowed returns whether the client may see the vehicle of an id
   */
  Page<VehicleInfo> vehicles(String after, int limit, Predicate<String> allowed);

  /** Returns a vehicle; empty if it is unknown. */
  Optional<VehicleInfo> vehicle(String id);

  /**
   * Returns the latest values of a vehicle; empty if it is unknown. The members are those of the
   * topic {@code state}, and the times:
   *
   * <pre>{@code
   * {"t": 1764..., "v": {"RPM": 850.0, "FUEL_STATUS": "..."},
   *  "u": {"RPM": "revolutions_per_minute"}, "times": {"RPM": 1764..., "FUEL_STATUS": 1764...}}
   * }</pre>
   *
   * <p>{@code t} is the newest of {@code times}, 0 without values; times are milliseconds since
   * 1970 UTC. Values without a unit have no entry in {@code u}.
   */
  Optional<Map<String, Object>> values(String id);
}
