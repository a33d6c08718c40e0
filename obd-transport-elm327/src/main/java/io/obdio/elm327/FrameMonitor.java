package io.obdio.elm327;

import io.obdio.core.transport.TransportException;
import io.obdio.isotp.can.CanFrame;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A monitor of all frames on the vehicle's CAN bus, by the adapter's monitor mode. Until it is
 * closed, the transport refuses requests. Not thread-safe.
 *
 * <p>No more than one line is stored here: frames that are not polled stay in the buffers of the
 * port and then of the adapter, which drops them and prints {@code BUFFER FULL}; the monitor then
 * resumes and counts an overrun.
 */
public interface FrameMonitor extends AutoCloseable {

  /**
   * Waits for the next frame.
   *
   * @return null if none is received in time
   * @throws TransportException.Lost if the port is lost, or the monitor or the transport is closed
   */
  @Nullable CanFrame poll(Duration timeout) throws TransportException;

  /** Returns how often the adapter dropped frames. */
  long overruns();

  /** Returns the number of lines that could not be read. */
  long damaged();

  /** Stops monitoring. Never throws; further calls have no effect. */
  @Override
  void close();
}
