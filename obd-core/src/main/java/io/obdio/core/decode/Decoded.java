package io.obdio.core.decode;

/**
 * The result of a decoder: a value, or the reason why there is none.
 *
 * @param <V> the value's type
 */
public sealed interface Decoded<V> {

  /** A value. */
  record Value<V>(V value) implements Decoded<V> {}

  /**
   * A response that could not be decoded.
   *
   * @param reason for people, such as {@code too short: 1 of 2 bytes}
   */
  record Failed<V>(String reason) implements Decoded<V> {}

  /** Returns a result with a value. */
  static <V> Decoded<V> of(V value) {
    return new Value<>(value);
  }

  /** Returns a result without a value. */
  static <V> Decoded<V> failed(String reason) {
    return new Failed<>(reason);
  }

  /** Returns a result without a value, because {@code needed} bytes are required. */
  static <V> Decoded<V> tooShort(int actual, int needed) {
    return new Failed<>("too short: " + actual + " of " + needed + " bytes");
  }
}
