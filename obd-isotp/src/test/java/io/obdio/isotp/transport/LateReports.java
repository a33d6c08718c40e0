package io.obdio.isotp.transport;

import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.ForwardingBus;
import io.obdio.isotp.loop.VirtualTimeLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** A bus that reports transmissions late, as on a slow host that reads the response first. */
final class LateReports extends ForwardingBus {

  private final VirtualTimeLoop loop;
  private final Supplier<Duration> delay;

  LateReports(CanBus bus, VirtualTimeLoop loop, Supplier<Duration> delay) {
    super(bus);
    this.loop = loop;
    this.delay = delay;
  }

  @Override
  public boolean send(CanFrame frame, TransmitListener listener) throws IOException {
    long late = delay.get().toNanos();
    send(frame);
    loop.schedule(late, () -> listener.transmitted(late));
    return true;
  }
}
