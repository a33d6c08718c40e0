package io.obdio.core.definition;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.ObdAddress;
import io.obdio.core.message.RequestTarget;
import java.util.Locale;
import java.util.Optional;

/**
 * The column Header of Torque's lists: what the ELM327's AT SH takes. 3 digits are an 11 bit
 * identifier, 8 digits one of 29 bits, 6 digits the last three bytes of one (after 18) or the three
 * header bytes of an older bus; blank or {@code auto} means all ECUs. Lists of Car Scanner add the
 * answer's identifier after a colon.
 */
final class TorqueAddress {

  private static final int CAN_PRIORITY = 0x18;

  /** First bytes of the headers of J1850, ISO 9141-2 (48, 61, 68, 6C) and ISO 14230-4 (8x, Cx). */
  private static final String LEGACY = "(48|61|68|6C|C[0-7]|8[0-9A-F]).{4}";

  private TorqueAddress() {}

  /**
   * Returns the ECU that a header addresses; empty for all.
   *
   * @throws IllegalArgumentException if it is not a header
   */
  static Optional<RequestTarget> parse(String header) {
    String[] parts = header.replace(" ", "").toUpperCase(Locale.ROOT).split(":", 2);
    String text = parts[0].startsWith("0X") ? parts[0].substring(2) : parts[0];
    if (text.isEmpty() || text.equals("AUTO")) {
      return Optional.empty();
    }
    if (text.length() == 6 && text.matches(LEGACY)) {
      int bytes = number(header, text);
      return ObdAddress.Header.isFunctional(bytes)
          ? Optional.empty()
          : Optional.of(RequestTarget.of(EcuAddress.ofByte(bytes >> 8 & 0xFF)));
    }
    EcuAddress request = can(header, text);
    if (ObdAddress.isFunctional(request)) {
      return Optional.empty();
    }
    return Optional.of(
        parts.length == 1
            ? RequestTarget.of(request)
            : RequestTarget.of(request, can(header, parts[1])));
  }

  private static EcuAddress can(String header, String text) {
    int id = number(header, text);
    EcuAddress.Kind kind = text.length() == 3 ? EcuAddress.Kind.CAN_11 : EcuAddress.Kind.CAN_29;
    if (text.length() != 3 && text.length() != 6 && text.length() != 8) {
      throw notAHeader(header);
    }
    try {
      return new EcuAddress(kind, text.length() == 6 ? CAN_PRIORITY << 24 | id : id);
    } catch (IllegalArgumentException e) {
      throw notAHeader(header);
    }
  }

  private static int number(String header, String text) {
    if (!text.matches("[0-9A-F]{3,8}")) {
      throw notAHeader(header);
    }
    return Integer.parseUnsignedInt(text, 16);
  }

  private static IllegalArgumentException notAHeader(String header) {
    return new IllegalArgumentException(
        "'" + header + "' is not a header, such as 7E0, DA10F1 or 18DA10F1");
  }
}
