package io.obdio.isotp.can;

import io.obdio.isotp.loop.EventLoop;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One participant's access to a {@link VirtualWire}: a CAN bus inside this JVM.
 *
 * <p>Threads: as {@link CanBus} says. Listeners are called by the wire's loop; the wire's lock
 * guards {@link #queue} and {@link #queued}.
 */
public final class VirtualCanBus implements CanBus {

  private static final Logger LOG = LoggerFactory.getLogger(VirtualCanBus.class);

  /** Frames that wait for arbitration; used only on a wire with a bit rate. */
  final ArrayDeque<CanFrame> queue = new ArrayDeque<>();

  /** Frames handed in and not yet heard. */
  int queued;

  private final VirtualWire wire;
  private final CopyOnWriteArrayList<Place> places = new CopyOnWriteArrayList<>();
  private volatile boolean receiveOwn;
  private volatile boolean closed;

  VirtualCanBus(VirtualWire wire) {
    this.wire = wire;
  }

  /**
   * Joins the bus of this name that everybody in this JVM shares. It begins with its first
   * participant and ends with its last, has no bit rate and carries FD frames.
   */
  public static VirtualCanBus open(String name) {
    return VirtualWire.joinShared(name);
  }

  /** True to hear the frames that this participant itself sends; at first it does not. */
  public VirtualCanBus receiveOwn(boolean own) {
    receiveOwn = own;
    return this;
  }

  /** The loop that calls the listeners. */
  public EventLoop loop() {
    return wire.loop();
  }

  /** The bus that this is a participant of. */
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
    if (closed) {
      throw new IOException(name() + ": closed");
    }
    wire.send(this, frame);
  }

  @Override
  public Subscription subscribe(Collection<CanFilter> filters, CanListener listener) {
    Place place = new Place(new CanFilterSet(filters), listener);
    if (!closed) {
      places.add(place);
    }
    return place;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      places.clear();
      wire.leave(this);
    }
  }

  /** Called by the wire's loop. */
  void hear(CanFrame frame, long time, boolean own) {
    if (own && !receiveOwn || closed) {
      return;
    }
    for (Place place : places) {
      place.hear(frame, time);
    }
  }

  /** Called by the wire's loop. */
  void lost(String reason) {
    for (Place place : places) {
      try {
        place.listener.onBusLost(reason);
      } catch (RuntimeException e) {
        LOG.error("{}: a listener failed", name(), e);
      }
    }
  }

  private final class Place implements Subscription {
    private final CanListener listener;
    private volatile CanFilterSet filters;

    Place(CanFilterSet filters, CanListener listener) {
      this.filters = filters;
      this.listener = listener;
    }

    void hear(CanFrame frame, long time) {
      if (!filters.matches(frame)) {
        return;
      }
      try {
        listener.onFrame(frame, time);
      } catch (RuntimeException e) {
        LOG.error("{}: a listener failed on {}", name(), frame, e);
      }
    }

    @Override
    public void setFilters(Collection<CanFilter> newFilters) {
      filters = new CanFilterSet(newFilters);
    }

    @Override
    public void close() {
      filters = CanFilterSet.NOTHING;
      places.remove(this);
    }
  }
}
