package io.obdio.socketcan;

import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanBusFullException;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFilterSet;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tel.schich.javacan.CanChannels;
import tel.schich.javacan.CanSocketOptions;
import tel.schich.javacan.RawCanChannel;
import tel.schich.javacan.RawReceiveMessageHeaderBuffer;

/**
 * A raw socket on a CAN interface of Linux.
 *
 * <p>Threads: as {@link CanBus} says. One thread of its own reads, calls the listeners and in the
 * end closes the socket, so that nobody reads or writes a socket that is another's by then. {@code
 * lock} guards sending, the kernel's filters and the end.
 */
public final class SocketCanBus implements CanBus {

  private static final Logger LOG = LoggerFactory.getLogger(SocketCanBus.class);

  /** How soon the reading thread sees that the bus was closed. */
  private static final Duration GLANCE = Duration.ofMillis(100);

  /** A blocked sender gives up after the kernel's shortest wait, a few milliseconds. */
  private static final Duration NO_WAIT = Duration.ofMillis(1);

  /** What to ask for; the kernel gives as much of it as net.core.rmem_max allows. */
  private static final int RECEIVE_BUFFER = 4 << 20;

  private final String name;
  private final boolean fd;
  private final RawCanChannel channel;
  private final Object lock = new Object();
  private final ByteBuffer out = FrameCodec.buffer();
  private final CopyOnWriteArrayList<Place> places = new CopyOnWriteArrayList<>();
  private KernelFilters inKernel = KernelFilters.of(List.of());
  private boolean ended;
  private volatile boolean closed;
  private volatile int dropped;

  private SocketCanBus(CanInterface canInterface, RawCanChannel channel) {
    this.name = canInterface.name();
    this.fd = canInterface.fd();
    this.channel = channel;
  }

  /**
   * Opens the interface, which must be up.
   *
   * @param name such as {@code can0}
   * @throws IOException if it cannot be had, saying which command to type
   */
  public static SocketCanBus open(String name) throws IOException {
    CanInterface canInterface = CanInterface.ready(CanInterface.SYS, name);
    RawCanChannel channel;
    try {
      NativeLibrary.load();
      channel = CanChannels.newRawChannel();
    } catch (LinkageError e) {
      throw new IOException(
          "no native library for SocketCAN on " + System.getProperty("os.arch") + ": " + e, e);
    } catch (IOException e) {
      throw new IOException(CanTrouble.explain(name, "can-raw", e), e);
    }
    SocketCanBus bus = new SocketCanBus(canInterface, channel);
    try {
      bus.configure();
    } catch (IOException e) {
      channel.close();
      throw new IOException(CanTrouble.explain(name, "can-raw", e), e);
    }
    Thread reader = new Thread(bus::readAll, "socketcan-" + name);
    reader.setDaemon(true);
    reader.start();
    return bus;
  }

