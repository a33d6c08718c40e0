package io.obdio.slcan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.core.util.DaemonThreads;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanBusFullException;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanListener;
import io.obdio.isotp.can.CanSubscriptions;
import io.obdio.isotp.can.SlcanFormat;
import io.obdio.isotp.loop.ThreadEventLoop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A CAN bus behind an adapter on a serial port with the Lawicel (slcan) protocol, such as CANUSB,
 * CANable or USBtin. Works on every system that has serial ports.
 *
 * <p>Transmissions are reported when the adapter acknowledges the frame, which may be up to its
 * transmit queue before the frame is on the bus.
 *
 * <p>Threads: as {@link CanBus}. One thread reads the port and calls the listeners of
 * transmissions; a loop calls the listeners of frames.
 */
public final class SlcanBus implements CanBus {

  private static final Logger LOG = LoggerFactory.getLogger(SlcanBus.class);

  /** The least time between two messages of the log about refused frames and invalid lines. */
  private static final long LOG_INTERVAL = TimeUnit.SECONDS.toNanos(5);

  private final SlcanPort port;
  private final SlcanOptions options;
  private final ThreadEventLoop loop;
  private final CanSubscriptions subscriptions;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final TransmitAcknowledgements acknowledgements = new TransmitAcknowledgements();

  @GuardedBy("lock")
  private String whyClosed = "";

  /** The time of the last frame; accessed by the loop. */
  private long lastTime;

  private volatile boolean receiveOwn;
  private volatile boolean closed;

  private SlcanBus(SlcanPort port, SlcanOptions options) {
    this.port = port;
    this.options = options;
    loop = new ThreadEventLoop("slcan-" + port.name());
    subscriptions = new CanSubscriptions(port.name());
  }

  /**
   * Opens an adapter.
   *
   * @param name the port and options, such as {@code /dev/ttyACM0?bitrate=500000}: see {@link
   *     SlcanOptions}
   * @throws IOException if it cannot be opened; the message states what to do
   */
  public static SlcanBus open(String name) throws IOException {
    SlcanOptions options;
    try {
      TransportUri uri = TransportUri.parse("slcan:" + name);
      uri.requireKnownOptions(SlcanOptions.NAMES);
      options = SlcanOptions.of(uri);
    } catch (TransportException.BadUri e) {
      throw new IOException(e.getMessage(), e);
    }
    return open(options);
  }

  /**
   * Opens an adapter.
   *
   * @throws IOException if it cannot be opened; the message states what to do
   */
  public static SlcanBus open(SlcanOptions options) throws IOException {
    SlcanPort port;
    try {
      port = JSerialCommPort.open(options.path(), options.baud());
    } catch (NoClassDefFoundError e) {
      // An optional dependency: programs on a CAN interface of Linux have no serial port.
      throw new IOException(
          "slcan needs the artifact com.fazecast:jSerialComm on the class path or module path;"
              + " not found: "
              + e.getMessage(),
          e);
    }
    return open(port, options);
  }

  /** Opens an adapter on a port, which is closed with the bus, also if that fails. */
  static SlcanBus open(SlcanPort port, SlcanOptions options) throws IOException {
    try {
      SlcanSetup.run(port, options);
    } catch (IOException | RuntimeException e) {
      port.close();
      throw e;
    }
    SlcanBus bus = new SlcanBus(port, options);
    DaemonThreads.start("slcan-read-" + port.name(), bus::readAll);
    return bus;
  }

  @Override
  public String name() {
    return port.name();
  }

  @Override
  public boolean supportsFd() {
    return options.dataBitRate() != 0;
  }

  @Override
  public SlcanBus receiveOwn(boolean own) {
    receiveOwn = own;
    return this;
  }

  @Override
  public void send(CanFrame frame) throws IOException {
    boolean unused = transmit(frame, null);
  }

  /** Reports the acknowledgement of the adapter, once it is known to acknowledge frames. */
  @Override
  public boolean send(CanFrame frame, TransmitListener listener) throws IOException {
    return transmit(frame, listener);
  }

