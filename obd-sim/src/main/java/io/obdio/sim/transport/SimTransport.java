package io.obdio.sim.transport;

import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.ForwardingTransport;
import io.obdio.core.transport.SimulatorControls;
import java.util.Optional;

/** A transport to a simulated vehicle that also offers the vehicle's inputs. */
final class SimTransport extends ForwardingTransport {

  private final SimulatorControls controls;
  private final Runnable onClose;

  /**
   * Wraps a transport.
   *
   * @param onClose called after each close of the transport
   */
  SimTransport(DiagnosticTransport transport, SimulatorControls controls, Runnable onClose) {
    super(transport);
    this.controls = controls;
    this.onClose = onClose;
  }

  @Override
  public Optional<SimulatorControls> simulator() {
    return Optional.of(controls);
  }

  @Override
  public void close() {
    super.close();
    onClose.run();
  }
}