  private void configure() throws IOException {
    channel.setOption(CanSocketOptions.FILTER, inKernel.array());
    if (fd) {
      channel.setOption(CanSocketOptions.FD_FRAMES, true);
    }
    channel.setOption(CanSocketOptions.SO_RCVTIMEO, GLANCE);
    channel.setOption(CanSocketOptions.SO_SNDTIMEO, NO_WAIT);
    channel.setOption(CanSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    channel.setOption(CanSocketOptions.SO_TIMESTAMPNS, true);
    channel.setOption(CanSocketOptions.SO_RXQ_OVFL, true);
    channel.bind(tel.schich.javacan.NetworkDevice.lookup(name));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean supportsFd() {
    return fd;
  }

  /** Frames that the kernel had to throw away because they were not read quickly enough. */
  public long dropped() {
    return Integer.toUnsignedLong(dropped);
  }

  @Override
  public void send(CanFrame frame) throws IOException {
    if (frame.kind() == CanFrame.Kind.ERROR) {
      throw new IOException(name + ": an error frame cannot be sent");
    }
    if (frame.kind() == CanFrame.Kind.FD && !fd) {
      throw new IOException(
          name
              + " carries no FD frames; type: "
              + CanInterface.find(CanInterface.SYS, name).fdCommand());
    }
    synchronized (lock) {
      if (closed || ended) {
        throw new IOException(name + " is closed");
      }
      FrameCodec.write(frame, out);
      try {
        channel.sendUnsafe(out);
      } catch (IOException e) {
        int number = CanTrouble.number(e);
        if (number == CanTrouble.ENOBUFS || number == CanTrouble.EAGAIN) {
          throw new CanBusFullException(CanTrouble.explain(name, "can-raw", e));
        }
        throw new IOException(CanTrouble.explain(name, "can-raw", e), e);
      }
    }
  }

  @Override
  public Subscription subscribe(Collection<CanFilter> filters, CanListener listener) {
    Place place = new Place(filters, listener);
    places.add(place);
    tellKernel();
    return place;
  }

  private void tellKernel() {
    synchronized (lock) {
      if (closed || ended) {
        return;
      }
      List<CanFilter> all = new ArrayList<>();
      for (Place place : places) {
        all.addAll(place.wanted);
      }
      KernelFilters wanted = KernelFilters.of(all);
      try {
        if (!wanted.frames().equals(inKernel.frames())) {
          channel.setOption(CanSocketOptions.FILTER, wanted.array());
        }
        if (wanted.errors() != inKernel.errors()) {
          channel.setOption(CanSocketOptions.ERR_FILTER, wanted.errors());
        }
        inKernel = wanted;
      } catch (IOException e) {
        LOG.warn("{}: filters not set: {}", name, e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    places.clear();
  }

  private void readAll() {
    ByteBuffer in = FrameCodec.buffer();
    RawReceiveMessageHeaderBuffer header = new RawReceiveMessageHeaderBuffer();
    long lastTime = 0;
    String reason = null;
    while (!closed && reason == null) {
      try {
        in.clear();
        channel.receiveUnsafe(in, header);
        CanFrame frame = FrameCodec.read(in);
        noteDrops(header.getDropCount());
        if (frame != null) {
          // The system's clock may be set back; the times given to listeners are not.
          lastTime = Math.max(lastTime, nanos(header.getSoftwareTimestamp()));
          for (Place place : places) {
            place.hear(frame, lastTime);
          }
        }
      } catch (IOException e) {
        int number = CanTrouble.number(e);
        if (number != CanTrouble.EAGAIN && number != CanTrouble.EINTR) {
          reason = CanTrouble.explain(name, "can-raw", e);
        }
      }
    }
    end(reason == null ? name + " was closed" : reason, reason != null);
  }

  private void end(String reason, boolean lost) {
    List<Place> told = new ArrayList<>(places);
    synchronized (lock) {
      ended = true;
      try {
        channel.close();
      } catch (IOException e) {
        LOG.debug("{}: {}", name, e.getMessage());
      }
    }
    if (lost && !closed) {
      LOG.warn("{}: lost: {}", name, reason);
      told.forEach(place -> place.lost(reason));
    }
  }

  private void noteDrops(int count) {
    if (count != dropped) {
      LOG.warn(
          "{}: {} frames were not read quickly enough and are lost; a longer queue helps: "
              + "sudo sysctl net.core.rmem_max=8388608",
          name,
          Integer.toUnsignedLong(count - dropped));
      dropped = count;
    }
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }

  /** A listener's place. */
  private final class Place implements Subscription {
    private final CanListener listener;
    private volatile List<CanFilter> wanted;
    private volatile CanFilterSet filters;

    Place(Collection<CanFilter> filters, CanListener listener) {
      this.wanted = List.copyOf(filters);
      this.filters = new CanFilterSet(wanted);
      this.listener = listener;
    }

    void hear(CanFrame frame, long time) {
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
      wanted = List.copyOf(newFilters);
      filters = new CanFilterSet(wanted);
      tellKernel();
    }

    @Override
    public void close() {
      filters = CanFilterSet.NOTHING;
      wanted = List.of();
      if (places.remove(this)) {
        tellKernel();
      }
    }
  }
}