  private boolean transmit(CanFrame frame, @Nullable TransmitListener listener) throws IOException {
    requireSupported(frame);
    byte[] line = (SlcanFormat.format(frame) + '\r').getBytes(StandardCharsets.US_ASCII);
    synchronized (lock) {
      if (closed || !whyClosed.isEmpty()) {
        throw new IOException(whyClosed.isEmpty() ? name() + " is closed" : whyClosed);
      }
      long now = System.nanoTime();
      if (acknowledgements.isFull(now)) {
        throw new CanBusFullException(
            name() + ": the adapter has not acknowledged the last frames yet");
      }
      boolean reported = acknowledgements.add(listener, now);
      try {
        port.write(line);
      } catch (IOException e) {
        acknowledgements.cancel();
        throw e;
      }
      if (receiveOwn) {
        deliver(frame);
      }
      return reported;
    }
  }

  private void requireSupported(CanFrame frame) throws IOException {
    if (options.listenOnly()) {
      throw new IOException(name() + " only listens (listenonly)");
    }
    if (frame.kind() == CanFrame.Kind.ERROR) {
      throw new IOException(name() + ": an error frame cannot be sent");
    }
    if (frame.kind() == CanFrame.Kind.FD && !supportsFd()) {
      throw new IOException(name() + " was opened without FD frames: set databitrate=2000000");
    }
  }

  @Override
  public Subscription subscribe(Collection<CanFilter> filters, CanListener listener) {
    return subscriptions.add(filters, listener);
  }

  private void readAll() {
    SlcanReader reader = new SlcanReader(new Received());
    byte[] buffer = new byte[4096];
    try {
      while (!closed) {
        reader.read(buffer, port.read(buffer));
      }
    } catch (IOException e) {
      lost(String.valueOf(e.getMessage()));
    }
  }

  private void lost(String reason) {
    synchronized (lock) {
      if (closed) {
        return;
      }
      whyClosed = reason;
    }
    LOG.warn("{}", reason);
    execute(() -> subscriptions.lost(reason));
    port.close();
  }

  private void deliver(CanFrame frame) {
    long time = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    execute(
        () -> {
          lastTime = Math.max(lastTime, time); // the times given to listeners never go back
          subscriptions.deliver(frame, lastTime);
        });
  }

  private void execute(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("{}: a frame is lost: {}", name(), e.getMessage());
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      if (whyClosed.isEmpty()) {
        try {
          port.write(new byte[] {'C', '\r'});
        } catch (IOException e) {
          LOG.debug("{}: {}", name(), e.getMessage());
        }
      }
    }
    subscriptions.close();
    port.close();
    loop.close();
  }

  /** The receiver of what the adapter sends; called by the reading thread. */
  private final class Received implements SlcanReader.Events {
    private long lastWarning = System.nanoTime() - LOG_INTERVAL;

    @Override
    public void frame(CanFrame frame) {
      deliver(frame);
    }

    @Override
    public void accepted() {
      @Nullable TransmitListener listener;
      synchronized (lock) {
        listener = acknowledgements.acknowledged();
      }
      if (listener != null) {
        notifyTransmitted(listener);
      }
    }

    private void notifyTransmitted(TransmitListener listener) {
      try {
        listener.transmitted(0);
      } catch (RuntimeException e) { // the port must be read further
        LOG.error("{}: a listener of transmissions failed", name(), e);
      }
    }

    @Override
    public void refused() {
      boolean sent;
      synchronized (lock) {
        sent = acknowledgements.refused();
      }
      if (sent) {
        warn(
            "the adapter refuses a frame: nothing on the bus acknowledges its frames. Is it"
                + " connected to the bus, is the ignition on, and is the bit rate "
                + options.bitRate()
                + " right?");
      }
    }

    @Override
    public void text(String line) {
      LOG.debug("{}: {}", name(), line);
    }

    @Override
    public void invalid(String line) {
      warn("'" + line + "' is not a line of the Lawicel protocol; characters were lost");
    }

    private void warn(String text) {
      long now = System.nanoTime();
      if (now - lastWarning >= LOG_INTERVAL) {
        lastWarning = now;
        LOG.warn("{}: {}", name(), text);
      }
    }
  }
}
