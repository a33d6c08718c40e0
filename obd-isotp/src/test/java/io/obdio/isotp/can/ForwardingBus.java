package io.obdio.isotp.can;

import java.io.IOException;
import java.util.Collection;

/** A bus that forwards all calls to another one; a subclass overrides what it changes. */
public abstract class ForwardingBus implements CanBus {

  private final CanBus bus;

  protected ForwardingBus(CanBus bus) {
    this.bus = bus;
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
    bus.send(frame);
  }

  @Override
  public boolean send(CanFrame frame, TransmitListener listener) throws IOException {
    return bus.send(frame, listener);
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
