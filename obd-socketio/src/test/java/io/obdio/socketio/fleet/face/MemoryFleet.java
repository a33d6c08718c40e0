package io.obdio.socketio.fleet.face;

import io.obdio.socketio.fleet.FleetView;
import io.obdio.socketio.fleet.VehicleInfo;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

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
  public Iterator<VehicleInfo> vehicles(String from, String to) {
    return vehicles.subMap(from, to).values().iterator();
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
