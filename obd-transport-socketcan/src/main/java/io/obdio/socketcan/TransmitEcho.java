package io.obdio.socketcan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.util.DaemonThreads;
import io.obdio.isotp.can.CanBus.TransmitListener;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reports of transmitted frames: a second socket on the interface, which receives the frames
 * that this host sends once they have been transmitted, with the kernel's time. The kernel's ISO-TP
 * uses the same echo.
 *
 * <p>Threads: {@link #expect} and {@link #cancel} by the sending thread; a thread of its own
 * receives, calls the listeners and closes the socket.
 */
final class TransmitEcho implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TransmitEcho.class);

  /** Maximum number of frames whose transmission is awaited; older ones are given up. */
  private static final int MAX_EXPECTED = 1024;

  private record Expected(CanFrame frame, TransmitListener listener, long sentAt) {}

  private final String name;
  private final RawSocket socket;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final ArrayDeque<Expected> expected = new ArrayDeque<>();

  @GuardedBy("lock")
  private final Set<CanId> ids = new LinkedHashSet<>();

  @GuardedBy("lock")
  private boolean ended;

  private volatile boolean closed;

  private TransmitEcho(String name, RawSocket socket) {
    this.name = name;
    this.socket = socket;
  }

  static TransmitEcho open(CanInterface canInterface) throws IOException {
    TransmitEcho echo = new TransmitEcho(canInterface.name(), RawSocket.open(canInterface));
    DaemonThreads.start("socketcan-echo-" + canInterface.name(), echo::receiveAll);
    return echo;
  }

  /**
   * Announces a frame that is about to be sent.
   *
   * @return false if its transmission cannot be reported
   */
  boolean expect(CanFrame frame, TransmitListener listener) {
    synchronized (lock) {
      if (ended) {
        return false;
      }
      if (ids.add(frame.id())) {
        List<CanFilter> filters = new ArrayList<>();
        ids.forEach(id -> filters.add(CanFilter.exactly(id)));
        try {
          socket.setFilters(KernelFilters.of(filters));
        } catch (IOException e) {
          LOG.debug("{}: transmissions are not reported: {}", name, e.getMessage());
          return false;
        }
      }
      if (expected.size() >= MAX_EXPECTED) {
        expected.removeFirst();
      }
      expected.add(new Expected(frame, listener, System.nanoTime()));
      return true;
    }
  }

  /** Takes back the frame announced last, which was not sent. */
  void cancel() {
    synchronized (lock) {
      expected.pollLast();
    }
  }

  private void receiveAll() {
    try {
      while (!closed) {
        CanFrame frame = socket.receive();
        if (frame != null) {
          report(frame);
        }
      }
    } catch (IOException e) {
      LOG.debug("{}: transmissions are not reported any more: {}", name, e.getMessage());
    }
    synchronized (lock) {
      ended = true;
      expected.clear();
      try {
        socket.close();
      } catch (IOException e) {
        LOG.debug("{}: {}", name, e.getMessage());
      }
    }
  }

  private void report(CanFrame frame) {
    Instant now = Instant.now();
    Expected sent = take(frame);
    if (sent == null) {
      return; // Sent by another program, or without interest in its transmission.
    }
    // The wall clock may be set: the age is limited by the time since the send.
    long age = now.getEpochSecond() * 1_000_000_000L + now.getNano() - socket.receivedAt();
    long limit = System.nanoTime() - sent.sentAt();
    try {
      sent.listener().transmitted(Math.max(0, Math.min(age, limit)));
    } catch (RuntimeException e) {
      LOG.error("{}: a listener failed on {}", name, frame, e);
    }
  }

  private @Nullable Expected take(CanFrame frame) {
    synchronized (lock) {
      for (Iterator<Expected> each = expected.iterator(); each.hasNext(); ) {
        Expected sent = each.next();
        if (sent.frame().equals(frame)) {
          each.remove();
          return sent;
        }
      }
      return null;
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
