package io.obdio.socketio.fleet.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.socketio.fleet.kafka.InFlightRecords.InFlightRecord;
import io.obdio.socketio.telemetry.Acknowledgement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InFlightRecordsTest {

  private static final InFlightRecords.Part WHOLE = new InFlightRecords.Part(1, 1, 0);

  private final InFlightRecords underway = new InFlightRecords();

  private static InFlightRecord record(int partition, long offset, String vehicle, long seq) {
    return new InFlightRecord(partition, offset, vehicle, 7, seq, WHOLE, new byte[0]);
  }

  private static Acknowledgement upTo(long seq) {
    return new Acknowledgement(7, seq, List.of());
  }

  @Test
  void commitsUpToTheFirstRecordThatIsNotAcknowledged() {
    underway.add(record(0, 10, "A", 1), 0);
    underway.add(record(0, 11, "B", 1), 0);
    underway.add(record(0, 12, "A", 2), 0);
    underway.add(record(1, 5, "C", 1), 0);
    assertEquals(Map.of(0, 10L, 1, 5L), underway.takeCommits());
    underway.acknowledge("A", upTo(2));
    assertEquals(Map.of(0, 11L), underway.takeCommits());
    underway.acknowledge("B", upTo(1));
    assertEquals(Map.of(0, 13L), underway.takeCommits());
    assertEquals(Map.of(), underway.takeCommits());
    assertEquals(1, underway.size());
  }

  @Test
  void aRecordThatIsAbandonedIsDone() {
    InFlightRecord first = record(0, 10, "A", 1);
    underway.add(first, 0);
    underway.add(record(0, 11, "B", 1), 0);
    underway.abandon(first);
    assertEquals(Map.of(0, 11L), underway.takeCommits());
    assertEquals(1, underway.size());
    assertEquals(1, underway.overdue(100, 10).size());
  }

  @Test
  void anotherEpochIsNotAcknowledged() {
    underway.add(record(0, 10, "A", 1), 0);
    underway.acknowledge("A", new Acknowledgement(8, 5, List.of()));
    assertEquals(1, underway.size());
  }

  @Test
  void returnsLateRecordsEachTimeTheyAreLate() {
    InFlightRecord late = record(0, 10, "A", 1);
    underway.add(late, 0);
    underway.add(record(0, 11, "B", 1), 800);
    assertEquals(List.of(), underway.overdue(1000, 1000));
    assertEquals(List.of(late), underway.overdue(1001, 1000));
    assertEquals(List.of(), underway.overdue(1002, 1000));
    underway.acknowledge("A", upTo(1));
    assertEquals(1, underway.overdue(5000, 1000).size());
  }

  @Test
  void aRevokedPartitionIsForgotten() {
    underway.add(record(0, 10, "A", 1), 0);
    underway.add(record(1, 10, "B", 1), 0);
    underway.revoke(0);
    assertEquals(1, underway.size());
    assertEquals(Map.of(1, 10L), underway.takeCommits());
    underway.acknowledge("A", upTo(1));
    underway.acknowledge("B", upTo(1));
    assertEquals(0, underway.size());
  }

  @Test
  void skippedRecordsAreCommitted() {
    underway.skip(3, 41);
    assertEquals(Map.of(3, 42L), underway.takeCommits());
  }
}
