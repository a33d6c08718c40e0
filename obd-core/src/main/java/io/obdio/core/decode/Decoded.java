package io.obdio.core.decode;

/**
 * What a decoder made of an answer: a value, or why there is none.
 *
 * @param <V> the value's type
 */
public sealed interface Decoded<V> {

  /** The value. */
  record Value<V>(V value) implements Decoded<V> {}

  /**
   * No value.
   *
   * @param reason for a person, such as {@code too short: 1 of 2 bytes}
   */
  record Failed<V>(String reason) implements Decoded<V> {}

  /** A value. */
  static <V> Decoded<V> of(V value) {
    return new Value<>(value);
  }

  /** No value, and why. */
  static <V> Decoded<V> failed(String reason) {
    return new Failed<>(reason);
  }

  /** No value, because {@code actual} bytes came where {@code needed} are needed. */
  static <V> Decoded<V> tooShort(int actual, int needed) {
    return new Failed<>("too short: " + actual + " of " + needed + " bytes");
  }
}
