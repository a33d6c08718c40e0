package io.obdio.socketio.fleet.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.socketio.fleet.kafka.InFlightRecords.InFlightRecord;
import io.obdio.socketio.fleet.kafka.InFlightRecords.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartAssemblyTest {

  private static final long TIME = 1_764_000_000_000L;

  private final PartAssembly assembly = new PartAssembly();
  private long offset;

  private InFlightRecord part(String vehicle, long seq, int number, int count, long time) {
    return new InFlightRecord(
        0, offset++, vehicle, 7, seq, new Part(number, count, time), new byte[0]);
  }

  @Test
  void aBatchIsCompleteWithItsLastPartInAnyOrder() {
    InFlightRecord second = part("A", 1, 2, 3, TIME);
    InFlightRecord first = part("A", 1, 1, 3, TIME);
    InFlightRecord third = part("A", 1, 3, 3, TIME);
    assertEquals(List.of(), assembly.add(second));
    assertEquals(List.of(), assembly.add(part("B", 1, 1, 3, TIME)));
    assertEquals(List.of(), assembly.add(part("A", 2, 3, 3, TIME)));
    assertEquals(List.of(), assembly.add(first));
    assertEquals(List.of(), assembly.add(first), "again");
    assertEquals(List.of(first, second, third), assembly.add(third));
    assertEquals(List.of(), assembly.add(first), "the batch is handed over once more");
  }

  /** The writer has failed after the first part; another one writes all of them. */
  @Test
  void aPartThatWasWrittenTwiceCountsOnce() {
    InFlightRecord lost = part("A", 1, 1, 2, TIME);
    InFlightRecord first = part("A", 1, 1, 2, TIME + 60_000);
    InFlightRecord second = part("A", 1, 2, 2, TIME + 60_000);
    assertEquals(List.of(), assembly.add(lost));
    assertEquals(List.of(), assembly.add(first));
    assertEquals(List.of(first, second), assembly.add(second));
  }

  @Test
  void partsThatRemainAloneExpireByTheTimeOfTheirPartition() {
    InFlightRecord first = part("A", 1, 1, 3, TIME);
    InFlightRecord second = part("A", 1, 2, 3, TIME + 1_000);
    assembly.add(first);
    assembly.add(second);
    assertEquals(List.of(), assembly.expire(0, TIME + 1_000 + PartAssembly.MAX_MILLIS));
    assertEquals(List.of(), assembly.expire(1, TIME + 1_001 + PartAssembly.MAX_MILLIS));
    assertEquals(
        List.of(first, second), assembly.expire(0, TIME + 1_001 + PartAssembly.MAX_MILLIS));
    assertEquals(List.of(), assembly.add(part("A", 1, 3, 3, TIME)));
  }

  @Test
  void thePartsOfAPartitionThatIsRevokedAreForgotten() {
    assembly.add(part("A", 1, 1, 2, TIME));
    assembly.revoke(0);
    assertEquals(List.of(), assembly.add(part("A", 1, 2, 2, TIME)));
  }
}
