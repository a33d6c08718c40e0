package io.obdio.socketio.fleet;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * The vehicles that give room to others at the limit: first those of which no batch was stored,
 * such as invented ids, then those from which nothing was received for the longest time.
 *
 * <p>Finding one examines all vehicles, so a hundredth of them is found at once and kept in order.
 * For any thread.
 */
final class IdleVehicles {

  /** A vehicle from which something was received within this time keeps its place. */
  static final long MIN_IDLE_MILLIS = 10_000;

  /** The time after a search that has found few vehicles until the next one. */
  static final long PAUSE_MILLIS = 1_000;

  private static final int PART = 100;

  private record Candidate(FleetVehicle vehicle, boolean hasStored, long idleSince) {}

  private static final Comparator<Candidate> ORDER =
      Comparator.comparing(Candidate::hasStored)
          .thenComparingLong(Candidate::idleSince)
          .thenComparing(candidate -> candidate.vehicle().id());

  private final int most;

  @GuardedBy("this")
  private Queue<Candidate> candidates = new ArrayDeque<>();

  @GuardedBy("this")
  private long nextSearch;

  IdleVehicles(int maxVehicles) {
    this.most = Math.max(1, maxVehicles / PART);
  }

  /**
   * Returns a vehicle that may be removed; empty if there is none.
   *
   * @param all the known vehicles
   * @param kept returns whether the vehicle of an id must not be removed
   * @param now ms since 1970 UTC
   */
  synchronized Optional<FleetVehicle> next(
      Collection<FleetVehicle> all, Predicate<String> kept, long now) {
    for (int searches = 0; searches < 2; searches++) {
      for (Candidate each = candidates.poll(); each != null; each = candidates.poll()) {
        if (each.vehicle().idleSince() == each.idleSince() && !kept.test(each.vehicle().id())) {
          return Optional.of(each.vehicle());
        }
      }
      if (now >= nextSearch) {
        search(all, kept, now);
      }
    }
    return Optional.empty();
  }

  @GuardedBy("this")
  private void search(Collection<FleetVehicle> all, Predicate<String> kept, long now) {
    PriorityQueue<Candidate> found = new PriorityQueue<>(ORDER.reversed());
    for (FleetVehicle vehicle : all) {
      long idleSince = vehicle.idleSince();
      if (idleSince <= now - MIN_IDLE_MILLIS && !kept.test(vehicle.id())) {
        found.add(new Candidate(vehicle, vehicle.hasStored(), idleSince));
        if (found.size() > most) {
          found.remove(); // the one that is last in the order
        }
      }
    }
    List<Candidate> sorted = found.stream().sorted(ORDER).toList();
    candidates = new ArrayDeque<>(sorted);
    nextSearch = sorted.size() == most ? now : now + PAUSE_MILLIS;
  }
}
