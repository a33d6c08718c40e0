package io.obdio.elm327.request;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.elm327.reply.ElmError;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The result of sending a request once. Immutable. */
public sealed interface Attempt {

  /**
   * Complete responses: no line was damaged and no ECU announced another response.
   *
   * @param messages the responses, at least one
   * @param lines the number of lines that the adapter printed
   * @param mixed whether messages that answer other requests were among them
   */
  record Answered(List<EcuMessage> messages, int lines, boolean mixed) implements Attempt {
    @Override
    public TransportAnswer toAnswer() {
      return new TransportAnswer.Messages(messages);
    }
  }

  /**
   * A reply that is damaged or incomplete.
   *
   * @param messages the responses that are intact, possibly none
   * @param pending the ECUs that announced their response (NRC 78) and have not sent it yet
   * @param reason {@link Reason#NO_DATA} if the reply is intact and only incomplete
   * @param detail the raw text or the adapter's message
   */
  record Partial(List<EcuMessage> messages, Set<EcuAddress> pending, Reason reason, String detail)
      implements Attempt {
    @Override
    public TransportAnswer toAnswer() {
      return messages.isEmpty()
          ? TransportAnswer.none(reason, detail)
          : new TransportAnswer.Messages(messages);
    }
  }

  /**
   * An error message of the adapter, without any response.
   *
   * @param error the message; null for {@code ?}, a command that the adapter does not know
   * @param detail the message as text
   */
  record Refused(@Nullable ElmError error, String detail) implements Attempt {
    @Override
    public TransportAnswer toAnswer() {
      return TransportAnswer.none(reason(), detail);
    }

    /** Returns whether the same request may succeed if it is sent again. */
    boolean isTransient() {
      if (error == null) {
        return true;
      }
      return switch (error.kind()) {
        case RESET, ADAPTER, DAMAGE, LINE -> true;
        case BUS -> error == ElmError.BUS_BUSY;
        case SILENCE, NOTE -> false;
      };
    }

    /** Returns the reason that the error amounts to. */
    Reason reason() {
      if (error == null) {
        return Reason.ADAPTER_ERROR;
      }
      return switch (error.kind()) {
        case RESET, ADAPTER -> Reason.ADAPTER_ERROR;
        case BUS -> Reason.BUS_ERROR;
        case SILENCE, NOTE -> Reason.NO_DATA;
        case DAMAGE, LINE -> Reason.DAMAGED;
      };
    }
  }

  /**
   * A prompt without any text, the {@code OK} of an earlier command, or nothing at all.
   *
   * @param reason {@link Reason#ADAPTER_ERROR} if not a single character was received
   */
  record Silent(Reason reason, String detail) implements Attempt {
    @Override
    public TransportAnswer toAnswer() {
      return TransportAnswer.none(reason, detail);
    }
  }

  /** Only messages that answer other requests. */
  record Unrelated(String detail) implements Attempt {
    @Override
    public TransportAnswer toAnswer() {
      return TransportAnswer.none(Reason.DAMAGED, detail);
    }
  }

  /** A sign that the adapter has restarted, so that its settings are lost. */
  record Restarted(String detail) implements Attempt {
    @Override
    public TransportAnswer toAnswer() {
      return TransportAnswer.none(Reason.ADAPTER_ERROR, detail);
    }
  }

  /** Returns the responses to the request; empty if there are none. */
  default List<EcuMessage> messages() {
    return List.of();
  }

  /** Returns the attempt as the answer of the transport. */
  TransportAnswer toAnswer();
}
