package io.obdio.socketio.app.check;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The reader of recorded lines of an ELM327 with headers on into messages: CAN with 11 and 29 bit
 * identifiers, frames of several ECUs mixed, with or without spaces; and the older buses with three
 * header bytes and a checksum. Echoes, prompts and words between the lines are passed over. For
 * files only: the driver has its own, stricter reader. One use, one thread.
 */
final class ElmFrames {

  private static final int EXTENDED_BYTES = 1;

  /** A message whose consecutive frames are still coming. */
  private static final class Partial {
    final int length;
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int next = 1;

    Partial(int length) {
      this.length = length;
    }
  }

  private final boolean extended;
  private final Map<EcuAddress, Partial> partials = new LinkedHashMap<>();
  private final List<EcuMessage> messages = new ArrayList<>();

  private ElmFrames(boolean extended) {
    this.extended = extended;
  }

  /**
   * Returns the complete messages in {@code text}.
   *
   * @param extended true if an address byte precedes the PCI (ISO 15765-2 clause 10.3.3)
   */
  static List<EcuMessage> read(String text, boolean extended) {
    ElmFrames frames = new ElmFrames(extended);
    text.lines().forEach(frames::line);
    return frames.messages;
  }

  /** Returns the address byte that precedes the first frame's PCI; empty if there is no frame. */
  static OptionalInt addressByte(String text) {
    return text.lines()
        .map(ElmFrames::digits)
        .filter(line -> line.length() % 2 == 1 && line.length() >= 7)
        .mapToInt(line -> Integer.parseInt(line.substring(3, 5), 16))
        .findFirst();
  }

  /** Returns the digits of a line; "" if it has anything else. */
  private static String digits(String text) {
    String line = text.strip().replace(" ", "");
    return line.matches("[0-9A-Fa-f]+") ? line : "";
  }

  private void line(String text) {
    String line = digits(text);
    if (line.isEmpty()) {
      return;
    }
    if (line.length() % 2 == 1 && line.length() >= 5) {
      can(EcuAddress.can11(Integer.parseInt(line.substring(0, 3), 16) & 0x7FF), line.substring(3));
    } else if (line.length() >= 10 && isCan29(line)) {
      can(EcuAddress.can29(Integer.parseInt(line.substring(0, 8), 16)), line.substring(8));
    } else if (line.length() >= 10) {
      legacy(Payload.ofHex(line));
    }
  }

  /**
   * Returns whether a header is a 29-bit identifier: no older bus has one that begins with 0 or 1.
   */
  private static boolean isCan29(String line) {
    return line.charAt(0) == '0' || line.charAt(0) == '1';
  }

  private void can(EcuAddress ecu, String hex) {
    Payload data = Payload.ofHex(hex);
    if (extended) {
      if (data.isEmpty()) {
        return;
      }
      data = data.from(EXTENDED_BYTES);
    }
    if (data.isEmpty() || data.length() > 8) {
      return;
    }
    switch (data.at(0) >> 4) {
      case 0 -> single(ecu, data);
      case 1 -> first(ecu, data);
      case 2 -> consecutive(ecu, data);
      default -> {
        // Flow control and the reserved ones carry no data.
      }
    }
  }

  private void single(EcuAddress ecu, Payload data) {
    int length = data.at(0) & 0x0F;
    if (length > 0 && length < data.length()) {
      messages.add(new EcuMessage(ecu, data.slice(1, length)));
    }
  }

  private void first(EcuAddress ecu, Payload data) {
    if (data.length() > 2) {
      Partial partial = new Partial(data.uint16(0) & 0xFFF);
      partial.bytes.writeBytes(data.from(2).toBytes());
      partials.put(ecu, partial);
    }
  }

  private void consecutive(EcuAddress ecu, Payload data) {
    Partial partial = partials.get(ecu);
    if (partial == null || (partial.next & 0x0F) != (data.at(0) & 0x0F)) {
      partials.remove(ecu); // A frame is missing: what is left is no message.
      return;
    }
    partial.next++;
    partial.bytes.writeBytes(data.from(1).toBytes());
    if (partial.bytes.size() >= partial.length) {
      partials.remove(ecu);
      messages.add(new EcuMessage(ecu, Payload.of(partial.bytes.toByteArray(), 0, partial.length)));
    }
  }

  /**
   * Reads a line of ISO 14230, ISO 9141-2 or J1850: format or priority, target, source, data,
   * checksum.
   */
  private void legacy(Payload line) {
    EcuAddress source = EcuAddress.ofByte(line.at(2));
    messages.add(new EcuMessage(source, line.slice(3, line.length() - 4)));
  }
}
