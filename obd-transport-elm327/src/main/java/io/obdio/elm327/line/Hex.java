package io.obdio.elm327.line;

/** The hex digits of a line. Pure. */
final class Hex {

  private Hex() {}

  /** Returns the value of one upper case digit, or -1. */
  static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  }

  /** Returns the number in {@code count} (at most 8) digits from {@code at} on, or -1. */
  static long number(String line, int at, int count) {
    if (at + count > line.length()) {
      return -1;
    }
    long value = 0;
    for (int i = at; i < at + count; i++) {
      int digit = digit(line.charAt(i));
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** Returns the bytes from digit {@code at} on; an empty array if they are not complete bytes. */
  static byte[] bytes(String line, int at) {
    int digits = line.length() - at;
    if (digits <= 0 || (digits & 1) != 0) {
      return new byte[0];
    }
    byte[] bytes = new byte[digits / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = digit(line.charAt(at + 2 * i));
      int low = digit(line.charAt(at + 2 * i + 1));
      if ((high | low) < 0) {
        return new byte[0];
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return bytes;
  }
}
