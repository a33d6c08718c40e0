package io.obdio.sim.elm327;

/** Hex digits in the adapter's lines and in the host's commands. */
final class HexText {

  private static final String DIGITS = "0123456789ABCDEF";

  private HexText() {}

  /** Appends two digits, and optionally a space. */
  static void append(StringBuilder target, int value, boolean space) {
    target.append(DIGITS.charAt(value >> 4 & 0xF)).append(DIGITS.charAt(value & 0xF));
    if (space) {
      target.append(' ');
    }
  }

  static void append(StringBuilder target, byte[] bytes, int from, int to, boolean space) {
    for (int i = from; i < to; i++) {
      append(target, bytes[i], space);
    }
  }

  /** Returns whether a text is not empty and has only hex digits. */
  static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (DIGITS.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Returns the bytes of an even number of digits. */
  static byte[] bytes(String digits) {
    byte[] result = new byte[digits.length() / 2];
    for (int i = 0; i < result.length; i++) {
      result[i] =
          (byte)
              (Character.digit(digits.charAt(2 * i), 16) << 4
                  | Character.digit(digits.charAt(2 * i + 1), 16));
    }
    return result;
  }

  /** Returns the value of up to eight digits. */
  static int value(String digits) {
    return (int) Long.parseLong(digits, 16);
  }
}
