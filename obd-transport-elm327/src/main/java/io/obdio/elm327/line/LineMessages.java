package io.obdio.elm327.line;

import io.obdio.core.message.EcuMessage;
import java.util.List;

/**
 * What the lines of one reply hold.
 *
 * @param messages whole messages, in the order in which they became whole
 * @param lines how many lines were good
 * @param damaged how many lines or messages were lost to damage
 */
public record LineMessages(List<EcuMessage> messages, int lines, int damaged) {

  /** Nothing. */
  public static final LineMessages NONE = new LineMessages(List.of(), 0, 0);
}
