package io.obdio.socketio.app.uplink;

import io.obdio.socketio.fleet.HistorySink;
import io.obdio.socketio.fleet.SinkStatus;
import io.obdio.socketio.fleet.VehicleBatch;
import io.obdio.socketio.history.HistoryReader;
import io.obdio.socketio.history.Trip;
import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.NumberSeries;
import io.obdio.socketio.telemetry.TextSeries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A store in memory that keeps what it receives, duplicates too. */
final class MemorySink implements HistorySink {

  private final List<DataBatch> stored = new ArrayList<>();

  @Override
  public void restore(Positions positions) {}

  @Override
  public synchronized CompletableFuture<@Nullable Void> store(VehicleBatch batch) {
    stored.add(batch.batch());
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized SinkStatus status() {
    return new SinkStatus(0, stored.size(), 0, "");
  }

  @Override
  public void close() {}

  synchronized int batches() {
    return stored.size();
  }

  synchronized Set<Long> seqs() {
    return stored.stream().map(DataBatch::seq).collect(Collectors.toSet());
  }

  /** Returns every sample in the form of {@link StoredSamples#samples}; fails on a duplicate. */
  synchronized Map<String, Object> samples(Path database) throws Exception {
    Map<Integer, Long> begins = new HashMap<>();
    try (HistoryReader reader = HistoryReader.open(database)) {
      for (Trip trip : reader.trips(Integer.MAX_VALUE, 1_000)) {
        begins.put(trip.id(), trip.begin());
      }
    }
    Map<String, Object> all = new TreeMap<>();
    for (DataBatch batch : stored) {
      long base = batch.time() - begins.get(batch.trip());
      for (NumberSeries series : batch.numbers()) {
        for (int i = 0; i < series.size(); i++) {
          put(
              all,
              StoredSamples.key(
                  batch.trip(), series.name(), series.unit(), base + series.offset(i)),
              series.value(i));
        }
      }
      for (TextSeries series : batch.texts()) {
        for (int i = 0; i < series.size(); i++) {
          put(
              all,
              StoredSamples.key(batch.trip(), series.name(), "", base + series.offset(i)),
              series.value(i));
        }
      }
    }
    return all;
  }

  private static void put(Map<String, Object> all, String key, Object value) {
    if (all.put(key, value) != null) {
      throw new AssertionError("stored twice: " + key);
    }
  }
}
