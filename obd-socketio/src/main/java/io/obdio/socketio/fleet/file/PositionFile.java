package io.obdio.socketio.fleet.file;

import io.obdio.socketio.fleet.AckWindow;
import io.obdio.socketio.fleet.EpochWindows;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.state.AtomicFile;
import io.obdio.socketio.telemetry.Acknowledgement;
import io.obdio.socketio.telemetry.BatchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of stored positions. It spares the next start to read all files: only those from a
 * number on are read.
 */
final class PositionFile {

  private static final Logger log = LoggerFactory.getLogger(PositionFile.class);

  private final Path file;
  private final JsonCodec json;

  PositionFile(Path folder, JsonCodec json) {
    this.file = folder.resolve("positions.json");
    this.json = json;
  }

  /**
   * Writes the positions of all files below a number.
   *
   * @param next number of the first file whose batches are not included
   */
  void write(long next, Map<String, EpochWindows> positions) throws IOException {
    Map<String, Object> vehicles = new LinkedHashMap<>();
    positions.forEach(
        (vehicle, windows) -> {
          List<Object> epochs = new ArrayList<>();
          for (AckWindow window : windows.all()) {
            epochs.add(0, tree(window.acknowledgement()));
          }
          vehicles.put(vehicle, epochs);
        });
    try {
      AtomicFile.write(
          file, json.encode(Map.of("next", next, "vehicles", vehicles), new ArrayList<>()));
    } catch (JsonException e) {
      throw new IOException(e);
    }
  }

  private static Map<String, Object> tree(Acknowledgement position) {
    return Map.of(
        "epoch",
        position.epoch(),
        "seq",
        position.seq(),
        "also",
        position.also().stream().map(range -> List.of(range.from(), range.to())).toList());
  }

  /**
   * Reads the positions. Without the file, or if it is broken, there are none, so that all files
   * are read.
   *
   * @return number of the first file whose batches are not included
   */
  long read(Map<String, EpochWindows> into) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      if (json.decode(bytes, 0, bytes.length) instanceof Map<?, ?> tree
          && tree.get("next") instanceof Number next
          && next.longValue() >= 1
          && next.longValue() < Segment.MAX_NUMBER
          && tree.get("vehicles") instanceof Map<?, ?> vehicles) {
        for (Map.Entry<?, ?> entry : vehicles.entrySet()) {
          EpochWindows windows = new EpochWindows();
          if (entry.getValue() instanceof List<?> epochs) {
            for (Object epoch : epochs) {
              Acknowledgement position =
                  Acknowledgement.decode(json.encode(epoch, new ArrayList<>()));
              windows.of(position.epoch()).add(position);
            }
          }
          into.put(String.valueOf(entry.getKey()), windows);
        }
        return next.longValue();
      }
      log.warn("{} is not a list of positions; all files are read", file);
    } catch (JsonException | BatchException e) {
      log.warn("{} cannot be read, so all files are read: {}", file, e.toString());
    }
    into.clear();
    return 0;
  }
}
