package io.obdio.sim.transport;

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

/** A transport to a simulated vehicle that also offers the vehicle's inputs. */
final class SimTransport implements DiagnosticTransport {

  private final DiagnosticTransport transport;
  private final SimulatorControls controls;
  private final Runnable onClose;

  /**
   * Wraps a transport.
   *
   * @param onClose called after each close of the transport
   */
  SimTransport(DiagnosticTransport transport, SimulatorControls controls, Runnable onClose) {
    this.transport = transport;
    this.controls = controls;
    this.onClose = onClose;
  }

  @Override
  public Optional<SimulatorControls> simulator() {
    return Optional.of(controls);
  }

  @Override
  public List<EcuMessage> open(Duration timeout) throws TransportException {
    return transport.open(timeout);
  }

  @Override
  public TransportAnswer exchange(DiagnosticRequest request, Duration timeout)
      throws TransportException {
    return transport.exchange(request, timeout);
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
  public void close() {
    transport.close();
    onClose.run();
  }
}
