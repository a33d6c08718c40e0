package io.obdio.socketio.vehicle;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.ForwardingTransport;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import java.time.Duration;
import java.util.List;

/**
 * A transport that reports the responses of another one to listeners. It changes nothing.
 *
 * <p>Threads: as {@link DiagnosticTransport} requires.
 */
final class ObservedTransport extends ForwardingTransport {

  private final List<TrafficListener> listeners;

  /**
   * Wraps a transport.
   *
   * @param listeners may change at any time; safe for use by several threads
   */
  ObservedTransport(DiagnosticTransport transport, List<TrafficListener> listeners) {
    super(transport);
    this.listeners = listeners;
  }

  @Override
  public List<EcuMessage> open(Duration timeout) throws TransportException {
    List<EcuMessage> probed = super.open(timeout);
    report(PROBE, probed);
    return probed;
  }

  @Override
  public TransportAnswer exchange(DiagnosticRequest request, Duration timeout)
      throws TransportException {
    if (listeners.isEmpty()) {
      return super.exchange(request, timeout);
    }
    long start = System.nanoTime();
    TransportAnswer answer = super.exchange(request, timeout);
    long nanos = System.nanoTime() - start;
    listeners.forEach(listener -> listener.exchanged(request, answer, nanos));
    if (answer instanceof TransportAnswer.Messages messages) {
      report(request, messages.messages());
    }
    return answer;
  }

  private void report(DiagnosticRequest request, List<EcuMessage> messages) {
    for (TrafficListener listener : listeners) {
      for (EcuMessage message : messages) {
        listener.messageReceived(request, message, protocol());
      }
    }
  }
}
