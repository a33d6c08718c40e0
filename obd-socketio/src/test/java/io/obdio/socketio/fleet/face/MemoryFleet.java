package io.obdio.socketio.fleet.face;

import io.obdio.socketio.fleet.FleetView;
import io.obdio.socketio.fleet.Page;
import io.obdio.socketio.fleet.VehicleInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** Vehicles in memory. */
final class MemoryFleet implements FleetView {

  private final ConcurrentSkipListMap<String, VehicleInfo> vehicles = new ConcurrentSkipListMap<>();
  private final Map<String, Map<String, Object>> values = new ConcurrentHashMap<>();

  void add(String id, boolean online) {
    vehicles.put(id, new VehicleInfo(id, online, 1_764_000_000_000L, "VIN" + id, 1, 5));
  }

  void values(String id, Map<String, Object> members) {
    values.put(id, members);
  }

  @Override
  public Page<VehicleInfo> vehicles(String after, int limit, Predicate<String> allowed) {
    List<VehicleInfo> found =
        vehicles.tailMap(after, false).values().stream()
            .filter(info -> allowed.test(info.id()))
            .limit(limit + 1L)
            .toList();
    return found.size() <= limit
        ? new Page<>(found, "")
        : new Page<>(found.subList(0, limit), found.get(limit - 1).id());
  }

  @Override
  public Optional<VehicleInfo> vehicle(String id) {
    return Optional.ofNullable(vehicles.get(id));
  }

  @Override
  public Optional<Map<String, Object>> values(String id) {
    return vehicles.containsKey(id)
        ? Optional.of(values.getOrDefault(id, Map.of("t", 0L, "v", Map.of())))
        : Optional.empty();
  }
}
