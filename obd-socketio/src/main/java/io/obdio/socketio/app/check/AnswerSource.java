package io.obdio.socketio.app.check;

import io.obdio.core.definition.DefinedCommand;
import io.obdio.core.message.Payload;
import java.util.List;

/** A source of the answers to the request of one line. */
@FunctionalInterface
interface AnswerSource {

  /** Returns the answers that a command gets. */
  Answers request(DefinedCommand command);

  /**
   * The answers to a command, or the reason why there are none.
   *
   * @param data the data of each ECU's answer
   * @param kind the reason, if there is no answer
   * @param detail the reason in words
   */
  record Answers(List<Payload> data, ValueKind kind, String detail) {

    /** Copies the list. */
    public Answers {
      data = List.copyOf(data);
    }

    static Answers of(List<Payload> data) {
      return new Answers(data, ValueKind.NO_ANSWER, "");
    }

    static Answers none(ValueKind kind, String detail) {
      return new Answers(List.of(), kind, detail);
    }
  }
}
