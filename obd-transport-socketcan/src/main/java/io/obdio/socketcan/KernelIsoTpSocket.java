package io.obdio.socketcan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.util.DaemonThreads;
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
 * An ISO-TP socket of the kernel (CAN_ISOTP): complete messages to and from one peer.
 *
 * <p>Threads: {@link #send} may be called by any thread; one message is sent at a time. A thread of
 * its own reads, calls the listener and finally closes the socket.
 */
public final class KernelIsoTpSocket implements AutoCloseable {

  /** Maximum length of a message to send, in bytes. */
  public static final int MAX_SENT = IsotpCanChannel.MAX_MESSAGE_LENGTH;

  /** Maximum length of a message that kernels up to 6.x receive, in bytes. */
  private static final int MAX_RECEIVED = 8300;

  private static final Duration RECEIVE_TIMEOUT = Duration.ofMillis(250);
  private static final int EXTENDED = 0x80000000;
  private static final Logger LOG = LoggerFactory.getLogger(KernelIsoTpSocket.class);

  /** A receiver of messages and errors, called by the socket's thread; must not block. */
  public interface Listener {
    /** Receives a message. */
    void message(byte[] message);

    /** Receives notice that a message in either direction was lost. */
    default void failed(NResult result) {}

    /** Receives notice that the interface is down or removed; no further call follows. */
    default void lost(String reason) {}
  }

  private final String name;
  private final IsoTpAddress address;
  private final IsotpCanChannel channel;
  private final Listener listener;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final ByteBuffer out = buffer(MAX_SENT);

  @GuardedBy("lock")
  private boolean ended;

  private volatile boolean closed;

  /** The error of the message being sent, as the reading thread received it. */
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
   * @param options the timers are ignored: the kernel's are one second each
   * @throws IOException if it cannot be opened; the message names the command to run
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
      channel.setOption(CanSocketOptions.SO_RCVTIMEO, RECEIVE_TIMEOUT);
      channel.bind(NetworkDevice.lookup(name), socketId(address.rxId()), socketId(address.txId()));
    } catch (IOException e) {
      channel.close();
      throw new IOException(SocketErrors.explain(name, "can-isotp", e), e);
    }
    KernelIsoTpSocket socket = new KernelIsoTpSocket(name, address, channel, listener);
    DaemonThreads.start("isotp-" + name + "-" + address, socket::readAll);
    return socket;
  }

  /** Returns the socket address; JavaCAN's IsotpAddress swaps the fields of 29 bit identifiers. */
  static IsotpSocketAddress socketId(CanId id) {
    return IsotpSocketAddress.isotpAddress(id.value() | (id.extended() ? EXTENDED : 0));
  }

  /** Returns the address. */
  public IsoTpAddress address() {
    return address;
  }

  /**
   * Sends a message; returns after the transmission of its last frame.
   *
   * @param message 1..{@link #MAX_SENT} bytes
   * @throws IOException if it failed; the message names the result code of ISO 15765-2
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
          callListener(() -> listener.message(message));
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
      callListener(() -> listener.lost(reason));
    }
  }

  /** Returns the reason why the socket cannot receive any more, or null if it can. */
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
      callListener(() -> listener.failed(result));
    }
    return null;
  }

  /** Returns the result code of ISO 15765-2 for an error of the kernel (net/can/isotp.c). */
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

  private void callListener(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.error("{}: a listener failed", name, e);
    }
  }

  /** Closes the socket; no message is received afterwards. Has no effect if it is closed. */
  @Override
  public void close() {
    closed = true;
  }
}
