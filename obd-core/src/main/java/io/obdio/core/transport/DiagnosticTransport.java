package io.obdio.core.transport;

import io.obdio.core.message.DiagnosticRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * Seam 1: one request, the answers of the ECUs. Implemented once for each way to a vehicle.
 *
 * <p>Threads: {@link #open}, {@link #exchange}, {@link #lowPower}, {@link #normalPower} and {@link
 * #close} are called by one thread at a time (the connection's); {@link #status}, {@link
 * #protocol}, {@link #portName} by any thread at any time, and they never block. {@link #close} may
 * also come from any thread while another call is under way, which then ends at once with {@link
 * TransportException.Lost}.
 */
public interface DiagnosticTransport extends AutoCloseable {

  /**
   * Opens the port, readies the adapter and finds the vehicle's protocol. Returns with {@link
   * #status} above {@link ConnectionStatus#NOT_CONNECTED}; a vehicle that does not answer is no
   * error, but leaves the status at what was reached. After {@link #close} or a loss it may be
   * called again.
   *
   * @param timeout the deadline for all of it
   * @throws TransportException.Unavailable if the port cannot be had, saying what to do
   */
  void open(Duration timeout) throws TransportException;

  /**
   * Sends one request and collects the answers of all ECUs that it reaches. A negative response is
   * an answer; response pending (NRC 78) is not, the real answer is waited for within P2*.
   *
   * @param timeout the deadline; a transport may know better when nothing more will come
   * @return what came, or why nothing came; never null
   * @throws TransportException.Lost if the port is gone or was closed
   */
  TransportAnswer exchange(DiagnosticRequest request, Duration timeout) throws TransportException;

  /** The truth of now. */
  ConnectionStatus status();

  /** The vehicle's protocol; {@link Protocol#NONE} while not connected. */
  Protocol protocol();

  /** The port as the user would name it, such as {@code /dev/ttyUSB0}; "" while not open. */
  String portName();

  /**
   * Whom to tell when the status changes without being asked, such as on an unplugged adapter. One
   * listener; it is called on any thread and must return at once.
   */
  void setListener(TransportListener listener);

  /**
   * Puts the adapter to sleep.
   *
   * @return false if this transport has nothing to put to sleep
   * @throws TransportException.Lost if the port is gone
   */
  default boolean lowPower() throws TransportException {
    return false;
  }

  /**
   * Wakes the adapter.
   *
   * @return false if this transport has nothing to wake
   * @throws TransportException.Lost if the port is gone
   */
  default boolean normalPower() throws TransportException {
    return false;
  }

  /** Returns the inputs of the vehicle if it is simulated; empty for real vehicles. */
  default Optional<SimulatorControls> simulator() {
    return Optional.empty();
  }

  /** Frees the port. Never throws, may be called twice. */
  @Override
  void close();
}
