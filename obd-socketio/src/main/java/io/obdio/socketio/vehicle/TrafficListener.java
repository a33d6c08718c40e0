package io.obdio.socketio.vehicle;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;

/**
 * A listener for undecoded responses. Called by the thread that reads the vehicle: must not block.
 */
@FunctionalInterface
public interface TrafficListener {

  /** Reports one response of an ECU. */
  void messageReceived(DiagnosticRequest request, EcuMessage message, Protocol protocol);

  /**
   * Reports a request with its answer; also called if there is no response.
   *
   * @param nanos duration of the exchange in nanoseconds
   */
  default void exchanged(DiagnosticRequest request, TransportAnswer answer, long nanos) {}
}
