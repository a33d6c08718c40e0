package io.obdio.core.transport;

import io.obdio.core.message.EcuMessage;
import java.util.List;

/** What one exchange yielded. A bad answer is data, not an exception. */
public sealed interface TransportAnswer {

  /**
   * Complete messages, at least one, in order of arrival.
   *
   * @param messages each ECU's answers, negative responses among them
   */
  record Messages(List<EcuMessage> messages) implements TransportAnswer {

    /** Copies the list. */
    public Messages {
      messages = List.copyOf(messages);
      if (messages.isEmpty()) {
        throw new IllegalArgumentException("no messages: say NoAnswer and why");
      }
    }
  }

  /**
   * The adapter's own words to a command of its own.
   *
   * @param text lines parted by {@code \n}, without prompt and echo
   */
  record AdapterText(String text) implements TransportAnswer {}

  /**
   * Nothing usable came.
   *
   * @param reason in one word
   * @param detail the raw text or what happened, for a person; "" if there is none
   */
  record NoAnswer(Reason reason, String detail) implements TransportAnswer {}

  /** Why nothing usable came. */
  enum Reason {
    /** No ECU answered in time. */
    NO_DATA,
    /** The bus failed: no connection, bus busy, bus or CAN error. */
    BUS_ERROR,
    /** What came was damaged: bad checksum, missing frame, garbage. */
    DAMAGED,
    /** The adapter refused or failed: unknown command, buffer full, reset. */
    ADAPTER_ERROR,
    /** This transport cannot do that at all. */
    NOT_SUPPORTED
  }

  /** A {@link NoAnswer}. */
  static TransportAnswer none(Reason reason, String detail) {
    return new NoAnswer(reason, detail);
  }
}
