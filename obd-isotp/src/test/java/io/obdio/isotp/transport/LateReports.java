package io.obdio.isotp.transport;

import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanListener;
import io.obdio.isotp.loop.VirtualTimeLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;

/** A bus that reports transmissions late, as on a slow host that reads the response first. */
record LateReports(CanBus bus, VirtualTimeLoop loop, Supplier<Duration> delay) implements CanBus {

  @Override
  public String name() {
    return bus.name();
  }

  @Override
  public boolean supportsFd() {
    return bus.supportsFd();
  }

  @Override
  public void send(CanFrame frame) throws IOException {
    bus.send(frame);
  }

  @Override
  public boolean send(CanFrame frame, TransmitListener listener) throws IOException {
    long late = delay.get().toNanos();
    bus.send(frame);
    loop.schedule(late, () -> listener.transmitted(late));
    return true;
  }

  @Override
  public CanBus receiveOwn(boolean own) {
    bus.receiveOwn(own);
    return this;
  }

  @Override
  public Subscription subscribe(Collection<CanFilter> filters, CanListener listener) {
    return bus.subscribe(filters, listener);
  }

  @Override
  public void close() {
    bus.close();
  }
}
