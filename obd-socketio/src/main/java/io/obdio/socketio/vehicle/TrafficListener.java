package io.obdio.socketio.vehicle;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.Protocol;

/**
 * A listener for undecoded responses. Called by the thread that reads the vehicle: must not block.
 */
@FunctionalInterface
public interface TrafficListener {

  /** Reports one response of an ECU. */
  void messageReceived(DiagnosticRequest request, EcuMessage message, Protocol protocol);
}
