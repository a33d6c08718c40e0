package io.obdio.elm327.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortDataListener;
import com.fazecast.jSerialComm.SerialPortEvent;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A serial port, opened by {@link JSerialCommPorts}.
 *
 * <p>Threads: the event thread of jSerialComm reports an unplugged device; it only sets the
 * volatile reason and calls the listener. For everything else see {@link ByteLink}.
 */
final class SerialLink implements ByteLink {

  /** The time that one read of jSerialComm waits, in milliseconds. */
  static final int SLICE_MILLIS = 100;

  private static final long SLICE_NANOS = SLICE_MILLIS * 1_000_000L;
  private static final long POLL_NANOS = 500_000;

  private final String name;
  private final SerialPort port;
  private volatile String lost = "";
  private volatile Consumer<String> lostListener = reason -> {};

  SerialLink(String name, SerialPort port) {
    this.name = name;
    this.port = port;
    port.addDataListener(
        new SerialPortDataListener() {
          @Override
          public int getListeningEvents() {
            return SerialPort.LISTENING_EVENT_PORT_DISCONNECTED;
          }

          @Override
          public void serialEvent(SerialPortEvent event) {
            lose(name + " was unplugged");
          }
        });
  }

  private void lose(String reason) {
    if (lost.isEmpty()) {
      lost = reason;
      lostListener.accept(reason);
    }
  }

  @Override
  public String name() {
    return name;
  }

  private void check() throws IOException {
    if (!lost.isEmpty()) {
      throw new IOException(lost);
    }
    if (!port.isOpen()) {
      throw new IOException(name + " is closed");
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    check();
    int done = 0;
    long deadline = System.nanoTime() + 5_000_000_000L;
    while (done < length) {
      byte[] rest = bytes;
      if (offset + done != 0) {
        rest = java.util.Arrays.copyOfRange(bytes, offset + done, offset + length);
      }
      int n = port.writeBytes(rest, length - done);
      if (n < 0) {
        check();
        throw new IOException(name + ": writing failed (error " + port.getLastErrorCode() + ")");
      }
      done += n;
      if (n == 0 && System.nanoTime() - deadline > 0) {
        throw new IOException(name + " accepts no bytes");
      }
    }
  }

  @Override
  public int read(byte[] target, int offset, int length, long deadlineNanos) throws IOException {
    while (true) {
      check();
      long left = deadlineNanos - System.nanoTime();
      int there = available();
      if (there > 0 || left >= SLICE_NANOS) {
        // jSerialComm returns as soon as there is a byte, or after a slice.
        int n = port.readBytes(target, there > 0 ? Math.min(there, length) : length, offset);
        if (n > 0) {
          return n;
        }
        if (n < 0) {
          check();
          throw new IOException(name + ": reading failed (error " + port.getLastErrorCode() + ")");
        }
      } else if (left <= 0) {
        return 0;
      } else {
        LockSupport.parkNanos(Math.min(left, POLL_NANOS));
      }
    }
  }

  @Override
  public int available() throws IOException {
    int n = port.bytesAvailable();
    if (n < 0) {
      check();
      throw new IOException(name + " is lost");
    }
    return n;
  }

  @Override
  public boolean setBaudRate(int baud) throws IOException {
    if (!port.setBaudRate(baud)) {
      throw new IOException(name + " does not support " + baud + " bit/s");
    }
    return true;
  }

  @Override
  public int baudRate() {
    return port.getBaudRate();
  }

  @Override
  public void onLost(Consumer<String> listener) {
    lostListener = listener;
  }

  @Override
  public void close() {
    port.removeDataListener();
    port.closePort();
  }
}
