package io.obdio.elm327.line;

import io.obdio.core.message.EcuAddress;
import io.obdio.elm327.reply.RawReply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes messages of the hex lines of one reply. One thread at a time. */
@FunctionalInterface
public interface LineFormat {

  /**
   * Reads the lines of one reply. Never throws on what an adapter prints.
   *
   * @param lines hex digits without spaces
   */
  LineMessages read(List<String> lines);

  /**
   * The short way for the reply that nearly every request brings: one message, on one line, and
   * nothing else. It means what {@code ReplyReader} and {@link #read} would make of it, without
   * their strings and lists.
   *
   * @param command what was sent, without carriage return
   * @return null for every other reply, which has to take the long way
   */
  default @Nullable LineMessages readPlain(String command, RawReply reply) {
    return null;
  }

  /** False if the lines do not say which ECU sent them. */
  default boolean namesEcus() {
    return true;
  }

  /** The same for the answers of one ECU, to whose name lines without one are put down. */
  default LineFormat of(EcuAddress ecu) {
    return this;
  }
}
