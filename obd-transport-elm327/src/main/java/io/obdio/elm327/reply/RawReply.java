package io.obdio.elm327.reply;

/**
 * The characters of one reply.
 *
 * @param text what stood before the prompt, with its line ends
 * @param prompt true if the prompt came
 * @param overflow true if it was too long and its end is missing
 */
public record RawReply(String text, boolean prompt, boolean overflow) {

  /** A reply with its prompt. */
  public static RawReply of(String text) {
    return new RawReply(text, true, false);
  }

  /** On one line, for a person: line ends as {@code |}. */
  public String printable() {
    String shown = text.strip().replaceAll("[\r\n]+", "|");
    return shown.length() > 200 ? shown.substring(0, 200) + "..." : shown;
  }
}
