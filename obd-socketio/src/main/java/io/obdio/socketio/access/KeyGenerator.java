package io.obdio.socketio.access;

import java.security.SecureRandom;

/** The generator of keys: 256 random bits as {@code obd_} and 52 characters in base32. */
public final class KeyGenerator {

  private static final String PREFIX = "obd_";
  private static final int BITS = 256;

  /** The alphabet of RFC 4648 clause 6 in lower case. */
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  private static final SecureRandom RANDOM = new SecureRandom();

  private KeyGenerator() {}

  /** Returns a new key. */
  public static String generate() {
    byte[] random = new byte[BITS / 8];
    RANDOM.nextBytes(random);
    return PREFIX + base32(random);
  }

  static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte each : bytes) {
      buffer = buffer << 8 | each & 0xFF;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt(buffer >> bits & 31));
      }
      buffer &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(BASE32.charAt(buffer << 5 - bits & 31));
    }
    return text.toString();
  }
}
