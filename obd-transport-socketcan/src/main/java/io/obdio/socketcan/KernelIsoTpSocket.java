package io.obdio.socketcan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.engine.NResult;
import io.obdio.isotp.network.IsoTpException;
import io.obdio.isotp.network.IsoTpException.Direction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tel.schich.javacan.CanChannels;
import tel.schich.javacan.IsotpCanChannel;
import tel.schich.javacan.IsotpSocketAddress;
import tel.schich.javacan.NetworkDevice;

/**
 * An ISO-TP socket of the kernel (CAN_ISOTP): messages to and from one other node.
 *
 * <p>Threads: {@link #send} may be called by any thread and sends one message at a time. The
 * receiver's thread reads and calls the listener.
 */
final class KernelIsoTpSocket implements AutoCloseable {

  /** Maximum length of a message that can be sent. */
  static final int MAX_SENT = IsotpCanChannel.MAX_MESSAGE_LENGTH;

  /** Maximum length of a message that kernels up to 6.x receive. */
  private static final int MAX_RECEIVED = 8300;

  private static final int EXTENDED = 0x80000000;
  private static final Logger LOG = LoggerFactory.getLogger(KernelIsoTpSocket.class);

  /** The recipient of messages. Calls come from the receiver's thread and must return at once. */
  interface Listener {
    /** Receives a message. */
    void message(byte[] message);

    /** Reports the loss of a message in either direction. */
    default void failed(NResult result) {}

    /** Reports that the interface is down or gone. */
    default void lost(String reason) {}
  }

  private final String name;
  private final IsoTpAddress address;
  private final IsotpCanChannel channel;
  private final KernelReceiver receiver;
  private final Listener listener;
  private final Object sendLock = new Object();
  private final Object lock = new Object();

  @GuardedBy("sendLock")
  private final ByteBuffer out = buffer(MAX_SENT);

  @GuardedBy("lock")
  private final ByteBuffer in = buffer(MAX_RECEIVED);

  @GuardedBy("lock")
  private boolean closed;

  @GuardedBy("lock")
  private boolean sending;

  /** The error that the receiver's thread read for the message being sent. */
  private volatile @Nullable NResult sendFailure;

  private KernelIsoTpSocket(
      String name,
      IsoTpAddress address,
      IsotpCanChannel channel,
      KernelReceiver receiver,
      Listener listener) {
    this.name = name;
    this.address = address;
    this.channel = channel;
    this.receiver = receiver;
    this.listener = listener;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }

  /**
   * Opens a socket.
   *
   * @param name the interface, which must be up
   * @param options the options except the timers: the kernel's are one second each
   * @throws IOException if it cannot be opened; the message names the command to run
   * @throws IllegalArgumentException if the kernel does not support an option
   */
  static KernelIsoTpSocket open(
      KernelReceiver receiver,
      String name,
      IsoTpAddress address,
      IsoTpOptions options,
      Listener listener)
      throws IOException {
    CanInterface.ready(CanInterface.SYS, name);
    IsotpCanChannel channel = channel(name);
    KernelIsoTpSocket socket = new KernelIsoTpSocket(name, address, channel, receiver, listener);
    try {
      KernelOptions.set(channel, address, options);
      channel.configureBlocking(false);
      channel.bind(NetworkDevice.lookup(name), socketId(address.rxId()), socketId(address.txId()));
      receiver.add(socket);
      return socket;
    } catch (IOException e) {
      channel.close();
      throw new IOException(SocketErrors.explain(name, "can-isotp", e), e);
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Creates a socket that is not bound, which fails if the kernel has no ISO-TP. */
  static IsotpCanChannel channel(String name) throws IOException {
    try {
      NativeLibrary.load();
      return CanChannels.newIsotpChannel();
    } catch (LinkageError e) {
      throw new IOException(
          "no native library for SocketCAN on " + System.getProperty("os.arch") + ": " + e, e);
    } catch (IOException e) {
      throw new IOException(SocketErrors.explain(name, "can-isotp", e), e);
    }
  }

  /**
   * Returns the socket address; not by JavaCAN's IsotpAddress, which exchanges the fields of 29-bit
   * identifiers.
   */
  static IsotpSocketAddress socketId(CanId id) {
    return IsotpSocketAddress.isotpAddress(id.value() | (id.extended() ? EXTENDED : 0));
  }

  /** Returns the address. */
  IsoTpAddress address() {
    return address;
  }

  /**
   * Sends a message; blocks until its last frame has been transmitted.
   *
   * @param message 1..{@link #MAX_SENT} bytes
   * @throws IOException if that fails; {@link IsoTpException} with the standard's result if the
   *     kernel reports one
   */
  void send(byte[] message) throws IOException {
    if (message.length == 0 || message.length > MAX_SENT) {
      throw new IOException(
          name + ": the kernel sends 1 to " + MAX_SENT + " bytes, not " + message.length);
    }
    synchronized (sendLock) {
      beginSending();
      try {
        out.clear();
        out.put(message).flip();
        sendFailure = null;
        write();
      } finally {
        endSending();
      }
    }
  }

  private void beginSending() throws IOException {
    synchronized (lock) {
      if (closed) {
        throw failed(NResult.N_ERROR, "the connection is closed");
      }
      sending = true;
    }
  }

  private void endSending() {
    synchronized (lock) {
      sending = false;
      if (closed) {
        free();
      }
    }
  }

  @GuardedBy("sendLock")
  private void write() throws IOException {
    try {
      channel.write(out);
    } catch (IOException e) {
      NResult result = result(SocketErrors.number(e));
      throw result == null
          ? new IOException(SocketErrors.explain(name, "can-isotp", e), e)
          : failed(result, "");
    }
    NResult failure = sendFailure;
    if (failure != null) {
      throw failed(failure, "");
    }
  }

  private IsoTpException failed(NResult result, String detail) {
    return new IsoTpException(name + " " + address, Direction.SENDING, result, detail);
  }

  boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  /**
   * Reads a message or an error without blocking, and passes it to the listener.
   *
   * @return false if there was none
   */
  boolean receive() {
    byte[] message;
    synchronized (lock) {
      if (closed) {
        return false;
      }
      try {
        in.clear();
        channel.read(in);
        in.flip();
        message = new byte[in.remaining()];
        in.get(message);
      } catch (IOException e) {
        return reportError(e);
      }
    }
    if (message.length > 0) {
      listener.message(message);
    }
    return true;
  }

  @GuardedBy("lock")
  private boolean reportError(IOException e) {
    int number = SocketErrors.number(e);
    if (number == SocketErrors.EAGAIN || number == SocketErrors.EINTR) {
      return false;
    }
    NResult result = result(number);
    if (result == null) {
      close();
      listener.lost(SocketErrors.explain(name, "can-isotp", e));
      return true;
    }
    if (result == NResult.N_TIMEOUT_Bs || result == NResult.N_BUFFER_OVFLW) {
      sendFailure = result;
    }
    listener.failed(result);
    return true;
  }

  /** Returns the standard's result for an error of the kernel (net/can/isotp.c), or null. */
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

  /**
   * Closes the socket: the kernel sends no more flow controls. A message that is being sent is sent
   * completely. Never throws, may be called repeatedly.
   */
  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      if (!sending) {
        free();
      }
    }
    receiver.remove(this);
  }

  @GuardedBy("lock")
  private void free() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("{}: {}", name, e.getMessage());
    }
  }
}
