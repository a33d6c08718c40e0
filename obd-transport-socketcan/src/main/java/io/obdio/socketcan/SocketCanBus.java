package io.obdio.socketcan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.util.DaemonThreads;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanBusFullException;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFilterSet;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A CAN interface of Linux, accessed through a raw socket.
 *
 * <p>Threads: as {@link CanBus}. A thread of its own receives, calls the listeners and closes the
 * socket in the end, so that no other thread uses a descriptor that has been reused.
 */
public final class SocketCanBus implements CanBus {

  private static final Logger LOG = LoggerFactory.getLogger(SocketCanBus.class);

  private final CanInterface canInterface;
  private final String name;
  private final RawSocket socket;
  private final Object lock = new Object();
  private final CopyOnWriteArrayList<Registration> registrations = new CopyOnWriteArrayList<>();

  @GuardedBy("lock")
  private KernelFilters inKernel = KernelFilters.of(List.of());

  @GuardedBy("lock")
  private @Nullable TransmitEcho echo;

  @GuardedBy("lock")
  private boolean ended;

  private volatile boolean closed;
  private volatile int dropped;

  private SocketCanBus(CanInterface canInterface, RawSocket socket) {
    this.canInterface = canInterface;
    this.name = canInterface.name();
    this.socket = socket;
  }

