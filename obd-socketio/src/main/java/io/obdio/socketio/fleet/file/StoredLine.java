package io.obdio.socketio.fleet.file;

import io.obdio.socketio.fleet.VehicleBatch;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.telemetry.BatchCodec;
import io.obdio.socketio.telemetry.DataBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One batch as a line of a file; docs/fleet.md describes the members.
 *
 * @param vehicle id of the vehicle
 * @param epoch epoch of the batch
 * @param seq number of the batch
 * @param received time of the receipt in milliseconds since 1970 UTC
 */
record StoredLine(String vehicle, long epoch, long seq, long received) {

  private static final byte NEWLINE = '\n';

  /** Returns how the line of a vehicle begins. */
  static String start(String vehicle) {
    return "{\"vehicle\":\"" + vehicle + "\","; // an id has no characters to be escaped
  }

  /** Returns a batch as a line, with its end. */
  static byte[] encode(VehicleBatch stored, JsonCodec json) throws IOException {
    DataBatch batch = stored.batch();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("vehicle", stored.vehicle());
    line.put("epoch", batch.epoch());
    line.put("seq", batch.seq());
    line.put("received", stored.received());
    line.put("time", stored.time());
    line.put("clock", stored.clock().word());
    line.put("trip", batch.trip());
    line.put("vin", batch.vin());
    line.put("values", BatchCodec.values(batch));
    try {
      byte[] text = json.encode(line, new ArrayList<>(0));
      byte[] ended = new byte[text.length + 1];
      System.arraycopy(text, 0, ended, 0, text.length);
      ended[text.length] = NEWLINE;
      return ended;
    } catch (JsonException e) {
      throw new IOException("a batch cannot be written as JSON: " + e.getMessage(), e);
    }
  }

  /** Returns the head of a line; empty if the line is not a complete one. */
  static Optional<StoredLine> parse(byte[] line, int length, JsonCodec json) {
    try {
      if (json.decode(line, 0, length) instanceof Map<?, ?> tree
          && tree.get("vehicle") instanceof String vehicle
          && tree.get("epoch") instanceof Number epoch
          && tree.get("seq") instanceof Number seq
          && tree.get("received") instanceof Number received) {
        return Optional.of(
            new StoredLine(vehicle, epoch.longValue(), seq.longValue(), received.longValue()));
      }
      return Optional.empty();
    } catch (JsonException e) {
      return Optional.empty();
    }
  }
}
