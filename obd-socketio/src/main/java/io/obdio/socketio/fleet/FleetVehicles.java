package io.obdio.socketio.fleet;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The known vehicles by their ids, up to a limit. For any thread. */
final class FleetVehicles implements FleetView {

  private final int maxVehicles;
  private final SignalNames names = new SignalNames();
  private final ConcurrentNavigableMap<String, FleetVehicle> vehicles =
      new ConcurrentSkipListMap<>();

  /** The size of the map, which it would have to count. */
  private final AtomicInteger size = new AtomicInteger();

  FleetVehicles(int maxVehicles) {
    this.maxVehicles = maxVehicles;
  }

  SignalNames names() {
    return names;
  }

  int size() {
    return size.get();
  }

  /** Returns a vehicle, a new one if necessary; empty if there are too many. */
  Optional<FleetVehicle> of(String id) {
    FleetVehicle known = vehicles.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    if (size.incrementAndGet() > maxVehicles) {
      size.decrementAndGet();
      return Optional.empty();
    }
    FleetVehicle added = new FleetVehicle(id);
    FleetVehicle other = vehicles.putIfAbsent(id, added);
    if (other == null) {
      return Optional.of(added);
    }
    size.decrementAndGet();
    return Optional.of(other);
  }

  @Override
  public Iterator<VehicleInfo> vehicles(String from, String to) {
    Iterator<FleetVehicle> found = vehicles.subMap(from, to).values().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return found.hasNext();
      }

      @Override
      public VehicleInfo next() {
        return found.next().info();
      }
    };
  }

  @Override
  public Optional<VehicleInfo> vehicle(String id) {
    return Optional.ofNullable(vehicles.get(id)).map(FleetVehicle::info);
  }

  @Override
  public Optional<Map<String, Object>> values(String id) {
    return Optional.ofNullable(vehicles.get(id)).map(vehicle -> vehicle.values(names));
  }
}
