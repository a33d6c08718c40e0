package io.obdio.elm327;

import io.obdio.core.transport.TransportException;
import io.obdio.isotp.can.CanFrame;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The user's end of monitor mode; its dialogue runs under the transport's dialogue lock. */
final class TransportMonitor implements FrameMonitor {

  private final Elm327Transport transport;
  private final MonitorSession frames;

  TransportMonitor(Elm327Transport transport, MonitorSession frames) {
    this.transport = transport;
    this.frames = frames;
  }

  @Override
  public @Nullable CanFrame poll(Duration timeout) throws TransportException {
    // Optional, because the checker of nulls does not follow a nullable type argument.
    return transport
        .<Optional<CanFrame>>locked(
            (session, deadline) -> {
              if (!transport.isMonitoring(frames)) {
                throw new TransportException.Lost("the monitor was closed");
              }
              return Optional.ofNullable(
                  frames.next(session.link().nanoTime() + timeout.toNanos()));
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
      transport.<Boolean>locked(
          (session, deadline) -> {
            if (transport.isMonitoring(frames)) {
              transport.forgetMonitor();
              frames.stop(deadline);
            }
            return true;
          });
    } catch (TransportException e) {
      // The port is gone, and the monitor with it.
    }
  }
}
