package io.obdio.core.connection;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;

/**
 * What of a request its answer repeats, and where the data begins behind that: SAE J1979 (services
 * 01..0A), ISO 14229-1 (10..3E) and ISO 14230-3 (1A, 21). Pure.
 */
final class ServiceEcho {

  /** Added to the service id in a positive response. */
  static final int POSITIVE = 0x40;

  /** {@link #dataStart}: the answer belongs to another request. */
  static final int OTHER = -1;

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
   * Where the data of {@code answer} begins, item count and frame number skipped; {@link #OTHER} if
   * it does not answer {@code request}. It may lie behind the end of a short answer: never beyond
   * its length.
   */
  static int dataStart(Payload request, EcuAddress ecu, Payload answer) {
    int service = request.at(0);
    if (answer.isEmpty() || answer.at(0) != (service + POSITIVE & 0xFF)) {
      return OTHER;
    }
    int echoed = ECHOED[service];
    int compared = Math.min(echoed, request.length() - 1);
    if (answer.length() <= compared) {
      return OTHER;
    }
    for (int i = 1; i <= compared; i++) {
      if (answer.at(i) != echo(service, i, request.at(i))) {
        return OTHER;
      }
    }
    int start = service == 0x02 || service == 0x05 ? 3 : 1 + compared;
    return Math.min(start + counts(service, request, ecu, answer), answer.length());
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

  /** How many bytes of counting stand before the data. */
  private static int counts(int service, Payload request, EcuAddress ecu, Payload answer) {
    return switch (service) {
      // Number of trouble codes: on CAN alone (SAE J1979 table 8), so the rest is odd.
      case 0x03, 0x07, 0x0A -> hasCodeCount(ecu, answer) ? 1 : 0;
      // Filler before the bit map on the older buses.
      case 0x06 -> isMap(request) && answer.length() == 7 ? 1 : 0;
      case 0x09 -> hasItemCount(request, answer) ? 1 : 0;
      default -> 0;
    };
  }

  private static boolean hasCodeCount(EcuAddress ecu, Payload answer) {
    return ecu.kind() != EcuAddress.Kind.BYTE || (answer.length() - 1 & 1) == 1;
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
