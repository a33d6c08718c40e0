package io.obdio.socketio.vehicle;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.SimulatorControls;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A transport that reports the responses of another one to listeners. It changes nothing.
 *
 * <p>Threads: as {@link DiagnosticTransport} requires.
 */
final class ObservedTransport implements DiagnosticTransport {

  private final DiagnosticTransport transport;
  private final List<TrafficListener> listeners;

  /**
   * Wraps a transport.
   *
   * @param listeners may change at any time; safe for use by several threads
   */
  ObservedTransport(DiagnosticTransport transport, List<TrafficListener> listeners) {
    this.transport = transport;
    this.listeners = listeners;
  }

  @Override
  public List<EcuMessage> open(Duration timeout) throws TransportException {
    List<EcuMessage> probed = transport.open(timeout);
    report(PROBE, probed);
    return probed;
  }

  @Override
  public TransportAnswer exchange(DiagnosticRequest request, Duration timeout)
      throws TransportException {
    TransportAnswer answer = transport.exchange(request, timeout);
    if (answer instanceof TransportAnswer.Messages messages) {
      report(request, messages.messages());
    }
    return answer;
  }

  private void report(DiagnosticRequest request, List<EcuMessage> messages) {
    for (TrafficListener listener : listeners) {
      for (EcuMessage message : messages) {
        listener.messageReceived(request, message, transport.protocol());
      }
    }
  }

  @Override
  public ConnectionStatus status() {
    return transport.status();
  }

  @Override
  public Protocol protocol() {
    return transport.protocol();
  }

  @Override
  public String portName() {
    return transport.portName();
  }

  @Override
  public boolean hasAdapter() {
    return transport.hasAdapter();
  }

  @Override
  public void setListener(TransportListener listener) {
    transport.setListener(listener);
  }

  @Override
  public boolean lowPower() throws TransportException {
    return transport.lowPower();
  }

  @Override
  public boolean normalPower() throws TransportException {
    return transport.normalPower();
  }

  @Override
  public Optional<SimulatorControls> simulator() {
    return transport.simulator();
  }

  @Override
  public void close() {
    transport.close();
  }
}
