package io.obdio.core.connection;

import io.obdio.core.message.EcuMessage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** Lets a benchmark reach what takes composite answers apart; nothing else needs it. */
@NullMarked
public final class CompositeSplit {

  private CompositeSplit() {}

  /** The answers by PID. */
  public static Map<Integer, List<EcuMessage>> split(
      List<EcuMessage> messages, Map<Integer, Integer> lengths) {
    Map<Integer, List<EcuMessage>> split = CompositeAnswer.split(messages, lengths);
    if (split == null) {
      throw new IllegalStateException("cannot be taken apart: " + messages);
    }
    return split;
  }
}
