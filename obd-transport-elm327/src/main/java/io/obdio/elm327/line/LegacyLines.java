package io.obdio.elm327.line;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines with headers of SAE J1850, ISO 9141-2 and ISO 14230 (KWP2000): three header bytes (priority
 * or format, target, source), data, check byte. {@link NumberedLines} joins the lines of one
 * answer.
 */
public final class LegacyLines implements LineFormat {

  private static final int HEADER = 3;

  /** The framing of a bus. */
  public enum Bus {
    /** SAE J1850 PWM or VPW: a CRC at the end. */
    J1850,
    /** ISO 9141-2: a sum at the end. */
    ISO_9141,
    /** ISO 14230-2: the length in the low six bits of the first byte, a sum at the end. */
    ISO_14230
  }

  private final Bus bus;

  /** Creates a format for one kind of bus. */
  public LegacyLines(Bus bus) {
    this.bus = bus;
  }

  @Override
  public LineMessages read(List<String> lines) {
    Map<EcuAddress, List<Payload>> byEcu = new LinkedHashMap<>();
    int good = 0;
    int damaged = 0;
    for (String line : lines) {
      byte[] bytes = Hex.bytes(line, 0);
      int from = dataStart(bytes);
      if (from < 0) {
        damaged++;
        continue;
      }
      good++;
      byEcu
          .computeIfAbsent(EcuAddress.ofByte(bytes[2] & 0xFF), ecu -> new ArrayList<>())
          .add(Payload.of(bytes, from, bytes.length - 1 - from));
    }
    List<EcuMessage> messages = new ArrayList<>();
    for (Map.Entry<EcuAddress, List<Payload>> entry : byEcu.entrySet()) {
      damaged += NumberedLines.join(entry.getKey(), entry.getValue(), messages);
    }
    return new LineMessages(messages, good, damaged);
  }

  /** Returns where the data begins, or -1 if length or check byte are wrong. */
  private int dataStart(byte[] bytes) {
    int last = bytes.length - 1;
    if (last <= HEADER) {
      return -1;
    }
    int check = bytes[last] & 0xFF;
    int right = bus == Bus.J1850 ? Checksums.j1850Crc(bytes, last) : Checksums.sum(bytes, last);
    if (check != right) {
      return -1;
    }
    if (bus != Bus.ISO_14230) {
      return HEADER;
    }
    int length = bytes[0] & 0x3F;
    int from = HEADER;
    if (length == 0) {
      length = bytes[HEADER] & 0xFF;
      from++;
    }
    return from + length == last ? from : -1;
  }
}
