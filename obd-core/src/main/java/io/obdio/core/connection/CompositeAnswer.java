package io.obdio.core.connection;

import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The response to several PIDs (SAE J1979 clause 6.1, CAN only): {@code 41}, then PID and data, PID
 * and data. Only the lengths of the data determine where the next PID begins.
 */
final class CompositeAnswer {

  private static final int SERVICE = 0x41;

  private CompositeAnswer() {}

  /**
   * Returns the responses to each PID as if it had been requested alone.
   *
   * @param lengths the length of the response to each requested PID, from its service id on
   * @return without PIDs that no ECU answered; null if a message cannot be split
   */
  static @Nullable Map<Integer, List<EcuMessage>> split(
      List<EcuMessage> messages, Map<Integer, Integer> lengths) {
    Map<Integer, List<EcuMessage>> found = new LinkedHashMap<>();
    for (EcuMessage message : messages) {
      Payload payload = message.payload();
      if (!payload.isEmpty() && payload.at(0) == SERVICE && !split(message, lengths, found)) {
        return null;
      }
    }
    return found;
  }

  private static boolean split(
      EcuMessage message, Map<Integer, Integer> lengths, Map<Integer, List<EcuMessage>> found) {
    Payload payload = message.payload();
    Map<Integer, Payload> pieces = new LinkedHashMap<>();
    int at = 1;
    while (at < payload.length()) {
      int pid = payload.at(at);
      Integer length = lengths.get(pid);
      if (length == null || pieces.containsKey(pid)) {
        if (pieces.isEmpty() || !isPadding(payload.from(at))) {
          return false;
        }
        break;
      }
      int data = length - 2;
      if (at + 1 + data > payload.length()) {
        return false;
      }
      pieces.put(pid, piece(pid, payload.slice(at + 1, data)));
      at += 1 + data;
    }
    pieces.forEach(
        (pid, piece) ->
            found
                .computeIfAbsent(pid, p -> new ArrayList<>(1))
                .add(new EcuMessage(message.ecu(), piece)));
    return true;
  }

  private static Payload piece(int pid, Payload data) {
    byte[] bytes = new byte[2 + data.length()];
    bytes[0] = SERVICE;
    bytes[1] = (byte) pid;
    System.arraycopy(data.toBytes(), 0, bytes, 2, data.length());
    return Payload.of(bytes);
  }

  private static boolean isPadding(Payload rest) {
    int first = rest.at(0);
    for (int i = 1; i < rest.length(); i++) {
      if (rest.at(i) != first) {
        return false;
      }
    }
    return first == 0x00 || first == 0x55 || first == 0xAA || first == 0xCC || first == 0xFF;
  }
}
