package io.obdio.socketio.fleet;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * The vehicles of the fleet as the interfaces for clients see them. A view may be used by any
 * thread; the methods do not block.
 */
public interface FleetView {

  /**
   * Returns vehicles in the order of their ids. The iterator may be used while vehicles are added
   * and removed; it may or may not return those.
   *
   * @param from smallest id; empty for all
   * @param to id before which the iterator ends, greater than {@code from}
   */
  Iterator<VehicleInfo> vehicles(String from, String to);

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