  /**
   * Opens an interface, which must be up.
   *
   * @param name the name of the interface, such as {@code can0}
   * @throws IOException if it cannot be opened; the message names the command to run
   */
  public static SocketCanBus open(String name) throws IOException {
    CanInterface canInterface = CanInterface.ready(CanInterface.SYS, name);
    SocketCanBus bus = new SocketCanBus(canInterface, RawSocket.open(canInterface));
    DaemonThreads.start("socketcan-" + name, bus::receiveAll);
    return bus;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean supportsFd() {
    return canInterface.fd();
  }

  /** Returns the number of frames that the kernel dropped because they were read too late. */
  public long dropped() {
    return Integer.toUnsignedLong(dropped);
  }

  @Override
  public SocketCanBus receiveOwn(boolean own) {
    synchronized (lock) {
      if (!closed && !ended) {
        try {
          socket.setReceiveOwn(own);
        } catch (IOException e) {
          LOG.warn("{}: own frames are not received: {}", name, e.getMessage());
        }
      }
    }
    return this;
  }

  @Override
  public void send(CanFrame frame) throws IOException {
    requireSupported(frame);
    synchronized (lock) {
      transmit(frame);
    }
  }

  /** Reports the transmission with the time of the kernel's echo. */
  @Override
  public boolean send(CanFrame frame, TransmitListener listener) throws IOException {
    requireSupported(frame);
    synchronized (lock) {
      TransmitEcho reports = echo();
      boolean expected = reports != null && reports.expect(frame, listener);
      try {
        transmit(frame);
        return expected;
      } catch (IOException e) {
        if (reports != null && expected) {
          reports.cancel();
        }
        throw e;
      }
    }
  }

  private void requireSupported(CanFrame frame) throws IOException {
    if (frame.kind() == CanFrame.Kind.ERROR) {
      throw new IOException(name + ": an error frame cannot be sent");
    }
    if (frame.kind() == CanFrame.Kind.FD && !canInterface.fd()) {
      throw new IOException(
          name
              + " does not support FD frames; run: "
              + CanInterface.find(CanInterface.SYS, name).fdCommand());
    }
  }

  @GuardedBy("lock")
  private void transmit(CanFrame frame) throws IOException {
    if (closed || ended) {
      throw new IOException(name + " is closed");
    }
    try {
      socket.send(frame);
    } catch (IOException e) {
      int number = SocketErrors.number(e);
      if (number == SocketErrors.ENOBUFS || number == SocketErrors.EAGAIN) {
        throw new CanBusFullException(SocketErrors.explain(name, "can-raw", e));
      }
      throw socket.explained(e);
    }
  }

  /** Opens the echo socket with the first frame whose transmission is to be reported. */
  @GuardedBy("lock")
  private @Nullable TransmitEcho echo() {
    if (echo == null && !closed && !ended) {
      try {
        echo = TransmitEcho.open(canInterface);
      } catch (IOException e) {
        LOG.debug("{}: transmissions are not reported: {}", name, e.getMessage());
      }
    }
    return echo;
  }

  @Override
  public Subscription subscribe(Collection<CanFilter> filters, CanListener listener) {
    Registration registration = new Registration(filters, listener);
    registrations.add(registration);
    updateKernelFilters();
    return registration;
  }

  private void updateKernelFilters() {
    synchronized (lock) {
      if (closed || ended) {
        return;
      }
      List<CanFilter> all = new ArrayList<>();
      for (Registration registration : registrations) {
        all.addAll(registration.requested);
      }
      KernelFilters filters = KernelFilters.of(all);
      try {
        if (!filters.frames().equals(inKernel.frames())) {
          socket.setFilters(filters);
        }
        if (filters.errors() != inKernel.errors()) {
          socket.setErrorFilter(filters.errors());
        }
        inKernel = filters;
      } catch (IOException e) {
        LOG.warn("{}: filters not set: {}", name, e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    registrations.clear();
    synchronized (lock) {
      if (echo != null) {
        echo.close();
      }
    }
  }

  private void receiveAll() {
    long lastTime = 0;
    String lost = "";
    while (!closed && lost.isEmpty()) {
      try {
        CanFrame frame = socket.receive();
        if (frame != null) {
          reportDropped(socket.dropped());
          // The system's clock may be set back; the times given to listeners never go back.
          lastTime = Math.max(lastTime, socket.receivedAt());
          for (Registration registration : registrations) {
            registration.deliver(frame, lastTime);
          }
        }
      } catch (IOException e) {
        lost = String.valueOf(e.getMessage());
      }
    }
    end(lost);
  }

  private void end(String lost) {
    List<Registration> notified = new ArrayList<>(registrations);
    synchronized (lock) {
      ended = true;
      try {
        socket.close();
      } catch (IOException e) {
        LOG.debug("{}: {}", name, e.getMessage());
      }
    }
    if (!lost.isEmpty() && !closed) {
      LOG.warn("{}: lost: {}", name, lost);
      notified.forEach(registration -> registration.lost(lost));
    }
  }

  private void reportDropped(int count) {
    if (count != dropped) {
      LOG.warn(
          "{}: {} frames were read too late and are lost; a longer queue helps: "
              + "sudo sysctl net.core.rmem_max=8388608",
          name,
          Integer.toUnsignedLong(count - dropped));
      dropped = count;
    }
  }

  private final class Registration implements Subscription {
    private final CanListener listener;
    private volatile List<CanFilter> requested;
    private volatile CanFilterSet filters;

    Registration(Collection<CanFilter> filters, CanListener listener) {
      this.requested = List.copyOf(filters);
      this.filters = new CanFilterSet(requested);
      this.listener = listener;
    }

    void deliver(CanFrame frame, long time) {
      if (closed || !filters.matches(frame)) {
        return;
      }
      try {
        listener.onFrame(frame, time);
      } catch (RuntimeException e) {
        LOG.error("{}: a listener failed on {}", name, frame, e);
      }
    }

    void lost(String reason) {
      try {
        listener.onBusLost(reason);
      } catch (RuntimeException e) {
        LOG.error("{}: a listener failed", name, e);
      }
    }

    @Override
    public void setFilters(Collection<CanFilter> newFilters) {
      requested = List.copyOf(newFilters);
      filters = new CanFilterSet(requested);
      updateKernelFilters();
    }

    @Override
    public void close() {
      filters = CanFilterSet.NOTHING;
      requested = List.of();
      if (registrations.remove(this)) {
        updateKernelFilters();
      }
    }
  }
}
