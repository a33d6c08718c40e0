package io.obdio.isotp.can;

import io.obdio.isotp.loop.EventLoop;
import java.io.IOException;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A participant of a {@link VirtualWire}: a CAN bus inside this JVM.
 *
 * <p>Threads: as {@link CanBus}. Listeners are called by the wire's loop.
 */
public final class VirtualCanBus implements CanBus {

  /** A frame that waits for arbitration. */
  record Transmission(CanFrame frame, @Nullable TransmitListener listener) {}

  /** Frames that wait for arbitration; used only on a wire with a bit rate. */
  final Queue<Transmission> transmitQueue = new ConcurrentLinkedQueue<>();

  /** Number of frames that were sent and have not been delivered yet. */
  final AtomicInteger undelivered = new AtomicInteger();

  private final VirtualWire wire;
  private final CanSubscriptions subscriptions;
  private volatile boolean receiveOwn;
  private volatile boolean closed;

  VirtualCanBus(VirtualWire wire) {
    this.wire = wire;
    this.subscriptions = new CanSubscriptions(wire.name());
  }

  /**
   * Joins the bus of this name that all callers in this JVM share. The bus exists from its first
   * participant to its last, has no bit rate and supports FD frames.
   */
  public static VirtualCanBus open(String name) {
    return VirtualWire.joinShared(name);
  }

  @Override
  public VirtualCanBus receiveOwn(boolean own) {
    receiveOwn = own;
    return this;
  }

  /** Returns the loop that calls the listeners. */
  public EventLoop loop() {
    return wire.loop();
  }

  /** Returns the bus that this is a participant of. */
  public VirtualWire wire() {
    return wire;
  }

  @Override
  public String name() {
    return wire.name();
  }

  @Override
  public boolean supportsFd() {
    return wire.supportsFd();
  }

  @Override
  public void send(CanFrame frame) throws IOException {
    requireOpen();
    wire.send(this, frame, null);
  }

  /** Reports transmissions on a wire with a bit rate; on others, transmission takes no time. */
  @Override
  public boolean send(CanFrame frame, TransmitListener listener) throws IOException {
    requireOpen();
    return wire.send(this, frame, listener);
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException(name() + ": closed");
    }
  }

  @Override
  public Subscription subscribe(Collection<CanFilter> filters, CanListener listener) {
    return subscriptions.add(filters, listener);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      subscriptions.close();
      wire.leave(this);
    }
  }

  /** Delivers a frame; called by the wire's loop. */
  void deliver(CanFrame frame, long time, boolean own) {
    if (own && !receiveOwn || closed) {
      return;
    }
    subscriptions.deliver(frame, time);
  }

  /** Reports the loss of the bus; called by the wire's loop. */
  void lost(String reason) {
    subscriptions.lost(reason);
  }
}
