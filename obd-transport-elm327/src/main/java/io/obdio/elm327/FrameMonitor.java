package io.obdio.elm327;

import io.obdio.core.transport.TransportException;
import io.obdio.isotp.can.CanFrame;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Everything on the vehicle's CAN bus, as the adapter's monitor mode shows it. Until it is closed,
 * the transport answers no requests. One thread at a time.
 *
 * <p>Nothing is stored here beyond one line: frames that nobody polls for stay in the buffers of
 * the port and then of the adapter, which drops them and says {@code BUFFER FULL}; the monitor then
 * goes on by itself and counts it.
 */
public interface FrameMonitor extends AutoCloseable {

  /**
   * The next frame.
   *
   * @return null if none came in time
   * @throws TransportException.Lost if the port is gone, or the transport was closed
   */
  @Nullable CanFrame poll(Duration timeout) throws TransportException;

  /** How often the adapter had to drop frames. */
  long overruns();

  /** How many lines could not be read. */
  long damaged();

  /** Ends monitoring. Never throws, may be called twice. */
  @Override
  void close();
}
