package io.obdio.socketio.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.NumberSeries;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The times of batches of vehicles whose clock is not set: a Raspberry Pi starts in 1970. */
class TripClockTest {

  private static final long RECEIVED = 1_764_000_000_000L;

  private final TripClock clock = new TripClock();

  private static DataBatch batch(int trip, long time, boolean clockSet, long age) {
    return new DataBatch(
        7,
        1,
        1,
        trip,
        time,
        clockSet,
        age,
        "",
        List.of(NumberSeries.builder("RPM", "").add(0, 1).add(9_000, 2).build()),
        List.of());
  }

  @Test
  void theClockOfTheVehicleIsTakenIfItIsSet() {
    assertEquals(
        new TripClock.Corrected(5_000, BatchClock.VEHICLE),
        clock.correct(batch(1, 5_000, true, 10), RECEIVED));
  }

  @Test
  void theAgeGivesTheTimeOtherwise() {
    assertEquals(
        new TripClock.Corrected(RECEIVED - 12_000, BatchClock.AGE),
        clock.correct(batch(1, 60_000, false, 12_000), RECEIVED));
  }

  @Test
  void anotherBatchOfTheTripGivesTheDifference() {
    clock.correct(batch(1, 60_000, false, 12_000), RECEIVED);
    assertEquals(
        new TripClock.Corrected(RECEIVED - 22_000, BatchClock.TRIP),
        clock.correct(batch(1, 50_000, false, -1), RECEIVED + 100_000));
  }

  @Test
  void withoutAnyKnowledgeTheLastSampleCountsAsReceivedNow() {
    assertEquals(
        new TripClock.Corrected(RECEIVED - 9_000, BatchClock.RECEIPT),
        clock.correct(batch(1, 50_000, false, -1), RECEIVED));
    clock.correct(batch(1, 60_000, false, 12_000), RECEIVED);
    assertEquals(BatchClock.RECEIPT, clock.correct(batch(2, 50_000, false, -1), RECEIVED).clock());
  }
}
