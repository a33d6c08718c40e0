package io.obdio.socketcan;

import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.can.CanListener;
import io.obdio.isotp.loop.EventLoop;
import io.obdio.isotp.loop.ThreadEventLoop;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The reader of the kernel's ISO-TP sockets on one interface. The sockets are read without
 * blocking, because the kernel keeps a socket alive, and its flow controls, while a thread blocks
 * in a read: closing it would have no effect. A raw socket shows when there is something to read.
 *
 * <p>Threads: any thread adds and removes sockets; the receiver's loop reads them.
 */
final class KernelReceiver implements AutoCloseable {

  /**
   * Pauses before further reads in nanoseconds: the raw socket may receive a frame slightly before
   * the ISO-TP socket.
   */
  private static final long[] RETRIES = {200_000, 1_000_000, 5_000_000, 50_000_000};

  /** Time after the last frame when the kernel has ended a message with N_Cr: 1 s, and a margin. */
  private static final long TIMEOUT = 1_050_000_000;

  private final CanBus.Subscription subscription;
  private final EventLoop loop;
  private final CopyOnWriteArrayList<Entry> entries = new CopyOnWriteArrayList<>();

  /** A socket and its tracker, which is accessed on the loop. */
  private final class Entry {
    private final KernelIsoTpSocket socket;
    private final ReceptionTracker tracker;
    private long lastFrame;
    private boolean timeoutScheduled;

    Entry(KernelIsoTpSocket socket) {
      this.socket = socket;
      this.tracker = new ReceptionTracker(socket.address().rxPrefix());
    }

    void onFrame(CanFrame frame) {
      if (!socket.address().matches(frame)) {
        return;
      }
      lastFrame = loop.now();
      if (tracker.onFrame(frame)) {
        read(0);
      }
      if (tracker.incomplete()) {
        scheduleTimeout(lastFrame + TIMEOUT);
      }
    }

    private void read(int attempt) {
      if (!socket.receive() && attempt < RETRIES.length && !socket.isClosed()) {
        loop.schedule(RETRIES[attempt], () -> read(attempt + 1));
      }
    }

    private void scheduleTimeout(long at) {
      if (!timeoutScheduled) {
        timeoutScheduled = true;
        loop.scheduleAt(at, this::onTimeout);
      }
    }

    private void onTimeout() {
      timeoutScheduled = false;
      if (socket.isClosed() || !tracker.incomplete()) {
        return;
      }
      if (loop.now() - lastFrame >= TIMEOUT) {
        tracker.reset();
        read(0);
      } else {
        scheduleTimeout(lastFrame + TIMEOUT);
      }
    }
  }

  /**
   * Starts a receiver.
   *
   * @param bus the interface, which is not closed with the receiver
   * @param onLost called with the reason when the interface is lost
   */
  KernelReceiver(CanBus bus, Consumer<String> onLost) {
    loop = new ThreadEventLoop("isotp-kernel-" + bus.name());
    subscription = bus.subscribe(List.of(), new Frames(onLost));
  }

  private final class Frames implements CanListener {
    private final Consumer<String> onLost;

    Frames(Consumer<String> onLost) {
      this.onLost = onLost;
    }

    @Override
    public void onFrame(CanFrame frame) {
      try {
        loop.execute(() -> entries.forEach(entry -> entry.onFrame(frame)));
      } catch (RejectedExecutionException e) {
        // The receiver is closed.
      }
    }

    @Override
    public void onBusLost(String reason) {
      onLost.accept(reason);
    }
  }

  /** Adds a socket. */
  void add(KernelIsoTpSocket socket) {
    entries.add(new Entry(socket));
    setFilters();
  }

  /** Removes a socket. */
  void remove(KernelIsoTpSocket socket) {
    if (entries.removeIf(entry -> entry.socket == socket)) {
      setFilters();
    }
  }

  private void setFilters() {
    Set<CanId> ids =
        entries.stream().map(entry -> entry.socket.address().rxId()).collect(Collectors.toSet());
    subscription.setFilters(ids.stream().map(CanFilter::exactly).toList());
  }

  @Override
  public void close() {
    subscription.close();
    loop.close();
  }
}
