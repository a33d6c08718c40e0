package io.obdio.core.connection;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import org.jspecify.annotations.Nullable;

/**
 * What of a request its answer repeats, and where the data begins behind that: SAE J1979 (services
 * 01..0A), ISO 14229-1 (10..3E) and ISO 14230-3 (1A, 21). Pure.
 */
final class ServiceEcho {

  /** Added to the service id in a positive response. */
  static final int POSITIVE = 0x40;

  /** Bytes after the service id that a positive response repeats, by service. */
  private static final byte[] ECHOED = new byte[256];

  static {
    int[][] table = {
      {0x01, 1}, // PID
      {0x02, 2}, // PID, frame number
      {0x05, 2}, // TID, oxygen sensor
      {0x06, 1}, // OBDMID (CAN) or TID
      {0x08, 1}, // TID
      {0x09, 1}, // infotype
      {0x10, 1}, // session
      {0x11, 1}, // reset type
      {0x19, 1}, // sub-function
      {0x1A, 1}, // identification option
      {0x21, 1}, // local identifier
      {0x22, 2}, // data identifier
      {0x24, 2}, // data identifier
      {0x27, 1}, // access type
      {0x28, 1}, // control type
      {0x2A, 0},
      {0x2C, 1}, // definition type
      {0x2E, 2}, // data identifier
      {0x2F, 2}, // data identifier
      {0x30, 1}, // local identifier
      {0x31, 3}, // sub-function, routine identifier
      {0x3B, 1}, // local identifier
      {0x3E, 1}, // sub-function
      {0x83, 1}, // access type
      {0x85, 1}, // setting type
      {0x86, 1}, // event
      {0x87, 1}, // control type
    };
    for (int[] row : table) {
      ECHOED[row[0]] = (byte) row[1];
    }
  }

  private ServiceEcho() {}

  /**
   * The data of {@code answer}: what follows the echo of {@code request}, frame number and item
   * count.
   *
   * @return null if it does not answer {@code request}
   */
  static @Nullable Payload data(Payload request, EcuAddress ecu, Payload answer) {
    int service = request.at(0);
    int length = answer.length();
    if (length == 0 || answer.at(0) != (service + POSITIVE & 0xFF)) {
      return null;
    }
    int compared = Math.min(ECHOED[service], request.length() - 1);
    if (length <= compared) {
      return null;
    }
    for (int i = 1; i <= compared; i++) {
      if (answer.at(i) != echo(service, i, request.at(i))) {
        return null;
      }
    }
    return switch (service) {
      case 0x02, 0x05 -> answer.from(Math.min(3, length));
      case 0x03, 0x07, 0x0A -> troubleCodes(ecu, answer);
      // Filler before the bit map on the older buses.
      case 0x06 -> answer.from(isMap(request) && length == 7 ? 3 : 1 + compared);
      case 0x09 -> answer.from(hasItemCount(request, answer) && length > 2 ? 3 : 1 + compared);
      default -> answer.from(1 + compared);
    };
  }

  /** The sub-functions of ISO 14229-1 come back without suppressPosRspMsgIndicationBit. */
  private static int echo(int service, int index, int asked) {
    boolean subFunction =
        index == 1
            && switch (service) {
              case 0x10, 0x11, 0x19, 0x27, 0x28, 0x2C, 0x31, 0x3E, 0x83, 0x85, 0x86, 0x87 -> true;
              default -> false;
            };
    return subFunction ? asked & 0x7F : asked;
  }

  /**
   * On CAN the number of codes stands before them (SAE J1979 table 8), and what follows the last of
   * them is padding; on the older buses there are three codes, without a number.
   */
  private static Payload troubleCodes(EcuAddress ecu, Payload answer) {
    Payload rest = answer.from(1);
    if (rest.isEmpty() || ecu.kind() == EcuAddress.Kind.BYTE && (rest.length() & 1) == 0) {
      return rest;
    }
    int bytes = 2 * rest.at(0);
    return bytes < rest.length() ? rest.slice(1, bytes) : rest.from(1);
  }

  private static boolean isMap(Payload request) {
    return request.length() > 1 && (request.at(1) & 0x1F) == 0;
  }

  /**
   * Number of data items (CAN) or message number (older buses): every infotype has one, but the
   * message counts 01, 03, .. 09 and, on CAN, the bit maps.
   */
  private static boolean hasItemCount(Payload request, Payload answer) {
    if (request.length() < 2) {
      return false;
    }
    int infotype = request.at(1);
    if (isMap(request)) {
      return answer.length() == 7;
    }
    boolean messageCount = infotype <= 0x09 && (infotype & 1) == 1;
    return !messageCount;
  }
}
