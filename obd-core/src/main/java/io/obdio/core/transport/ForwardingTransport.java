package io.obdio.core.transport;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A transport that forwards all calls to another one; a subclass overrides what it changes.
 *
 * <p>Threads: as {@link DiagnosticTransport} requires.
 */
public abstract class ForwardingTransport implements DiagnosticTransport {

  private final DiagnosticTransport delegate;

  /** Creates a transport that forwards to {@code delegate}. */
  protected ForwardingTransport(DiagnosticTransport delegate) {
    this.delegate = delegate;
  }

  @Override
  public List<EcuMessage> open(Duration timeout) throws TransportException {
    return delegate.open(timeout);
  }

  @Override
  public TransportAnswer exchange(DiagnosticRequest request, Duration timeout)
      throws TransportException {
    return delegate.exchange(request, timeout);
  }

  @Override
  public ConnectionStatus status() {
    return delegate.status();
  }

  @Override
  public Protocol protocol() {
    return delegate.protocol();
  }

  @Override
  public String portName() {
    return delegate.portName();
  }

  @Override
  public boolean hasAdapter() {
    return delegate.hasAdapter();
  }

  @Override
  public void setListener(TransportListener listener) {
    delegate.setListener(listener);
  }

  @Override
  public void setTrace(TransportTrace trace) {
    delegate.setTrace(trace);
  }

  @Override
  public boolean lowPower() throws TransportException {
    return delegate.lowPower();
  }

  @Override
  public boolean normalPower() throws TransportException {
    return delegate.normalPower();
  }

  @Override
  public OptionalDouble supplyVoltage() throws TransportException {
    return delegate.supplyVoltage();
  }

  @Override
  public Optional<SimulatorControls> simulator() {
    return delegate.simulator();
  }

  @Override
  public void close() {
    delegate.close();
  }
}
