package io.obdio.socketcan;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.engine.NResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tel.schich.javacan.CanChannels;
import tel.schich.javacan.CanSocketOptions;
import tel.schich.javacan.IsotpCanChannel;
import tel.schich.javacan.IsotpSocketAddress;
import tel.schich.javacan.NetworkDevice;

/**
 * An ISO-TP socket of the kernel (CAN_ISOTP): whole messages to and from one other node.
 *
 * <p>Threads: {@link #send} may be called by any thread, one message at a time goes out. A thread
 * of its own reads, calls the listener and in the end closes the socket.
 */
public final class KernelIsoTpSocket implements AutoCloseable {

  /** Longest message that can be sent. */
  public static final int MAX_SENT = IsotpCanChannel.MAX_MESSAGE_LENGTH;

  /** Longest message that kernels up to 6.x receive. */
  private static final int MAX_RECEIVED = 8300;

  private static final Duration GLANCE = Duration.ofMillis(250);
  private static final int EXTENDED = 0x80000000;
  private static final Logger LOG = LoggerFactory.getLogger(KernelIsoTpSocket.class);

  /** Hears what comes. Calls come from the socket's thread and must return at once. */
  public interface Listener {
    /** A message came. */
    void message(byte[] message);

    /** A message was lost in either direction. */
    default void failed(NResult result) {}

    /** Nothing more will come: the interface is down or gone. */
    default void lost(String reason) {}
  }

  private final String name;
  private final IsoTpAddress address;
  private final IsotpCanChannel channel;
  private final Listener listener;
  private final Object lock = new Object();
  private final ByteBuffer out = buffer(MAX_SENT);
  private boolean ended;
  private volatile boolean closed;

  /** What the reading thread saw go wrong with the message being sent. */
  private volatile @Nullable NResult sendFailure;

  private KernelIsoTpSocket(
      String name, IsoTpAddress address, IsotpCanChannel channel, Listener listener) {
    this.name = name;
    this.address = address;
    this.channel = channel;
    this.listener = listener;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }

  /**
   * Opens a socket.
   *
   * @param name the interface, which must be up
   * @param options all but the timers count, which are the kernel's own: one second each
   * @throws IOException if it cannot be had, saying which command to type
   */
  public static KernelIsoTpSocket open(
      String name, IsoTpAddress address, IsoTpOptions options, Listener listener)
      throws IOException {
    CanInterface.ready(CanInterface.SYS, name);
    IsotpCanChannel channel;
    try {
      NativeLibrary.load();
      channel = CanChannels.newIsotpChannel();
    } catch (LinkageError e) {
      throw new IOException(
          "no native library for SocketCAN on " + System.getProperty("os.arch") + ": " + e, e);
    } catch (IOException e) {
      throw new IOException(SocketErrors.explain(name, "can-isotp", e), e);
    }
    try {
      KernelOptions.set(channel, address, options);
      channel.setOption(CanSocketOptions.SO_RCVTIMEO, GLANCE);
      channel.bind(NetworkDevice.lookup(name), socketId(address.rxId()), socketId(address.txId()));
    } catch (IOException e) {
      channel.close();
      throw new IOException(SocketErrors.explain(name, "can-isotp", e), e);
    }
    KernelIsoTpSocket socket = new KernelIsoTpSocket(name, address, channel, listener);
    Thread reader = new Thread(socket::readAll, "isotp-" + name + "-" + address);
    reader.setDaemon(true);
    reader.start();
    return socket;
  }

  /** Not by JavaCAN's IsotpAddress, which exchanges the fields of 29 bit identifiers. */
  static IsotpSocketAddress socketId(CanId id) {
    return IsotpSocketAddress.isotpAddress(id.value() | (id.extended() ? EXTENDED : 0));
  }

  /** Its address. */
  public IsoTpAddress address() {
    return address;
  }

  /**
   * Sends a message; returns when its last frame has been handed to the bus.
   *
   * @param message 1..{@link #MAX_SENT} bytes
   * @throws IOException if it failed, naming the standard's result
   */
  public void send(byte[] message) throws IOException {
    if (message.length == 0 || message.length > MAX_SENT) {
      throw new IOException(
          name + ": the kernel sends 1 to " + MAX_SENT + " bytes, not " + message.length);
    }
    synchronized (lock) {
      if (closed || ended) {
        throw new IOException(name + ": " + address + " is closed");
      }
      out.clear();
      out.put(message).flip();
      sendFailure = null;
      try {
        channel.write(out);
      } catch (IOException e) {
        NResult result = result(SocketErrors.number(e));
        throw new IOException(
            result == null
                ? SocketErrors.explain(name, "can-isotp", e)
                : name + ": " + address + ": sending failed: " + result,
            e);
      }
      NResult failure = sendFailure;
      if (failure != null) {
        throw new IOException(name + ": " + address + ": sending failed: " + failure);
      }
    }
  }

  private void readAll() {
    ByteBuffer in = buffer(MAX_RECEIVED);
    String lost = null;
    while (!closed && lost == null) {
      try {
        in.clear();
        channel.read(in);
        in.flip();
        byte[] message = new byte[in.remaining()];
        in.get(message);
        if (!closed && message.length > 0) {
          tell(() -> listener.message(message));
        }
      } catch (IOException e) {
        lost = failed(e);
      }
    }
    synchronized (lock) {
      ended = true;
      try {
        channel.close();
      } catch (IOException e) {
        LOG.debug("{}: {}", name, e.getMessage());
      }
    }
    String reason = lost;
    if (reason != null && !closed) {
      tell(() -> listener.lost(reason));
    }
  }

  /** Why nothing more will come, or null if that is not so. */
  private @Nullable String failed(IOException e) {
    int number = SocketErrors.number(e);
    NResult result = result(number);
    if (number == SocketErrors.EAGAIN || number == SocketErrors.EINTR) {
      return null;
    }
    if (result == null) {
      return SocketErrors.explain(name, "can-isotp", e);
    }
    if (result == NResult.N_TIMEOUT_Bs || result == NResult.N_BUFFER_OVFLW) {
      sendFailure = result;
    }
    if (!closed) {
      tell(() -> listener.failed(result));
    }
    return null;
  }

  /** The standard's name for an error of the kernel (net/can/isotp.c). */
  static @Nullable NResult result(int number) {
    return switch (number) {
      case SocketErrors.ECOMM -> NResult.N_TIMEOUT_Bs;
      case SocketErrors.EMSGSIZE -> NResult.N_BUFFER_OVFLW;
      case SocketErrors.ETIMEDOUT -> NResult.N_TIMEOUT_Cr;
      case SocketErrors.EILSEQ -> NResult.N_WRONG_SN;
      case SocketErrors.EBADMSG -> NResult.N_ERROR;
      default -> null;
    };
  }

  private void tell(Runnable news) {
    try {
      news.run();
    } catch (RuntimeException e) {
      LOG.error("{}: a listener failed", name, e);
    }
  }

  /** Ends it: nothing more is heard. Never throws, may be called twice. */
  @Override
  public void close() {
    closed = true;
  }
}
