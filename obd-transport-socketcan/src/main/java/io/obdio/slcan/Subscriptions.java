package io.obdio.slcan;

import io.obdio.isotp.can.CanBus.Subscription;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFilterSet;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanListener;
import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of a bus and their filters.
 *
 * <p>Threads: one thread delivers, any thread subscribes.
 */
final class Subscriptions {

  private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

  private final String bus;
  private final CopyOnWriteArrayList<Registration> registrations = new CopyOnWriteArrayList<>();

  /** The time of the last frame; accessed by the delivering thread. */
  private long lastTime;

  Subscriptions(String bus) {
    this.bus = bus;
  }

  Subscription add(Collection<CanFilter> filters, CanListener listener) {
    Registration registration = new Registration(new CanFilterSet(filters), listener);
    registrations.add(registration);
    return registration;
  }

  /** Delivers a frame; the times given to listeners never go back. */
  void deliver(CanFrame frame, long time) {
    lastTime = Math.max(lastTime, time);
    for (Registration registration : registrations) {
      registration.deliver(frame, lastTime);
    }
  }

  void lost(String reason) {
    for (Registration registration : registrations) {
      try {
        registration.listener.onBusLost(reason);
      } catch (RuntimeException e) {
        LOG.error("{}: a listener failed", bus, e);
      }
    }
  }

  void clear() {
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
