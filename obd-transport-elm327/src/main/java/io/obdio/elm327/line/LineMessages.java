package io.obdio.elm327.line;

import io.obdio.core.message.EcuMessage;
import java.util.List;

/**
 * What the lines of one reply hold.
 *
 * @param messages whole messages, in the order in which they became whole
 * @param lines how many lines were good
 * @param damaged how many lines or messages were lost to damage
 * @param doubtful how many messages, from the first on, stand before damage: a reply to an earlier
 *     request stands there too
 */
public record LineMessages(List<EcuMessage> messages, int lines, int damaged, int doubtful) {

  /** Nothing. */
  public static final LineMessages NONE = new LineMessages(List.of(), 0, 0);

  /** Where damage is not to be located, all messages are doubtful. */
  public LineMessages(List<EcuMessage> messages, int lines, int damaged) {
    this(messages, lines, damaged, damaged > 0 ? messages.size() : 0);
  }
}
