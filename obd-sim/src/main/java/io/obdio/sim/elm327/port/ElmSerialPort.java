package io.obdio.sim.elm327.port;

import io.obdio.core.util.DaemonThreads;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.serial.SerialDevice;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An emulated adapter on a serial device or on one end of a pair of pseudo-terminals. Needs
 * jSerialComm on the class path.
 *
 * <p>Threads: two threads, one for each direction, share a thread-safe {@link ElmPort}.
 */
public final class ElmSerialPort implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ElmSerialPort.class);
  private static final Duration WAIT = Duration.ofMillis(200);

  private final SerialDevice device;
  private final Elm327 adapter;
  private final Thread in;
  private final Thread out;
  private volatile ElmPort port;
  private volatile boolean closing;

  private ElmSerialPort(SerialDevice device, Elm327 adapter, ElmPort port) {
    this.device = device;
    this.adapter = adapter;
    this.port = port;
    in = DaemonThreads.create("elm327-serial-in", this::hostToAdapter);
    out = DaemonThreads.create("elm327-serial-out", this::adapterToHost);
  }

  /**
   * Opens the device and starts the adapter on it.
   *
   * @param path such as {@code /dev/ttyUSB1} or {@code /tmp/adapter}
   * @param baud the baud rate of the device
   * @throws IOException if there is no such device or it cannot be opened
   */
  public static ElmSerialPort start(String path, int baud, Elm327 adapter) throws IOException {
    SerialDevice device = SerialDevice.open(path, baud);
    ElmPort port;
    try {
      port = ElmPort.realTime(adapter);
    } catch (IOException e) {
      device.close();
      throw e;
    }
    ElmSerialPort shell = new ElmSerialPort(device, adapter, port);
    shell.in.start();
    shell.out.start();
    return shell;
  }

  private void hostToAdapter() {
    byte[] buffer = new byte[256];
    while (!closing) {
      int count = device.read(buffer);
      if (count < 0) {
        break;
      }
      try {
        port.write(buffer, 0, count);
      } catch (IOException e) {
        LOG.debug("{} bytes lost while the adapter is unplugged", count);
      }
    }
    closing = true;
  }

  private void adapterToHost() {
    byte[] buffer = new byte[4096];
    try {
      while (!closing) {
        int count = port.read(buffer, 0, buffer.length, WAIT);
        if (count < 0) {
          plugInAgain();
        } else if (count > 0 && !device.write(buffer, count)) {
          break;
        }
      }
    } catch (IOException e) {
      LOG.info("The emulated adapter on {} ended: {}", device.path(), e.getMessage());
    }
    closing = true;
  }

  /** Opens another port when an unplugged adapter is back. The device itself cannot disappear. */
  private void plugInAgain() {
    while (!closing) {
      try {
        port = ElmPort.realTime(adapter);
        return;
      } catch (IOException e) {
        LockSupport.parkNanos(WAIT.toNanos() / 4);
      }
    }
  }

  /** Returns whether device and adapter are connected. */
  public boolean isOpen() {
    return !closing;
  }

  /** Closes the device. Never throws, may be called twice. */
  @Override
  public void close() {
    closing = true;
    port.close();
    device.close(in, out);
  }
}
