package io.obdio.isotp.can;

import java.util.HexFormat;
import java.util.Locale;

/**
 * The text form of frames on the serial line of adapters with the Lawicel (slcan) protocol: {@code
 * t7E8403410D00}, {@code T18DAF110203} and so on, without the CR at the end.
 *
 * <p>Source: the manual of the Lawicel CANUSB for {@code t}, {@code T}, {@code r}, {@code R} and
 * timestamps; the firmware of the CANable 2.0 for the FD frames {@code d}, {@code D}, {@code b},
 * {@code B} and timestamps of 8 digits.
 */
public final class SlcanFormat {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** The data length code of CAN and CAN FD (ISO 11898-1): the number of bytes by code. */
  private static final int[] LENGTHS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 48, 64};

  /** Digits of a timestamp in ms and, by the CANable 2.0, in us. */
  private static final int[] TIMESTAMPS = {0, 4, 8};

  /** The kinds of frames, by their letter. */
  private enum Letter {
    BASE_DATA('t', CanFrame.Kind.DATA, false, false),
    EXTENDED_DATA('T', CanFrame.Kind.DATA, true, false),
    BASE_REMOTE('r', CanFrame.Kind.REMOTE, false, false),
    EXTENDED_REMOTE('R', CanFrame.Kind.REMOTE, true, false),
    BASE_FD('d', CanFrame.Kind.FD, false, false),
    EXTENDED_FD('D', CanFrame.Kind.FD, true, false),
    BASE_FD_SWITCHED('b', CanFrame.Kind.FD, false, true),
    EXTENDED_FD_SWITCHED('B', CanFrame.Kind.FD, true, true);

    private final char code;
    private final CanFrame.Kind kind;
    private final boolean extended;
    private final boolean bitRateSwitch;

    Letter(char code, CanFrame.Kind kind, boolean extended, boolean bitRateSwitch) {
      this.code = code;
      this.kind = kind;
      this.extended = extended;
      this.bitRateSwitch = bitRateSwitch;
    }

    int idDigits() {
      return extended ? 8 : 3;
    }

    static Letter of(CanFrame frame) {
      for (Letter letter : values()) {
        if (letter.kind == frame.kind()
            && letter.extended == frame.id().extended()
            && letter.bitRateSwitch == frame.bitRateSwitch()) {
          return letter;
        }
      }
      throw new IllegalArgumentException("not a frame that can be sent: " + frame);
    }

    static Letter of(char code) {
      for (Letter letter : values()) {
        if (letter.code == code) {
          return letter;
        }
      }
      throw new IllegalArgumentException("'" + code + "' is not the letter of a frame");
    }
  }

  private SlcanFormat() {}

  /** Returns true if a line with this first character is a frame. */
  public static boolean isFrame(char first) {
    return "tTrRdDbB".indexOf(first) >= 0;
  }

  /**
   * Formats a frame.
   *
   * @throws IllegalArgumentException if it is an error frame
   */
  public static String format(CanFrame frame) {
    Letter letter = Letter.of(frame);
    String id = String.format(Locale.ROOT, letter.extended ? "%08X" : "%03X", frame.id().value());
    return letter.code + id + code(frame.length()) + HEX.formatHex(frame.data());
  }

  private static String code(int length) {
    for (int code = 0; code < LENGTHS.length; code++) {
      if (LENGTHS[code] == length) {
        return Integer.toHexString(code).toUpperCase(Locale.ROOT);
      }
    }
    throw new IllegalArgumentException(length + " bytes is not a length of frames");
  }

  /**
   * Parses a frame, with or without a timestamp, which is ignored.
   *
   * @throws IllegalArgumentException if it is not of this form
   */
  public static CanFrame parse(String line) {
    try {
      return parseFrame(line);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a CAN frame: '" + line + "'", e);
    }
  }

  private static CanFrame parseFrame(String line) {
    Letter letter = Letter.of(line.charAt(0));
    int at = 1 + letter.idDigits();
    CanId id = new CanId(HexFormat.fromHexDigits(line, 1, at), letter.extended);
    int length = LENGTHS[HexFormat.fromHexDigit(line.charAt(at))];
    at++;
    int end = letter.kind == CanFrame.Kind.REMOTE ? at : at + 2 * length;
    byte[] data = HEX.parseHex(line.substring(at, end));
    requireTimestamp(line.substring(end));
    return switch (letter.kind) {
      case DATA -> CanFrame.of(id, data);
      case REMOTE -> CanFrame.remote(id, length);
      case FD -> CanFrame.fd(id, letter.bitRateSwitch, data);
      case ERROR -> throw new IllegalArgumentException("error frames have no letter");
    };
  }

  private static void requireTimestamp(String rest) {
    for (int digits : TIMESTAMPS) {
      if (rest.length() == digits) {
        if (digits > 0) {
          long unused = HexFormat.fromHexDigitsToLong(rest);
        }
        return;
      }
    }
    throw new IllegalArgumentException(rest.length() + " digits after the data");
  }
}
