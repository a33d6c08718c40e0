package io.obdio.isotp.can;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.isotp.loop.EventLoop;
import io.obdio.isotp.loop.ThreadEventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bus that is opened again after it has been lost: the interface was set down, or its adapter was
 * unplugged. Subscriptions are kept, and their listeners are not notified of the loss. Until the
 * bus is open again, sends fail.
 *
 * <p>Threads: as {@link CanBus}. A loop of its own opens the bus. The lock is held while the bus is
 * opened and while subscriptions are made, and not while listeners are called.
 */
public final class ReopeningCanBus implements CanBus {

  /** The time between attempts to open the bus. */
  public static final Duration INTERVAL = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(ReopeningCanBus.class);

  private final Opener opener;
  private final EventLoop loop;
  private final String name;

  @GuardedBy("this")
  private final List<Registration> registrations = new ArrayList<>();

  @GuardedBy("this")
  private @Nullable CanBus current;

  @GuardedBy("this")
  private String whyClosed = "";

  @GuardedBy("this")
  private boolean receiveOwn;

  @GuardedBy("this")
  private boolean closed;

  private volatile boolean supportsFd;

  /** A function that opens a bus. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens the bus.
     *
     * @throws IOException if it cannot be opened now
     */
    CanBus open() throws IOException;
  }

  private ReopeningCanBus(Opener opener, EventLoop loop, CanBus first) {
    this.opener = opener;
    this.loop = loop;
    this.name = first.name();
  }

  /**
   * Opens a bus for the first time.
   *
   * @throws IOException if it cannot be opened
   */
  public static ReopeningCanBus open(Opener opener) throws IOException {
    CanBus first = opener.open();
    return start(opener, new ThreadEventLoop("reopen-" + first.name()), first);
  }

  /**
   * Opens a bus for the first time.
   *
   * @param loop opens the bus later; closed with it
   * @throws IOException if it cannot be opened
   */
  static ReopeningCanBus open(Opener opener, EventLoop loop) throws IOException {
    return start(opener, loop, opener.open());
  }

  private static ReopeningCanBus start(Opener opener, EventLoop loop, CanBus first) {
    ReopeningCanBus bus = new ReopeningCanBus(opener, loop, first);
    synchronized (bus) {
      bus.use(first);
    }
    return bus;
  }

  @GuardedBy("this")
  private void use(CanBus opened) {
    current = opened;
    supportsFd = opened.supportsFd();
    CanBus unused = opened.receiveOwn(receiveOwn);
    Subscription unusedWatch = opened.subscribe(List.of(), new Watch(opened));
    registrations.forEach(registration -> registration.subscribe(opened));
  }

  /** The observer of the loss of one bus. */
  private final class Watch implements CanListener {
    private final CanBus observed;

    Watch(CanBus observed) {
      this.observed = observed;
    }

    @Override
    public void onFrame(CanFrame frame) {}

    @Override
    public void onBusLost(String reason) {
      lost(observed, reason);
    }
  }

  private synchronized void lost(CanBus lost, String reason) {
    if (closed || current != lost) {
      return;
    }
    LOG.warn("{}; {} is opened again when that is possible", reason, name);
    current = null;
    whyClosed = reason;
    try {
      loop.execute(lost::close);
    } catch (RejectedExecutionException e) {
      return; // Closed in the meantime.
    }
    schedule();
  }

  private void schedule() {
    try {
      loop.schedule(INTERVAL.toNanos(), this::reopen);
    } catch (RejectedExecutionException e) {
      LOG.debug("{}: closed", name);
    }
  }

  private synchronized void reopen() {
    if (closed) {
      return;
    }
    try {
      use(opener.open());
      LOG.info("{}: opened again", name);
    } catch (IOException e) {
      LOG.debug("{}: {}", name, e.getMessage());
      schedule();
    }
  }

  private synchronized CanBus required() throws IOException {
    if (closed || current == null) {
      throw new IOException(closed ? name + " is closed" : whyClosed);
    }
    return current;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean supportsFd() {
    return supportsFd;
  }

  @Override
  public void send(CanFrame frame) throws IOException {
    required().send(frame);
  }

  @Override
  public boolean send(CanFrame frame, TransmitListener listener) throws IOException {
    return required().send(frame, listener);
  }

  @Override
  public synchronized ReopeningCanBus receiveOwn(boolean own) {
    receiveOwn = own;
    if (current != null) {
      CanBus unused = current.receiveOwn(own);
    }
    return this;
  }

  @Override
  public synchronized Subscription subscribe(Collection<CanFilter> filters, CanListener listener) {
    Registration registration = new Registration(filters, listener);
    if (!closed) {
      registrations.add(registration);
    }
    if (current != null) {
      registration.subscribe(current);
    }
    return registration;
  }

  @Override
  public void close() {
    CanBus open;
    synchronized (this) {
      closed = true;
      open = current;
      current = null;
      registrations.clear();
    }
    loop.close();
    if (open != null) {
      open.close();
    }
  }

  /** A subscription that is made again on every bus. */
  private final class Registration implements Subscription, CanListener {
    private final CanListener listener;

    @GuardedBy("ReopeningCanBus.this")
    private List<CanFilter> filters;

    @GuardedBy("ReopeningCanBus.this")
    private @Nullable Subscription inner;

    Registration(Collection<CanFilter> filters, CanListener listener) {
      this.filters = List.copyOf(filters);
      this.listener = listener;
    }

    void subscribe(CanBus bus) {
      synchronized (ReopeningCanBus.this) {
        inner = bus.subscribe(filters, this);
      }
    }

    @Override
    public void onFrame(CanFrame frame) {
      listener.onFrame(frame);
    }

    @Override
    public void onFrame(CanFrame frame, long timeNanos) {
      listener.onFrame(frame, timeNanos);
    }

    @Override
    public void setFilters(Collection<CanFilter> newFilters) {
      synchronized (ReopeningCanBus.this) {
        filters = List.copyOf(newFilters);
        if (inner != null) {
          inner.setFilters(filters);
        }
      }
    }

    @Override
    public void close() {
      Subscription ended;
      synchronized (ReopeningCanBus.this) {
        registrations.remove(this);
        ended = inner;
        inner = null;
      }
      if (ended != null) {
        ended.close();
      }
    }
  }
}
