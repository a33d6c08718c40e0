package io.obdio.elm327.reply;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The characters of one reply: what stood before the prompt, with its line ends. Immutable. They
 * stay bytes until somebody wants text, which the usual reply of one line never needs.
 */
public final class RawReply {

  private final byte[] bytes;
  private final boolean prompt;
  private final boolean overflow;

  private RawReply(byte[] bytes, boolean prompt, boolean overflow) {
    this.bytes = bytes;
    this.prompt = prompt;
    this.overflow = overflow;
  }

  /** A reply with its prompt. */
  public static RawReply of(String text) {
    return new RawReply(text.getBytes(StandardCharsets.ISO_8859_1), true, false);
  }

  /**
   * What has come so far; copies the bytes.
   *
   * @param prompt true if the prompt came
   * @param overflow true if it was too long and its end is missing
   */
  static RawReply of(byte[] buffer, int length, boolean prompt, boolean overflow) {
    return new RawReply(Arrays.copyOf(buffer, length), prompt, overflow);
  }

  /** Nothing, not even a prompt. */
  public static RawReply nothing() {
    return new RawReply(new byte[0], false, false);
  }

  /** What stood before the prompt, with its line ends. */
  public String text() {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** True if the prompt came. */
  public boolean prompt() {
    return prompt;
  }

  /** True if it was too long and its end is missing. */
  public boolean overflow() {
    return overflow;
  }

  /** Number of characters. */
  public int length() {
    return bytes.length;
  }

  /** The character at {@code index}. */
  public byte at(int index) {
    return bytes[index];
  }

  /** On one line, for a person: line ends as {@code |}. */
  public String printable() {
    String shown = text().strip().replaceAll("[\r\n]+", "|");
    return shown.length() > 200 ? shown.substring(0, 200) + "..." : shown;
  }

  @Override
  public String toString() {
    return printable();
  }
}
