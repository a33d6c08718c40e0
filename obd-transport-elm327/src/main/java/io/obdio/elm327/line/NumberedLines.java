package io.obdio.elm327.line;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The answers that SAE J1979 splits over several messages on the older buses, joined as they are on
 * CAN: vehicle information (service 09) by message number, trouble codes (03, 07) in order.
 */
final class NumberedLines {

  private static final int NUMBERED_LENGTH = 7;

  private NumberedLines() {}

  /**
   * Adds one ECU's messages to {@code target}.
   *
   * @return the number of messages that were lost, because a line is missing
   */
  static int join(EcuAddress ecu, List<Payload> lines, List<EcuMessage> target) {
    List<Payload> numbered = new ArrayList<>();
    List<Payload> codes = new ArrayList<>();
    for (Payload line : lines) {
      Service.Prefix prefix = Service.of(line.at(0) - Service.POSITIVE & 0xFF).prefix();
      if (prefix == Service.Prefix.ITEM_COUNT && line.length() == NUMBERED_LENGTH) {
        numbered.add(line);
      } else if (prefix == Service.Prefix.CODE_COUNT) {
        codes.add(line);
      } else {
        target.add(new EcuMessage(ecu, line));
      }
    }
    int lost = numbered.isEmpty() ? 0 : joinNumbered(ecu, numbered, target);
    if (!codes.isEmpty()) {
      target.add(new EcuMessage(ecu, joinCodes(codes)));
    }
    return lost;
  }

  private static int joinNumbered(EcuAddress ecu, List<Payload> lines, List<EcuMessage> target) {
    int infotype = lines.get(0).at(1);
    TreeMap<Integer, Payload> byNumber = new TreeMap<>();
    for (Payload line : lines) {
      if (line.at(1) == infotype) {
        byNumber.put(line.at(2), line);
      }
    }
    int count = byNumber.size();
    boolean whole =
        byNumber.firstKey() == 1 && byNumber.lastKey() == count && isWhole(infotype, count);
    if (!whole) {
      return 1;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(lines.get(0).at(0));
    bytes.write(infotype);
    if ((infotype & 0x1F) != 0) {
      bytes.write(items(infotype, count));
    }
    for (Payload line : byNumber.values()) {
      bytes.writeBytes(line.from(3).toBytes());
    }
    target.add(new EcuMessage(ecu, Payload.of(bytes.toByteArray())));
    return 0;
  }

  /**
   * Returns whether {@code count} messages are complete (SAE J1979 appendix G): VIN in 5 messages,
   * calibration ids in 4 each, ECU names in 5.
   */
  private static boolean isWhole(int infotype, int count) {
    return switch (infotype) {
      case 0x02, 0x0A -> count == 5;
      case 0x04 -> count % 4 == 0;
      default -> true;
    };
  }

  /** Returns the number of data items that the answer has on CAN. */
  private static int items(int infotype, int count) {
    return switch (infotype) {
      case 0x04 -> count / 4;
      case 0x06 -> count;
      case 0x08, 0x0B -> count * 2;
      default -> 1;
    };
  }

  private static Payload joinCodes(List<Payload> lines) {
    if (lines.size() == 1) {
      return lines.get(0);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(lines.get(0).at(0));
    for (Payload line : lines) {
      bytes.writeBytes(line.from(1).toBytes());
    }
    return Payload.of(bytes.toByteArray());
  }
}
