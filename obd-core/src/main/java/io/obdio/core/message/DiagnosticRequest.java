package io.obdio.core.message;

import java.util.Optional;

/** What a transport is asked to send. */
public sealed interface DiagnosticRequest {

  /**
   * A message to the vehicle.
   *
   * @param payload from the service id on, 1..4095 bytes
   * @param target the one ECU to ask; empty for all that answer the functional address
   */
  record ToVehicle(Payload payload, Optional<RequestTarget> target) implements DiagnosticRequest {

    /** Checks that there is something to send. */
    public ToVehicle {
      if (payload.isEmpty()) {
        throw new IllegalArgumentException("a request needs at least its service id");
      }
    }

    @Override
    public String toString() {
      return target.map(t -> t.request() + "#").orElse("") + payload;
    }
  }

  /**
   * A command to the adapter itself, such as {@code AT RV}. Transports without an adapter answer
   * {@link io.obdio.core.transport.TransportAnswer.Reason#NOT_SUPPORTED}.
   *
   * @param command the text, without its carriage return
   */
  record ToAdapter(String command) implements DiagnosticRequest {

    @Override
    public String toString() {
      return command;
    }
  }

  /** A request to every ECU that listens. */
  static DiagnosticRequest functional(Payload payload) {
    return new ToVehicle(payload, Optional.empty());
  }

  /** A request to one ECU. */
  static DiagnosticRequest physical(Payload payload, RequestTarget target) {
    return new ToVehicle(payload, Optional.of(target));
  }
}
