package io.obdio.core.message;

import java.util.Optional;

/** A request that a transport sends. */
public sealed interface DiagnosticRequest {

  /** Returns this request without {@link RequestOptions}: the bytes and their target alone. */
  default DiagnosticRequest plain() {
    return this;
  }

  /**
   * A message to the vehicle.
   *
   * @param payload from the service id on, 1..4095 bytes
   * @param target the ECU that receives the request; empty for all that receive the functional
   *     address
   * @param options conditions of the request
   */
  record ToVehicle(Payload payload, Optional<RequestTarget> target, RequestOptions options)
      implements DiagnosticRequest {

    /** Checks that the payload is not empty. */
    public ToVehicle {
      if (payload.isEmpty()) {
        throw new IllegalArgumentException("a request needs at least its service id");
      }
    }

    /** Creates a request without conditions. */
    public ToVehicle(Payload payload, Optional<RequestTarget> target) {
      this(payload, target, RequestOptions.NONE);
    }

    @Override
    public ToVehicle plain() {
      return options.equals(RequestOptions.NONE) ? this : new ToVehicle(payload, target);
    }

    @Override
    public String toString() {
      return target.map(t -> t + "#").orElse("") + payload;
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

  /** Returns a request to every ECU that receives the functional address. */
  static DiagnosticRequest functional(Payload payload) {
    return new ToVehicle(payload, Optional.empty());
  }

  /** Returns a request to one ECU. */
  static DiagnosticRequest physical(Payload payload, RequestTarget target) {
    return new ToVehicle(payload, Optional.of(target));
  }
}
