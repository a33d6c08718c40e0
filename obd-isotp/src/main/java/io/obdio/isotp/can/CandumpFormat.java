package io.obdio.isotp.can;

import java.util.HexFormat;
import java.util.Locale;

/**
 * The text forms of frames that the tools of can-utils use: {@code 7E8#0441000102}, {@code
 * 18DAF110#R4}, {@code 123##1A0B1} and, for an error frame, {@code 20000004#0008000000000000}.
 */
public final class CandumpFormat {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** SocketCAN's flag for error frames, part of their identifier. */
  private static final int ERROR_FLAG = 0x20000000;

  /** SocketCAN's flag for FD frames with bit rate switch (linux/can.h). */
  private static final int FD_BRS = 1;

  private CandumpFormat() {}

  /** Formats a frame in the compact form of candump logs and cansend. */
  public static String format(CanFrame frame) {
    String id = id(frame);
    return switch (frame.kind()) {
      case DATA, ERROR -> id + "#" + HEX.formatHex(frame.data());
      case REMOTE -> id + "#R" + (frame.length() == 0 ? "" : frame.length());
      case FD -> id + "##" + (frame.bitRateSwitch() ? FD_BRS : 0) + HEX.formatHex(frame.data());
    };
  }

  /** Formats a frame as candump prints it: {@code can0 7E8 [8] 04 41 00 01 02}, with its spaces. */
  public static String formatForScreen(String bus, CanFrame frame) {
    StringBuilder line = new StringBuilder("  ").append(bus).append("  ").append(id(frame));
    if (frame.kind() == CanFrame.Kind.FD) {
      line.append(String.format(Locale.ROOT, "  [%02d] ", frame.length()));
    } else {
      line.append("   [").append(frame.length()).append("] ");
    }
    if (frame.kind() == CanFrame.Kind.REMOTE) {
      return line.append(" remote request").toString();
    }
    for (int i = 0; i < frame.length(); i++) {
      line.append(' ').append(HEX.toHexDigits((byte) frame.at(i)));
    }
    if (frame.kind() == CanFrame.Kind.ERROR) {
      line.append("   ".repeat(8 - frame.length())).append("   ERRORFRAME");
    }
    return line.toString();
  }

  private static String id(CanFrame frame) {
    return frame.kind() == CanFrame.Kind.ERROR
        ? HEX.toHexDigits(frame.id().value() | ERROR_FLAG)
        : frame.id().toString();
  }

  /**
   * Parses the compact form; accepts both cases of digits, and dots between bytes as cansend does.
   *
   * @throws IllegalArgumentException if it is not of this form
   */
  public static CanFrame parse(String text) {
    int hash = text.indexOf('#');
    if (hash < 0) {
      throw new IllegalArgumentException("not a CAN frame: '" + text + "' (no #)");
    }
    String id = text.substring(0, hash);
    String rest = text.substring(hash + 1);
    try {
      if (rest.startsWith("#")) {
        return parseFd(CanId.parse(id), rest.substring(1));
      }
      if (rest.startsWith("R") || rest.startsWith("r")) {
        return CanFrame.remote(CanId.parse(id), rest.length() == 1 ? 0 : digits(rest.substring(1)));
      }
      if (id.length() == 8 && (digits(id.substring(0, 1)) & 0xE) == 2) {
        int errorClass = HexFormat.fromHexDigits(id) & CanId.MAX_EXTENDED;
        return CanFrame.error(errorClass, bytes(rest));
      }
      return CanFrame.of(CanId.parse(id), bytes(rest));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a CAN frame: '" + text + "': " + e.getMessage(), e);
    }
  }

  private static CanFrame parseFd(CanId id, String rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("the FD flags digit is missing");
    }
    int flags = digits(rest.substring(0, 1));
    return CanFrame.fd(id, (flags & FD_BRS) != 0, bytes(rest.substring(1)));
  }

  private static int digits(String text) {
    if (text.length() != 1 || !HexFormat.isHexDigit(text.charAt(0))) {
      throw new IllegalArgumentException("expected one hex digit, not '" + text + "'");
    }
    return HexFormat.fromHexDigit(text.charAt(0));
  }

  private static byte[] bytes(String hex) {
    return HEX.parseHex(hex.replace(".", ""));
  }
}
