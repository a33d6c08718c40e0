package io.obdio.elm327.reply;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The characters of one reply, with line ends, without the prompt. Immutable. They remain bytes
 * until text is needed, which it is not for the usual reply of one line.
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

  /** Returns a reply that ended with a prompt. */
  public static RawReply of(String text) {
    return new RawReply(text.getBytes(StandardCharsets.ISO_8859_1), true, false);
  }

  /**
   * Returns a reply with a copy of the bytes.
   *
   * @param prompt whether the prompt was received
   * @param overflow whether the reply was too long and its end is missing
   */
  static RawReply of(byte[] buffer, int length, boolean prompt, boolean overflow) {
    return new RawReply(Arrays.copyOf(buffer, length), prompt, overflow);
  }

  /** Returns an empty reply without prompt. */
  public static RawReply nothing() {
    return new RawReply(new byte[0], false, false);
  }

  /** Returns the characters as text, with line ends. */
  public String text() {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Returns whether the prompt was received. */
  public boolean prompt() {
    return prompt;
  }

  /** Returns whether the reply was too long and its end is missing. */
  public boolean overflow() {
    return overflow;
  }

  /** Returns the number of characters. */
  public int length() {
    return bytes.length;
  }

  /** Returns the character at {@code index}. */
  public byte at(int index) {
    return bytes[index];
  }

  /** Returns at most 200 characters on one line, with {@code |} for line ends. */
  public String printable() {
    String shown = text().strip().replaceAll("[\r\n]+", "|");
    return shown.length() > 200 ? shown.substring(0, 200) + "..." : shown;
  }

  @Override
  public String toString() {
    return printable();
  }
}
