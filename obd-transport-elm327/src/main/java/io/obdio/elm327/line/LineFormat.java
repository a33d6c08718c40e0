package io.obdio.elm327.line;

import io.obdio.core.message.EcuAddress;
import io.obdio.elm327.reply.RawReply;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A format of the hex lines of a reply, read as messages. Used by one thread at a time. */
@FunctionalInterface
public interface LineFormat {

  /**
   * Reads the lines of one reply. Never throws, whatever an adapter prints.
   *
   * @param lines hex digits without spaces
   */
  LineMessages read(List<String> lines);

  /**
   * Reads a reply of one message on one line, which nearly every reply is. The result is that of
   * {@code ReplyReader} and {@link #read}, without their strings and lists.
   *
   * @param command what was sent, without carriage return
   * @return null for every other reply
   */
  default @Nullable LineMessages readPlain(String command, RawReply reply) {
    return null;
  }

  /** Returns whether the lines show which ECU sent them. */
  default boolean namesEcus() {
    return true;
  }

  /**
   * Returns this format for the answers of one ECU, which lines without a header are attributed to.
   */
  default LineFormat of(EcuAddress ecu) {
    return this;
  }

  /**
   * Returns this format for frames with an address byte before the protocol control information
   * (extended addressing, ISO 15765-2 clause 10.3.3).
   *
   * @param prefix the address byte; empty if every byte is accepted
   */
  default LineFormat addressed(OptionalInt prefix) {
    return this;
  }
}
