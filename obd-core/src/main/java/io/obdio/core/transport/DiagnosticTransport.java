package io.obdio.core.transport;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The exchange of one request and the responses of the ECUs; implemented once for each kind of
 * interface to a vehicle.
 *
 * <p>Threads: {@link #open}, {@link #exchange}, {@link #lowPower}, {@link #normalPower}, {@link
 * #supplyVoltage} and {@link #close} are called by one thread at a time (the connection's); {@link
 * #status}, {@link #protocol}, {@link #portName}, {@link #hasAdapter} by any thread at any time,
 * and they never block. {@link #close} may also be called by any thread during another call, which
 * then ends immediately with {@link TransportException.Lost}.
 */
public interface DiagnosticTransport extends AutoCloseable {

  /**
   * The request with which a transport looks for the vehicle, because every vehicle with OBD
   * answers it: the supported PIDs of service 01 (SAE J1979 clause 5.3.1).
   */
  DiagnosticRequest PROBE = DiagnosticRequest.functional(Payload.of(0x01, 0x00));

  /**
   * Opens the port, initialises the adapter and finds the vehicle's protocol. Returns with {@link
   * #status} above {@link ConnectionStatus#NOT_CONNECTED}; a vehicle that does not answer is not an
   * error, but leaves the status at what was reached. May be called again after {@link #close} or a
   * loss.
   *
   * @param timeout the deadline for the whole call
   * @return the responses of all ECUs to {@link #PROBE}, if the transport sent it and received them
   *     completely, so that the caller need not send it again; else empty
   * @throws TransportException.Unavailable if the port cannot be opened; the message states what to
   *     do
   */
  List<EcuMessage> open(Duration timeout) throws TransportException;

  /**
   * Sends one request and collects the responses of all ECUs that receive it. A negative response
   * is a response; response pending (NRC 78) is not: the final response is awaited within P2*.
   *
   * @param timeout the deadline; a transport may know earlier that nothing more will arrive
   * @return the responses, or why there is none; never null
   * @throws TransportException.Lost if the connection is lost or was closed
   */
  TransportAnswer exchange(DiagnosticRequest request, Duration timeout) throws TransportException;

  /** Returns the current status; never blocks. */
  ConnectionStatus status();

  /** Returns the vehicle's protocol; {@link Protocol#NONE} while not connected. */
  Protocol protocol();

  /** Returns the port as a user names it, such as {@code /dev/ttyUSB0}; "" while not open. */
  String portName();

  /**
   * Sets the only listener to changes of the status, such as those after an adapter is unplugged.
   * It is called on any thread and must return immediately.
   */
  void setListener(TransportListener listener);

  /**
   * Returns whether there is an adapter that answers commands of its own, such as {@code AT RV};
   * never blocks. False while not connected.
   */
  default boolean hasAdapter() {
    return false;
  }

  /**
   * Begins the low power mode: until {@link #normalPower} the transport sends nothing by itself and
   * may refuse requests to the vehicle, and an adapter that can sleep does. Signs that the vehicle
   * was switched on are reported to the listener, if they can be seen without sending.
   *
   * @return false if the adapter cannot sleep, or there is none
   * @throws TransportException.Lost if the connection is lost
   */
  default boolean lowPower() throws TransportException {
    return false;
  }

  /**
   * Ends the low power mode.
   *
   * @return false if the adapter has no such mode
   * @throws TransportException.Lost if the connection is lost
   */
  default boolean normalPower() throws TransportException {
    return false;
  }

  /**
   * Measures the supply voltage at the diagnostic connector without a request to the vehicle, in
   * volts. An adapter in its low power mode is woken for that and sleeps again afterwards.
   *
   * @return empty if the transport cannot measure it
   * @throws TransportException.Lost if the connection is lost
   */
  default OptionalDouble supplyVoltage() throws TransportException {
    return OptionalDouble.empty();
  }

  /**
   * Sets the receiver of all bytes or frames, for the next {@link #open}. A transport that has
   * neither, such as one over the ISO-TP sockets of the kernel, reports nothing.
   */
  default void setTrace(TransportTrace trace) {}

  /** Returns the inputs of the vehicle if it is simulated; empty for real vehicles. */
  default Optional<SimulatorControls> simulator() {
    return Optional.empty();
  }

  /** Closes the port. Never throws; a second call does nothing. */
  @Override
  void close();
}
