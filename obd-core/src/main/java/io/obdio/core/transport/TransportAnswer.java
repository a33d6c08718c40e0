package io.obdio.core.transport;

import io.obdio.core.message.EcuMessage;
import java.util.List;

/** The result of one exchange. A bad answer is data, not an exception. */
public sealed interface TransportAnswer {

  /**
   * Complete messages, at least one, in order of reception.
   *
   * @param messages the responses of the ECUs, negative ones included
   */
  record Messages(List<EcuMessage> messages) implements TransportAnswer {

    /** Copies the list. */
    public Messages {
      messages = List.copyOf(messages);
      if (messages.isEmpty()) {
        throw new IllegalArgumentException("expected at least one message; use NoAnswer otherwise");
      }
    }
  }

  /**
   * The adapter's answer to a command of its own.
   *
   * @param text lines separated by {@code \n}, without prompt and echo
   */
  record AdapterText(String text) implements TransportAnswer {}

  /**
   * The absence of a usable answer.
   *
   * @param reason the reason
   * @param detail the raw text or the cause, for people; "" if there is none
   */
  record NoAnswer(Reason reason, String detail) implements TransportAnswer {}

  /** The reasons why there is no usable answer. */
  enum Reason {
    /** No ECU answered in time. */
    NO_DATA,
    /** The bus failed: no connection, bus busy, bus or CAN error. */
    BUS_ERROR,
    /** The answer was damaged: wrong checksum, missing frame, garbage. */
    DAMAGED,
    /** The adapter rejected the command or failed: unknown command, buffer full, reset. */
    ADAPTER_ERROR,
    /** A kind of request that the transport does not support. */
    NOT_SUPPORTED
  }

  /** Returns a {@link NoAnswer}. */
  static TransportAnswer none(Reason reason, String detail) {
    return new NoAnswer(reason, detail);
  }
}
