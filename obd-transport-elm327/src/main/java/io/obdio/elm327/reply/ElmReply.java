package io.obdio.elm327.reply;

import java.util.List;

/** What a reply says. The lines are without echo, prompt and radio chatter. */
public sealed interface ElmReply {

  /** Nothing but the prompt. */
  record Blank() implements ElmReply {}

  /** {@code OK}. */
  record Ok() implements ElmReply {}

  /** {@code ?}: the adapter does not know the command. */
  record Unknown() implements ElmReply {}

  /**
   * Lines of hex digits, without spaces.
   *
   * @param hex each line; on a CAN bus of 11 bits an odd number of digits
   * @param damaged how many other lines were damaged or unreadable
   * @param followed true if one of these stands behind a line of digits
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
   * @param hex intact lines; those before it only where it means damage to what was being shown
   */
  record Failed(ElmError error, List<String> hex) implements ElmReply {}
}
