package io.obdio.socketio.fleet.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.telemetry.Acknowledgement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The records that the node has received and not yet acknowledged. For each partition it determines
 * the offset up to which everything is done, which is what may be committed.
 *
 * <p>Threads: the methods are synchronized; acknowledgements come from another thread. Pure
 * otherwise: times are parameters, in ms.
 */
final class InFlightRecords {

  /**
   * A record.
   *
   * @param partition number of the partition
   * @param offset its position there
   * @param vehicle the key
   * @param epoch of the batch
   * @param seq of the batch
   * @param part which part of the batch it has
   * @param value the batch, or the part of it
   */
  @SuppressWarnings("ArrayRecordComponent") // only its identity is compared; it is never changed
  record InFlightRecord(
      int partition, long offset, String vehicle, long epoch, long seq, Part part, byte[] value) {}

  /**
   * A part of a batch.
   *
   * @param number from 1 on
   * @param count number of parts of the batch
   * @param time of the record, in ms since 1970 UTC
   */
  record Part(int number, int count, long time) {}

  /** The records of a partition that are not acknowledged, and its offsets. */
  private static final class Partition {
    private final TreeMap<Long, InFlightRecord> open = new TreeMap<>();
    private long next;
    private long committed = -1;
  }

  @GuardedBy("this")
  private final Map<Integer, Partition> partitions = new HashMap<>();

  @GuardedBy("this")
  private final Map<String, Set<InFlightRecord>> byVehicle = new HashMap<>();

  @GuardedBy("this")
  private final Map<InFlightRecord, Long> sent = new HashMap<>();

  /** Adds a record that is handed to the node now. */
  synchronized void add(InFlightRecord record, long now) {
    Partition partition = partitions.computeIfAbsent(record.partition(), id -> new Partition());
    partition.open.put(record.offset(), record);
    partition.next = record.offset() + 1;
    byVehicle.computeIfAbsent(record.vehicle(), id -> new LinkedHashSet<>()).add(record);
    sent.put(record, now);
  }

  /** Notes that a record needs no acknowledgement: nothing can be done with it. */
  synchronized void skip(int number, long offset) {
    partitions.computeIfAbsent(number, id -> new Partition()).next = offset + 1;
  }

  /** Removes the records of a vehicle that the node has stored. */
  synchronized void acknowledge(String vehicle, Acknowledgement stored) {
    Set<InFlightRecord> records = byVehicle.getOrDefault(vehicle, Set.of());
    for (Iterator<InFlightRecord> all = records.iterator(); all.hasNext(); ) {
      InFlightRecord record = all.next();
      if (record.epoch() == stored.epoch() && stored.covers(record.seq())) {
        all.remove();
        close(record);
      }
    }
    if (records.isEmpty()) {
      byVehicle.remove(vehicle);
    }
  }

  @GuardedBy("this")
  private void close(InFlightRecord record) {
    sent.remove(record);
    Partition partition = partitions.get(record.partition());
    if (partition != null) {
      partition.open.remove(record.offset());
    }
  }

  /** Removes a record that will never be handed over. */
  synchronized void abandon(InFlightRecord record) {
    close(record);
    Set<InFlightRecord> records = byVehicle.get(record.vehicle());
    if (records != null && records.remove(record) && records.isEmpty()) {
      byVehicle.remove(record.vehicle());
    }
  }

  /** Returns the records without an acknowledgement for some time, to be handed over again. */
  synchronized List<InFlightRecord> overdue(long now, long millis) {
    List<InFlightRecord> late = new ArrayList<>();
    sent.forEach(
        (record, time) -> {
          if (now - time > millis) {
            late.add(record);
          }
        });
    late.forEach(record -> sent.put(record, now));
    return late;
  }

  /** Returns the new offsets to commit by partition: the next record that is not done. */
  synchronized Map<Integer, Long> takeCommits() {
    Map<Integer, Long> commits = new HashMap<>();
    partitions.forEach(
        (number, partition) -> {
          long done = partition.open.isEmpty() ? partition.next : partition.open.firstKey();
          if (done > partition.committed) {
            partition.committed = done;
            commits.put(number, done);
          }
        });
    return commits;
  }

  /** Forgets a partition that another node has now. */
  synchronized void revoke(int number) {
    Partition partition = partitions.remove(number);
    if (partition != null) {
      for (InFlightRecord record : partition.open.values()) {
        sent.remove(record);
        Set<InFlightRecord> records = byVehicle.get(record.vehicle());
        if (records != null && records.remove(record) && records.isEmpty()) {
          byVehicle.remove(record.vehicle());
        }
      }
    }
  }

  synchronized int size() {
    return sent.size();
  }
}
