package io.obdio.isotp.transport;

import io.obdio.core.connection.TimeSource;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanListener;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The observation of a bus on which no vehicle responds: its frames show that ECUs were switched
 * on. Only listens, so that it does not wake a parked vehicle.
 *
 * <p>Threads: {@link #observe} is called by one thread at a time; the report runs on the thread of
 * the bus.
 */
final class BusActivity implements CanListener {

  private static final List<CanFilter> ALL = List.of(CanFilter.allBase(), CanFilter.allExtended());

  /** The least time between two reports. */
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final CanBus bus;
  private final TimeSource time;
  private final Runnable report;
  private final AtomicLong lastReport = new AtomicLong();
  private CanBus.@Nullable Subscription subscription;

  /** Creates an observation that has not begun; {@code report} must return immediately. */
  BusActivity(CanBus bus, TimeSource time, Runnable report) {
    this.bus = bus;
    this.time = time;
    this.report = report;
  }

  /** Begins or ends the observation. */
  void observe(boolean observing) {
    CanBus.Subscription current = subscription;
    if (observing && current == null) {
      lastReport.set(time.nanoTime() - INTERVAL_NANOS);
      subscription = bus.subscribe(ALL, this);
    } else if (!observing && current != null) {
      subscription = null;
      current.close();
    }
  }

  @Override
  public void onFrame(CanFrame frame) {
    long now = time.nanoTime();
    long last = lastReport.get();
    if (now - last >= INTERVAL_NANOS && lastReport.compareAndSet(last, now)) {
      report.run();
    }
  }
}
