package io.obdio.socketio.app.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.fleet.FleetValue;
import io.obdio.sim.fleet.SimulatedFleet;
import io.obdio.socketio.telemetry.Acknowledgement;
import io.obdio.socketio.telemetry.DataBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The batches of a simulated vehicle that are not acknowledged. */
class VehicleBatchesTest {

  @Test
  void aLostBatchIsSentAgainWhileLaterOnesAreAcknowledged() {
    FleetValues values = new FleetValues(FleetValue.first(2), 1_764_000_000_000L);
    VehicleBatches batches =
        new VehicleBatches(new SimulatedFleet(1, 1, 1).vehicle(0), 0, 1, new FleetCounts());
    long epoch = 0;
    double now = 0;
    for (int i = 1; i <= 3; i++) {
      now = 15 * i;
      batches.collect(now);
      DataBatch sent = batches.next(now, values);
      assertTrue(sent != null, "no batch");
      assertEquals(i, sent.seq());
      epoch = sent.epoch();
      if (i > 1) { // the first one was lost
        List<Acknowledgement.Range> later = List.of(new Acknowledgement.Range(2, i));
        assertFalse(batches.acknowledge(new Acknowledgement(epoch, 0, later), now));
      }
    }
    assertNull(batches.next(now, values));
    assertTrue(batches.isStalled(now + 1, 30));
    batches.sendAllAgain(now + 1);
    DataBatch again = batches.next(now + 1, values);
    assertTrue(again != null, "not sent again");
    assertEquals(1, again.seq());
    assertFalse(batches.acknowledge(new Acknowledgement(epoch, 3, List.of()), now + 1));
    assertEquals(0, batches.size());
  }
}
