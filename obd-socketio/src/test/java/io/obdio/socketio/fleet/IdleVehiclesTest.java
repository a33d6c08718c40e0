package io.obdio.socketio.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.telemetry.Acknowledgement;
import io.obdio.socketio.telemetry.DataBatch;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IdleVehiclesTest {

  private static final long NOW = 1_764_000_000_000L;

  @Test
  void theOrderIsThatOfTheTimeAndTheVehiclesAreExaminedRarely() {
    int count = 10_000;
    List<FleetVehicle> all = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(17);
    for (int i = 0; i < count; i++) {
      all.add(new FleetVehicle("V" + i, NOW - random.nextInt(1_000_000)));
    }
    int[] examinations = new int[1];
    IdleVehicles idle = new IdleVehicles(count);
    long last = 0;
    for (int i = 0; i < count / 2; i++) {
      FleetVehicle next = idle.next(counted(all, examinations), id -> false, NOW + 60_000).get();
      assertTrue(next.idleSince() >= last);
      last = next.idleSince();
      assertTrue(all.remove(next));
    }
    assertEquals(50, examinations[0], "each examination finds a hundredth");
  }

  private static AbstractCollection<FleetVehicle> counted(
      List<FleetVehicle> all, int[] examinations) {
    return new AbstractCollection<>() {
      @Override
      public Iterator<FleetVehicle> iterator() {
        examinations[0]++;
        return all.iterator();
      }

      @Override
      public int size() {
        return all.size();
      }
    };
  }

  @Test
  void aVehicleThatIsUsedAgainKeepsItsPlace() {
    List<FleetVehicle> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(new FleetVehicle("V" + i, NOW + i));
    }
    IdleVehicles idle = new IdleVehicles(300);
    long later = NOW + 60_000;
    FleetVehicle used = all.get(1);
    assertEquals("V0", take(idle, all, later));
    used.seen(later);
    assertEquals("V2", take(idle, all, later));
    assertEquals(Optional.empty(), idle.next(all, id -> false, later + 1));
    assertEquals(List.of(used), all);
  }

  private static String take(IdleVehicles idle, List<FleetVehicle> all, long now) {
    FleetVehicle next = idle.next(all, id -> false, now).orElseThrow();
    assertTrue(all.remove(next));
    return next.id();
  }

  /**
   * A vehicle with a spool sends and repeats its batches while acknowledgements are lost, and the
   * node removes it now and then: all batches are stored, and none remains at the vehicle.
   */
  @Test
  void nothingIsLostOfAVehicleThatIsRemovedAtAnyTime() {
    for (int seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      TreeSet<Long> spool = new TreeSet<>();
      Set<Long> stored = new TreeSet<>();
      FleetVehicle vehicle = new FleetVehicle("VAN-1", NOW);
      long newest = 0;
      for (int step = 0; step < 400 || !spool.isEmpty(); step++) {
        assertTrue(step < 5_000, "the spool of seed " + seed + " is not emptied: " + spool);
        if (step < 400 && spool.size() < 20) {
          newest += 1 + random.nextInt(2); // there may be gaps
          spool.add(newest);
        }
        if (random.nextInt(20) == 0) {
          vehicle = new FleetVehicle("VAN-1", NOW);
        }
        List<Long> waiting = List.copyOf(spool);
        long seq = waiting.get(random.nextInt(waiting.size()));
        DataBatch batch = Batches.batch(7, seq, spool.first());
        if (vehicle.offer(batch) == FleetVehicle.Decision.STORE) {
          boolean successful = random.nextInt(5) > 0;
          if (successful) {
            stored.add(seq);
          }
          vehicle.ended(batch, successful);
        }
        Optional<Acknowledgement> ack = vehicle.takeAcknowledgement();
        if (random.nextInt(3) > 0 && ack.isPresent()) {
          spool.removeIf(
              each -> {
                boolean covered = ack.get().covers(each);
                assertTrue(!covered || stored.contains(each), () -> each + " was not stored");
                return covered;
              });
        }
      }
    }
  }
}
