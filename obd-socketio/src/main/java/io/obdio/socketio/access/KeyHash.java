package io.obdio.socketio.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a key (FIPS 180-4). A fast hash is sufficient because keys are random and long.
 * Immutable; {@link #equals} takes constant time.
 */
public final class KeyHash {

  private static final int LENGTH = 32;

  private final byte[] bytes;

  private KeyHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the hash of a key. */
  public static KeyHash of(String key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return new KeyHash(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Parses a hash.
   *
   * @throws IllegalArgumentException if the text is not 64 hexadecimal digits
   */
  public static KeyHash ofHex(String hex) {
    if (hex.length() != 2 * LENGTH) {
      throw new IllegalArgumentException("expected 64 hexadecimal digits");
    }
    return new KeyHash(HexFormat.of().parseHex(hex));
  }

  /** Returns the hash as 64 hexadecimal digits. */
  public String toHex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyHash that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return bytes[0] << 24 | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
  }

  @Override
  public String toString() {
    return "SHA-256 of a key";
  }
}
