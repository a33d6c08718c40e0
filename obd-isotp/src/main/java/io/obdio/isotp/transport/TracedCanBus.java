package io.obdio.isotp.transport;

import io.obdio.core.transport.TransportTrace;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanListener;
import io.obdio.isotp.can.CandumpFormat;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * A bus that reports the frames that are sent to it, and all that are received from it. Threads: as
 * {@link CanBus} requires.
 */
final class TracedCanBus implements CanBus {

  private final CanBus bus;
  private final TransportTrace trace;

  TracedCanBus(CanBus bus, TransportTrace trace) {
    this.bus = bus;
    this.trace = trace;
    // Ended by closing the bus.
    Subscription unused =
        bus.subscribe(
            List.of(CanFilter.allBase(), CanFilter.allExtended()),
            new CanListener() {
              @Override
              public void onFrame(CanFrame frame) {
                trace.frame(false, CandumpFormat.format(frame));
              }

              @Override
              public void onBusLost(String reason) {
                trace.note("lost: " + reason);
              }
            });
  }

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
    trace.frame(true, CandumpFormat.format(frame));
    bus.send(frame);
  }

  @Override
  public boolean send(CanFrame frame, TransmitListener listener) throws IOException {
    trace.frame(true, CandumpFormat.format(frame));
    return bus.send(frame, listener);
  }

  @Override
  public CanBus receiveOwn(boolean own) {
    CanBus unused = bus.receiveOwn(own);
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
