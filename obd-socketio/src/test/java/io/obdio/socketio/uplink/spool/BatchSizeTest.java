package io.obdio.socketio.uplink.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.history.HistoryFrame;
import io.obdio.socketio.history.HistoryPosition;
import io.obdio.socketio.history.HistoryReader;
import io.obdio.socketio.history.SimulatedDrive;
import io.obdio.socketio.telemetry.BatchCodec;
import io.obdio.socketio.telemetry.BatchFormat;
import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.Dictionary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of each value of a simulated drive; docs/data-batches.md has the figures. */
class BatchSizeTest {

  @TempDir Path folder;

  private List<DataBatch> batches() throws Exception {
    Path file = folder.resolve("history.db");
    SimulatedDrive.record(file, 600);
    List<DataBatch> batches = new ArrayList<>();
    try (HistoryReader reader = HistoryReader.open(file)) {
      Optional<HistoryFrame> frame = reader.frameAfter(new HistoryPosition(0, 0));
      while (frame.isPresent()) {
        HistoryPosition at = frame.get().position();
        batches.add(
            FrameBatches.of(
                frame.get(), reader.signals(frame.get().trip().id()), at.seq(), 10_000));
        frame = reader.frameAfter(at);
      }
    }
    return batches;
  }

  @Test
  void theFormatsDifferInSizeAndNotInContent() throws Exception {
    List<DataBatch> batches = batches();
    Map<BatchFormat, Long> bytes = new EnumMap<>(BatchFormat.class);
    long values = 0;
    Dictionary dictionary = Dictionary.create(1);
    for (DataBatch batch : batches) {
      dictionary = dictionary.with(batch);
      values += batch.samples();
      for (BatchFormat format : BatchFormat.values()) {
        byte[] payload = BatchCodec.encode(batch, format, dictionary);
        assertEquals(batch, BatchCodec.decode(payload, dictionary));
        bytes.merge(format, (long) payload.length, Long::sum);
      }
    }
    assertEquals(60, batches.size());
    Map<BatchFormat, Double> each = new EnumMap<>(BatchFormat.class);
    for (Map.Entry<BatchFormat, Long> total : bytes.entrySet()) {
      each.put(total.getKey(), (double) total.getValue() / values);
    }
    System.out.println(values + " values in 60 batches, bytes a value: " + each);
    assertTrue(each.get(BatchFormat.JSON) < 8, each.toString());
    assertTrue(each.get(BatchFormat.DELTA) < 3, each.toString());
  }
}
