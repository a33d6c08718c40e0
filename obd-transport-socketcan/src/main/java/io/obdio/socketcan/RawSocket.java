package io.obdio.socketcan;

import io.obdio.isotp.can.CanFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tel.schich.javacan.CanChannels;
import tel.schich.javacan.CanSocketOptions;
import tel.schich.javacan.NetworkDevice;
import tel.schich.javacan.RawCanChannel;
import tel.schich.javacan.RawReceiveMessageHeaderBuffer;

/**
 * A raw CAN socket (CAN_RAW) that is bound to an interface.
 *
 * <p>Threads: one thread receives, and closes the socket when it has ended; one thread at a time
 * sends.
 */
final class RawSocket implements AutoCloseable {

  /** Time after which {@link #receive} returns without a frame. */
  private static final Duration RECEIVE_TIMEOUT = Duration.ofMillis(100);

  /** A blocked send fails after the kernel's shortest wait, a few milliseconds. */
  private static final Duration SEND_TIMEOUT = Duration.ofMillis(1);

  /** Requested size in bytes; the kernel grants up to net.core.rmem_max. */
  private static final int RECEIVE_BUFFER = 4 << 20;

  private final String name;
  private final RawCanChannel channel;
  private final ByteBuffer in = FrameCodec.buffer();
  private final ByteBuffer out = FrameCodec.buffer();
  private final RawReceiveMessageHeaderBuffer header = new RawReceiveMessageHeaderBuffer();

  private RawSocket(String name, RawCanChannel channel) {
    this.name = name;
    this.channel = channel;
  }

  /**
   * Opens a socket that receives nothing until {@link #setFilters} is called.
   *
   * @throws IOException if that fails; the message names the command to run
   */
  static RawSocket open(CanInterface canInterface) throws IOException {
    String name = canInterface.name();
    RawCanChannel channel;
    try {
      NativeLibrary.load();
      channel = CanChannels.newRawChannel();
    } catch (LinkageError e) {
      throw new IOException(
          "no native library for SocketCAN on " + System.getProperty("os.arch") + ": " + e, e);
    } catch (IOException e) {
      throw new IOException(SocketErrors.explain(name, "can-raw", e), e);
    }
    RawSocket socket = new RawSocket(name, channel);
    try {
      socket.configure(canInterface.fd());
      return socket;
    } catch (IOException e) {
      channel.close();
      throw socket.explained(e);
    }
  }

  private void configure(boolean fd) throws IOException {
    channel.setOption(
        CanSocketOptions.FILTER,
        new tel.schich.javacan.CanFilter[] {tel.schich.javacan.CanFilter.NONE});
    if (fd) {
      channel.setOption(CanSocketOptions.FD_FRAMES, true);
    }
    channel.setOption(CanSocketOptions.SO_RCVTIMEO, RECEIVE_TIMEOUT);
    channel.setOption(CanSocketOptions.SO_SNDTIMEO, SEND_TIMEOUT);
    channel.setOption(CanSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    channel.setOption(CanSocketOptions.SO_TIMESTAMPNS, true);
    channel.setOption(CanSocketOptions.SO_RXQ_OVFL, true);
    channel.bind(NetworkDevice.lookup(name));
  }

  void setFilters(KernelFilters filters) throws IOException {
    channel.setOption(CanSocketOptions.FILTER, filters.array());
  }

  void setErrorFilter(int classes) throws IOException {
    channel.setOption(CanSocketOptions.ERR_FILTER, classes);
  }

  void setReceiveOwn(boolean own) throws IOException {
    channel.setOption(CanSocketOptions.RECV_OWN_MSGS, own);
  }

  void send(CanFrame frame) throws IOException {
    FrameCodec.write(frame, out);
    channel.sendUnsafe(out);
  }

  /**
   * Blocks until a frame arrives.
   *
   * @return null after a time-out or if the frame is of an unknown kind
   * @throws IOException if the socket cannot receive any more; the message gives the reason
   */
  @Nullable CanFrame receive() throws IOException {
    try {
      in.clear();
      channel.receiveUnsafe(in, header);
      return FrameCodec.read(in);
    } catch (IOException e) {
      int number = SocketErrors.number(e);
      if (number == SocketErrors.EAGAIN || number == SocketErrors.EINTR) {
        return null;
      }
      throw explained(e);
    }
  }

  /** Returns the kernel's time of the frame received last, in nanoseconds since 1970 UTC. */
  long receivedAt() {
    Instant time = header.getSoftwareTimestamp();
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }

  /** Returns the number of frames that the kernel has dropped because they were read too late. */
  int dropped() {
    return header.getDropCount();
  }

  IOException explained(IOException e) {
    return new IOException(SocketErrors.explain(name, "can-raw", e), e);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
