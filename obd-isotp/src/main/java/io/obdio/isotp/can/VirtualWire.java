package io.obdio.isotp.can;

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
 * A CAN bus inside this JVM, for any number of participants. Without a bit rate frames are heard as
 * soon and in the order in which they were sent; with one, each keeps the bus busy as long as it
 * would in a car, and the lowest identifier goes first.
 *
 * <p>Each participant may have {@link Builder#queue} frames on the way; beyond that {@link
 * CanBus#send} refuses.
 *
 * <p>Threads: anybody sends; all listeners are called by the loop. {@link #lock} guards the queues,
 * {@link #working} and {@link #lost}.
 */
public final class VirtualWire implements AutoCloseable {

  private static final int BATCH = 512;
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
  private final ArrayDeque<CanFrame> frames = new ArrayDeque<>();
  private final ArrayDeque<VirtualCanBus> senders = new ArrayDeque<>();
  private boolean working;
  private @Nullable String lost;

  /** When the bus is free again; only the loop touches it. */
  private long freeAt;

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
    freeAt = loop.now();
  }

  /** A bus of one's own; the name is for people. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  static VirtualCanBus joinShared(String name) {
    synchronized (SHARED) {
      return SHARED.computeIfAbsent(name, key -> new VirtualWire(new Builder(key), true)).join();
    }
  }

  /** A new participant. */
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
    synchronized (SHARED) {
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

  /** The loop that calls the listeners. */
  public EventLoop loop() {
    return loop;
  }

  /** What goes wrong from now on. */
  public void setFaults(CanFault.Plan plan) {
    faults = plan;
  }

  /** Lets every participant hear a frame that none of them sent, such as an error frame. */
  public void inject(CanFrame frame) {
    loop.execute(() -> hear(frame, null));
  }

  /** The bus is gone: every listener is told, and sending fails from now on. */
  public void lose(String reason) {
    synchronized (lock) {
      lost = reason;
      frames.clear();
      senders.clear();
      participants.forEach(participant -> participant.queue.clear());
    }
    loop.execute(() -> participants.forEach(participant -> participant.lost(reason)));
  }

  /** Ends the bus, and its thread if it has one of its own. */
  @Override
  public void close() {
    synchronized (lock) {
      lost = "closed";
    }
    if (ownLoop) {
      loop.close();
    }
  }

  void send(VirtualCanBus from, CanFrame frame) throws IOException {
    if (frame.kind() == CanFrame.Kind.ERROR || frame.kind() == CanFrame.Kind.FD && !fd) {
      throw new IOException(name + ": cannot carry " + frame);
    }
    boolean wake;
    synchronized (lock) {
      if (lost != null) {
        throw new IOException(name + ": " + lost);
      }
      if (from.queued >= queueBound) {
        throw new CanBusFullException(name + ": " + queueBound + " frames wait to be sent");
      }
      from.queued++;
      if (bitRate == null) {
        frames.add(frame);
        senders.add(from);
      } else {
        from.queue.add(frame);
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
        from.queued--;
      }
      transfer(frame, from);
    }
    loop.execute(this::drain);
  }

  private void begin() {
    arbitrate(Math.max(freeAt, loop.now()));
  }

  /** Lets the next frame begin at {@code start}, which is past if the loop's thread came late. */
  private void arbitrate(long start) {
    VirtualCanBus winner = null;
    CanFrame frame = null;
    synchronized (lock) {
      for (VirtualCanBus participant : participants) {
        CanFrame head = participant.queue.peek();
        if (head != null && (frame == null || head.id().compareTo(frame.id()) < 0)) {
          winner = participant;
          frame = head;
        }
      }
      if (winner == null || frame == null || bitRate == null) {
        working = false;
        return;
      }
      winner.queue.remove();
    }
    CanFrame sent = frame;
    VirtualCanBus from = winner;
    freeAt = start + bitRate.nanos(frame);
    loop.scheduleAt(freeAt, () -> completed(sent, from));
  }

  private void completed(CanFrame frame, VirtualCanBus from) {
    synchronized (lock) {
      from.queued--;
    }
    transfer(frame, from);
    arbitrate(freeAt);
  }

  private void transfer(CanFrame frame, VirtualCanBus from) {
    CanFault fault = faults.on(frame);
    if (fault instanceof CanFault.None) {
      hear(frame, from);
    } else if (fault instanceof CanFault.Duplicate) {
      hear(frame, from);
      hear(frame, from);
    } else if (fault instanceof CanFault.Delay delay) {
      loop.schedule(delay.nanos(), () -> hear(frame, from));
    } else if (fault instanceof CanFault.Corrupt corrupt) {
      hear(corrupt.apply(frame), from);
    }
  }

  private void hear(CanFrame frame, @Nullable VirtualCanBus from) {
    long time = loop.now() + clockOffset;
    for (VirtualCanBus participant : participants) {
      participant.hear(frame, time, participant == from);
    }
  }

  /** How a bus is to be. */
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

    /** The loop that calls the listeners, a thread of its own by default; it stays the caller's. */
    public Builder loop(EventLoop loop) {
      this.loop = loop;
      return this;
    }

    /** How long frames take; by default no time at all. */
    public Builder bitRate(CanBitRate bitRate) {
      this.bitRate = bitRate;
      return this;
    }

    /** What goes wrong; by default nothing. */
    public Builder faults(CanFault.Plan faults) {
      this.faults = faults;
      return this;
    }

    /** How many frames of each participant may be on the way, at least 1; 4096 by default. */
    public Builder queue(int frames) {
      if (frames < 1) {
        throw new IllegalArgumentException("a queue of " + frames + " frames");
      }
      queueBound = frames;
      return this;
    }

    /** Whether FD frames are carried; they are by default. */
    public Builder fd(boolean fd) {
      this.fd = fd;
      return this;
    }

    /** The bus, without participants yet. */
    public VirtualWire build() {
      return new VirtualWire(this, false);
    }
  }
}
