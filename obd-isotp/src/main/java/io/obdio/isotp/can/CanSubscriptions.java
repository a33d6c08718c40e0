package io.obdio.isotp.can;

import io.obdio.isotp.can.CanBus.Subscription;
import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of a bus and their filters, for implementations of {@link CanBus} that filter by
 * themselves. A listener that throws is logged and does not affect the others.
 *
 * <p>Threads: any thread subscribes; one thread at a time delivers, which calls the listeners.
 */
public final class CanSubscriptions {

  private static final Logger LOG = LoggerFactory.getLogger(CanSubscriptions.class);

  private final String bus;
  private final CopyOnWriteArrayList<Registration> registrations = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** Creates a list without listeners; {@code bus} is the name of the bus in the log. */
  public CanSubscriptions(String bus) {
    this.bus = bus;
  }

  /**
   * Adds a listener, which receives nothing once this is closed.
   *
   * @see CanBus#subscribe
   */
  public Subscription add(Collection<CanFilter> filters, CanListener listener) {
    Registration registration = new Registration(new CanFilterSet(filters), listener);
    if (!closed) {
      registrations.add(registration);
    }
    return registration;
  }

  /**
   * Delivers a frame to the listeners whose filters match.
   *
   * @param timeNanos as in {@link CanListener#onFrame(CanFrame, long)}
   */
  public void deliver(CanFrame frame, long timeNanos) {
    for (Registration registration : registrations) {
      registration.deliver(frame, timeNanos);
    }
  }

  /** Notifies the listeners of the loss of the bus. */
  public void lost(String reason) {
    for (Registration registration : registrations) {
      try {
        registration.listener.onBusLost(reason);
      } catch (RuntimeException e) {
        LOG.error("{}: a listener failed", bus, e);
      }
    }
  }

  /** Removes all listeners. */
  public void close() {
    closed = true;
    registrations.forEach(Registration::close);
  }

  private final class Registration implements Subscription {
    private final CanListener listener;
    private volatile CanFilterSet filters;

    Registration(CanFilterSet filters, CanListener listener) {
      this.filters = filters;
      this.listener = listener;
    }

    void deliver(CanFrame frame, long time) {
      if (!filters.matches(frame)) {
        return;
      }
      try {
        listener.onFrame(frame, time);
      } catch (RuntimeException e) {
        LOG.error("{}: a listener failed on {}", bus, frame, e);
      }
    }

    @Override
    public void setFilters(Collection<CanFilter> newFilters) {
      filters = new CanFilterSet(newFilters);
    }

    @Override
    public void close() {
      filters = CanFilterSet.NOTHING;
      registrations.remove(this);
    }
  }
}
