package io.obdio.elm327;

import io.obdio.core.transport.TransportException;
import io.obdio.isotp.can.CanFrame;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The monitor that a transport returns; its dialogue runs with exclusive access to the adapter. */
final class TransportMonitor implements FrameMonitor {

  private final Elm327Transport transport;
  private final MonitorSession frames;

  TransportMonitor(Elm327Transport transport, MonitorSession frames) {
    this.transport = transport;
    this.frames = frames;
  }

  @Override
  public @Nullable CanFrame poll(Duration timeout) throws TransportException {
    // Optional, because the null checker does not follow a nullable type argument.
    return transport
        .<Optional<CanFrame>>exclusively(
            (session, deadline) -> {
              if (session.monitor() != frames) {
                throw new TransportException.Lost("the monitor was closed");
              }
              long until = session.link().nanoTime() + timeout.toNanos();
              return Optional.ofNullable(frames.next(until));
            })
        .orElse(null);
  }

  @Override
  public long overruns() {
    return frames.overruns();
  }

  @Override
  public long damaged() {
    return frames.damaged();
  }

  @Override
  public void close() {
    try {
      transport.<Boolean>exclusively(
          (session, deadline) -> {
            if (session.monitor() == frames) {
              session.stopMonitor(deadline);
            }
            return true;
          });
    } catch (TransportException e) {
      // The port is lost, and the monitor with it.
    }
  }
}
