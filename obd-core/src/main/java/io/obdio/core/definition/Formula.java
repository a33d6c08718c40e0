package io.obdio.core.definition;

import io.obdio.core.message.Payload;

/**
 * An arithmetic formula over the data bytes of an answer, compiled once, safe to share between
 * threads. Bytes are {@code A}, {@code B}, .. {@code Z}, {@code AA}, {@code AB}, ..; {@code {A:7}}
 * is bit 7 of A, the most significant. Operators, from weak to strong: {@code ? :}, {@code ||},
 * {@code &&}, {@code |}, {@code &}, {@code == !=}, {@code < <= > >=}, {@code << >>}, {@code + -},
 * {@code * / %}, {@code - ! ~}, {@code ^} (power); functions: see {@link FormulaFunctions}. There
 * is no way from a formula to anything but numbers.
 */
public final class Formula {

  /** A compiled part. */
  @FunctionalInterface
  interface Node {
    /** The value for these data, which are long enough. */
    double eval(Payload data);
  }

  private final String text;
  private final Node root;
  private final int bytes;

  Formula(String text, Node root, int bytes) {
    this.text = text;
    this.root = root;
    this.bytes = bytes;
  }

  /**
   * Compiles a formula.
   *
   * @throws IllegalArgumentException saying where it is wrong
   */
  public static Formula compile(String text) {
    return new FormulaCompiler(text).compile();
  }

  /** The number of data bytes that it reads. */
  public int bytes() {
    return bytes;
  }

  /**
   * Its value; it may be infinite or not a number, as after a division by zero.
   *
   * @throws IndexOutOfBoundsException if there are fewer than {@link #bytes} bytes
   */
  public double eval(Payload data) {
    return root.eval(data);
  }

  @Override
  public String toString() {
    return text;
  }
}
