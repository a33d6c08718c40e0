package io.obdio.core.connection;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.message.EcuMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** The access of a benchmark to package-private classes that decode responses. */
@NullMarked
public final class ResponseDecoding {

  private ResponseDecoding() {}

  /** Returns the response to a command for messages. */
  public static <V> ObdResponse<V> read(
      ObdCommand<V> command, List<EcuMessage> messages, Instant time) {
    return ResponseReader.STANDARD.read(command, messages, time);
  }

  /** Returns the responses by PID. */
  public static Map<Integer, List<EcuMessage>> split(
      List<EcuMessage> messages, Map<Integer, Integer> lengths) {
    Map<Integer, List<EcuMessage>> split = CompositeAnswer.split(messages, lengths);
    if (split == null) {
      throw new IllegalStateException("these messages cannot be split: " + messages);
    }
    return split;
  }
}
