package io.obdio.socketio.fleet.kafka;

import io.obdio.socketio.fleet.kafka.InFlightRecords.InFlightRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The received parts of batches that have several records. Parts that remain alone are those of a
 * writer that has failed: the vehicle was not acknowledged and sends the batch again, so that all
 * parts follow once more.
 *
 * <p>Used by one thread at a time. Pure: the time is that of the records.
 */
final class PartAssembly {

  /** The time after which no part follows: a writer gives a batch up long before. */
  static final long MAX_MILLIS = 600_000;

  private record BatchKey(int partition, String vehicle, long epoch, long seq, int count) {
    static BatchKey of(InFlightRecord record) {
      return new BatchKey(
          record.partition(),
          record.vehicle(),
          record.epoch(),
          record.seq(),
          record.part().count());
    }
  }

  private final Map<BatchKey, Set<InFlightRecord>> incomplete = new HashMap<>();

  /** Adds a part; returns all parts of the batch in their order, none if one is missing. */
  List<InFlightRecord> add(InFlightRecord record) {
    BatchKey key = BatchKey.of(record);
    Set<InFlightRecord> received = incomplete.computeIfAbsent(key, each -> new LinkedHashSet<>());
    received.add(record);
    Map<Integer, InFlightRecord> parts = new TreeMap<>();
    received.forEach(each -> parts.put(each.part().number(), each));
    if (parts.size() < key.count()) {
      return List.of();
    }
    incomplete.remove(key);
    return List.copyOf(parts.values());
  }

  /**
   * Removes parts whose batch cannot become complete.
   *
   * @param time of the last record of the partition
   * @return the records, with which nothing can be done
   */
  List<InFlightRecord> expire(int partition, long time) {
    List<InFlightRecord> expired = new ArrayList<>();
    Iterator<Map.Entry<BatchKey, Set<InFlightRecord>>> all = incomplete.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<BatchKey, Set<InFlightRecord>> entry = all.next();
      if (entry.getKey().partition() == partition && newest(entry.getValue()) + MAX_MILLIS < time) {
        expired.addAll(entry.getValue());
        all.remove();
      }
    }
    return expired;
  }

  private static long newest(Collection<InFlightRecord> records) {
    return records.stream().mapToLong(record -> record.part().time()).max().orElse(0);
  }

  /** Forgets a partition that another node has now. */
  void revoke(int partition) {
    incomplete.keySet().removeIf(key -> key.partition() == partition);
  }
}
