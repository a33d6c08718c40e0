package io.obdio.isotp.can;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.isotp.can.VirtualCanBus.Transmission;
import io.obdio.isotp.loop.EventLoop;
import io.obdio.isotp.loop.ThreadEventLoop;
import io.obdio.isotp.loop.VirtualTimeLoop;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A CAN bus inside this JVM, for any number of participants. Without a bit rate, frames are
 * delivered at once and in the order in which they were sent; with a bit rate, each frame takes its
 * transmission time and the lowest identifier wins arbitration.
 *
 * <p>Each participant may have {@link Builder#queue} undelivered frames; beyond that {@link
 * CanBus#send} throws {@link CanBusFullException}.
 *
 * <p>Threads: any thread sends; all listeners are called by the loop.
 */
public final class VirtualWire implements AutoCloseable {

  private static final int BATCH = 512;
  private static final Object SHARED_LOCK = new Object();

  @GuardedBy("SHARED_LOCK")
  private static final Map<String, VirtualWire> SHARED = new HashMap<>();

  private final String name;
  private final EventLoop loop;
  private final boolean ownLoop;
  private final boolean shared;
  private final boolean fd;
  private final int queueBound;
  private final @Nullable CanBitRate bitRate;
  private final long clockOffset;
  private final CopyOnWriteArrayList<VirtualCanBus> participants = new CopyOnWriteArrayList<>();
  private volatile CanFault.Plan faults;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private final ArrayDeque<CanFrame> frames = new ArrayDeque<>();

  @GuardedBy("lock")
  private final ArrayDeque<VirtualCanBus> senders = new ArrayDeque<>();

  @GuardedBy("lock")
  private boolean working;

  @GuardedBy("lock")
  private @Nullable String lost;

  /** The time at which the bus becomes idle; accessed by the loop only. */
  private long idleAt;

  private VirtualWire(Builder builder, boolean shared) {
    name = builder.name;
    ownLoop = builder.loop == null;
    loop = builder.loop == null ? new ThreadEventLoop("can-" + name) : builder.loop;
    this.shared = shared;
    fd = builder.fd;
    queueBound = builder.queueBound;
    bitRate = builder.bitRate;
    faults = builder.faults;
    clockOffset =
        loop instanceof VirtualTimeLoop
            ? 0
            : TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - loop.now();
    idleAt = loop.now();
  }

  /** Returns a builder of a bus that is not shared; the name appears in messages only. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  static VirtualCanBus joinShared(String name) {
    synchronized (SHARED_LOCK) {
      return SHARED.computeIfAbsent(name, key -> new VirtualWire(new Builder(key), true)).join();
    }
  }

  /** Adds a participant. */
  public VirtualCanBus join() {
    VirtualCanBus participant = new VirtualCanBus(this);
    participants.add(participant);
    return participant;
  }

  void leave(VirtualCanBus participant) {
    if (!shared) {
      participants.remove(participant);
      return;
    }
    boolean last;
    synchronized (SHARED_LOCK) {
      participants.remove(participant);
      last = participants.isEmpty() && SHARED.remove(name, this);
    }
    if (last) {
      loop.close();
    }
  }

  String name() {
    return name;
  }

  boolean supportsFd() {
    return fd;
  }

  /** Returns the loop that calls the listeners. */
  public EventLoop loop() {
    return loop;
  }

  /** Sets the faults to apply from now on. */
  public void setFaults(CanFault.Plan plan) {
    faults = plan;
  }

  /** Delivers a frame to every participant, as if an unknown node had sent it. */
  public void inject(CanFrame frame) {
    loop.execute(() -> deliver(frame, null));
  }

  /** Simulates the loss of the bus: every listener is notified, and sending fails from now on. */
  public void lose(String reason) {
    synchronized (lock) {
      lost = reason;
      frames.clear();
      senders.clear();
      participants.forEach(participant -> participant.transmitQueue.clear());
    }
    loop.execute(() -> participants.forEach(participant -> participant.lost(reason)));
  }

  /** Closes the bus, and its loop unless that was passed to the builder. */
  @Override
  public void close() {
    synchronized (lock) {
      lost = "closed";
    }
    if (ownLoop) {
      loop.close();
    }
  }

  /** Sends a frame; returns true if the listener will be called. */
  boolean send(VirtualCanBus from, CanFrame frame, CanBus.@Nullable TransmitListener listener)
      throws IOException {
    if (frame.kind() == CanFrame.Kind.ERROR || frame.kind() == CanFrame.Kind.FD && !fd) {
      throw new IOException(name + ": cannot carry " + frame);
    }
    boolean wake;
    synchronized (lock) {
      if (lost != null) {
        throw new IOException(name + ": " + lost);
      }
      if (from.undelivered.get() >= queueBound) {
        throw new CanBusFullException(
            name + ": the transmit queue is full: " + queueBound + " frames");
      }
      from.undelivered.incrementAndGet();
      if (bitRate == null) {
        frames.add(frame);
        senders.add(from);
      } else {
        from.transmitQueue.add(new Transmission(frame, listener));
      }
      wake = !working;
      working = true;
    }
    if (wake) {
      try {
        loop.execute(bitRate == null ? this::drain : this::begin);
      } catch (RejectedExecutionException e) {
        throw new IOException(name + ": closed", e);
      }
    }
    return bitRate != null && listener != null;
  }

  private void drain() {
    for (int i = 0; i < BATCH; i++) {
      CanFrame frame;
      VirtualCanBus from;
      synchronized (lock) {
        frame = frames.poll();
        from = senders.poll();
        if (frame == null || from == null) {
          working = false;
          return;
        }
      }
      from.undelivered.decrementAndGet();
      transfer(frame, from);
    }
    loop.execute(this::drain);
  }

  private void begin() {
    arbitrate(Math.max(idleAt, loop.now()));
  }

  /** Starts the next frame at {@code start}, which is in the past if the loop is late. */
  private void arbitrate(long start) {
    VirtualCanBus winner = null;
    Transmission next = null;
    synchronized (lock) {
      for (VirtualCanBus participant : participants) {
        Transmission head = participant.transmitQueue.peek();
        if (head != null && (next == null || head.frame().id().compareTo(next.frame().id()) < 0)) {
          winner = participant;
          next = head;
        }
      }
      if (winner == null || next == null || bitRate == null) {
        working = false;
        return;
      }
      winner.transmitQueue.remove();
    }
    Transmission transmission = next;
    VirtualCanBus from = winner;
    idleAt = start + bitRate.nanos(transmission.frame());
    loop.scheduleAt(idleAt, () -> completed(transmission, from));
  }

  private void completed(Transmission transmission, VirtualCanBus from) {
    from.undelivered.decrementAndGet();
    CanBus.TransmitListener listener = transmission.listener();
    if (listener != null) {
      listener.transmitted(loop.now() - idleAt);
    }
    transfer(transmission.frame(), from);
    arbitrate(idleAt);
  }

  private void transfer(CanFrame frame, VirtualCanBus from) {
    CanFault fault = faults.on(frame);
    if (fault instanceof CanFault.None) {
      deliver(frame, from);
    } else if (fault instanceof CanFault.Duplicate) {
      deliver(frame, from);
      deliver(frame, from);
    } else if (fault instanceof CanFault.Delay delay) {
      loop.schedule(delay.nanos(), () -> deliver(frame, from));
    } else if (fault instanceof CanFault.Corrupt corrupt) {
      deliver(corrupt.apply(frame), from);
    }
  }

  private void deliver(CanFrame frame, @Nullable VirtualCanBus from) {
    long time = loop.now() + clockOffset;
    for (VirtualCanBus participant : participants) {
      participant.deliver(frame, time, participant == from);
    }
  }

  /** A builder of buses. */
  public static final class Builder {
    private final String name;
    private @Nullable EventLoop loop;
    private @Nullable CanBitRate bitRate;
    private CanFault.Plan faults = CanFault.Plan.NONE;
    private int queueBound = 4096;
    private boolean fd = true;

    private Builder(String name) {
      this.name = name;
    }

    /**
     * Sets the loop that calls the listeners; it is not closed with the bus. Default: a new one.
     */
    public Builder loop(EventLoop loop) {
      this.loop = loop;
      return this;
    }

    /** Sets the bit rate, which gives frames their transmission time. Default: no time. */
    public Builder bitRate(CanBitRate bitRate) {
      this.bitRate = bitRate;
      return this;
    }

    /** Sets the faults. Default: none. */
    public Builder faults(CanFault.Plan faults) {
      this.faults = faults;
      return this;
    }

    /** Sets how many undelivered frames a participant may have, at least 1. Default: 4096. */
    public Builder queue(int frames) {
      if (frames < 1) {
        throw new IllegalArgumentException("a queue of " + frames + " frames");
      }
      queueBound = frames;
      return this;
    }

    /** Sets whether FD frames are supported. Default: true. */
    public Builder fd(boolean fd) {
      this.fd = fd;
      return this;
    }

    /** Returns a bus without participants. */
    public VirtualWire build() {
      return new VirtualWire(this, false);
    }
  }
}
