package io.obdio.elm327.reply;

import java.util.List;

/** The content of a reply, without echo, prompt and messages of the radio module. */
public sealed interface ElmReply {

  /** The prompt alone. */
  record Blank() implements ElmReply {}

  /** {@code OK}. */
  record Ok() implements ElmReply {}

  /** {@code ?}: the adapter does not know the command. */
  record Unknown() implements ElmReply {}

  /**
   * Lines of hex digits, without spaces.
   *
   * @param hex the lines; with 11-bit identifiers they have an odd number of digits
   * @param damaged how many other lines were damaged or unreadable
   * @param followed whether one of these follows a line of digits
   */
  record Data(List<String> hex, int damaged, boolean followed) implements ElmReply {}

  /**
   * Words, such as an identity or a voltage.
   *
   * @param lines each as printed, trimmed
   */
  record Words(List<String> lines) implements ElmReply {}

  /**
   * One of the data sheet's messages.
   *
   * @param error the gravest
   * @param hex the intact lines; those before the message only if it reports damage
   */
  record Failed(ElmError error, List<String> hex) implements ElmReply {}
}
