package io.obdio.socketio.fleet;

import io.obdio.socketio.telemetry.LimitedLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The known vehicles by their ids, up to a limit. One from which nothing was received for a long
 * time is removed; at the limit, an idle one gives room to a new one. A vehicle that is connected
 * to the broker, or that a client watches, is not removed.
 *
 * <p>A vehicle that returns is a new one: what is stored of it is not known then, unless another
 * node reports it. Its batches are not taken for duplicates therefore; one that it sends again may
 * be stored twice, and readers drop it.
 *
 * <p>For any thread.
 */
final class FleetVehicles implements FleetView {

  private static final Logger log = LoggerFactory.getLogger(FleetVehicles.class);

  private final int maxVehicles;
  private final Duration maxIdle;
  private final InstantSource clock;
  private final FleetCounters counters;
  private final IdleVehicles idle;
  private final LimitedLog replacements = new LimitedLog(log);
  private final SignalNames names = new SignalNames();
  private final ConcurrentNavigableMap<String, FleetVehicle> vehicles =
      new ConcurrentSkipListMap<>();

  /** The size of the map, which it would have to count. */
  private final AtomicInteger size = new AtomicInteger();

  private volatile Predicate<String> watched = id -> false;

  FleetVehicles(FleetOptions options, InstantSource clock, FleetCounters counters) {
    this.maxVehicles = options.maxVehicles();
    this.maxIdle = options.maxIdle();
    this.clock = clock;
    this.counters = counters;
    this.idle = new IdleVehicles(maxVehicles);
  }

  /** Sets which vehicles clients watch. */
  void setWatched(Predicate<String> test) {
    watched = test;
  }

  SignalNames names() {
    return names;
  }

  int size() {
    return size.get();
  }

  /**
   * Returns a vehicle, a new one if necessary; empty if there are too many.
   *
   * @param replace whether a new one may take the place of an idle one
   */
  Optional<FleetVehicle> of(String id, boolean replace) {
    FleetVehicle known = vehicles.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    while (size.incrementAndGet() > maxVehicles) {
      size.decrementAndGet();
      if (!replace || !makeRoom(id)) {
        return Optional.empty();
      }
    }
    FleetVehicle added = new FleetVehicle(id, clock.millis());
    FleetVehicle other = vehicles.putIfAbsent(id, added);
    if (other == null) {
      return Optional.of(added);
    }
    size.decrementAndGet();
    return Optional.of(other);
  }

  private boolean makeRoom(String id) {
    Optional<FleetVehicle> found = idle.next(vehicles.values(), watched, clock.millis());
    found.ifPresent(
        vehicle -> {
          if (remove(vehicle)) {
            counters.replaced.increment();
            replacements.warn(
                "more than %d vehicles (--max-vehicles): %s gives room to %s"
                    .formatted(maxVehicles, vehicle.id(), id));
          }
        });
    return found.isPresent();
  }

  private boolean remove(FleetVehicle vehicle) {
    boolean removed = vehicles.remove(vehicle.id(), vehicle);
    if (removed) {
      size.decrementAndGet();
    }
    return removed;
  }

  /** Removes the vehicles from which nothing was received for the longest time that is allowed. */
  void expire() {
    if (maxIdle.isZero()) {
      return;
    }
    long end = clock.millis() - maxIdle.toMillis();
    int removed = 0;
    for (FleetVehicle vehicle : vehicles.values()) {
      if (vehicle.idleSince() <= end && !watched.test(vehicle.id()) && remove(vehicle)) {
        removed++;
      }
    }
    if (removed > 0) {
      counters.expired.add(removed);
      log.info(
          "{} vehicles are removed: nothing was received for {} days", removed, maxIdle.toDays());
    }
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
