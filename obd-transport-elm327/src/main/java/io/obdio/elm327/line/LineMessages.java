package io.obdio.elm327.line;

import io.obdio.core.message.EcuMessage;
import java.util.List;

/**
 * The messages in the lines of one reply.
 *
 * @param messages complete messages, in the order of their completion
 * @param lines the number of good lines
 * @param damaged the number of lines and messages that were lost to damage
 * @param doubtful the number of messages before the damage, where a reply to an earlier request
 *     would also be
 */
public record LineMessages(List<EcuMessage> messages, int lines, int damaged, int doubtful) {

  /** No lines. */
  public static final LineMessages NONE = new LineMessages(List.of(), 0, 0);

  /** Creates messages that are all doubtful if there is damage. */
  public LineMessages(List<EcuMessage> messages, int lines, int damaged) {
    this(messages, lines, damaged, damaged > 0 ? messages.size() : 0);
  }
}
