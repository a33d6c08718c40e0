package io.obdio.sim.slcan;

import io.obdio.core.util.DaemonThreads;
import io.obdio.isotp.can.CanBus;
import io.obdio.sim.serial.SerialDevice;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An emulated adapter on a serial device or on one end of a pair of pseudo-terminals. Needs
 * jSerialComm on the class path.
 *
 * <p>Threads: one for each direction. At most {@value #MAX_WAITING} lines wait for a host that does
 * not read; further ones are dropped, as by the hardware.
 */
public final class SlcanSerialPort implements AutoCloseable {

  /** Maximum number of lines that wait for the host. */
  static final int MAX_WAITING = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(SlcanSerialPort.class);

  private static final int POLL_MILLIS = 100;

  private final SerialDevice device;
  private final SlcanAdapter adapter;
  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Thread in;
  private final Thread out;
  private volatile boolean closing;

  private SlcanSerialPort(SerialDevice device, CanBus bus, SlcanConfig config) {
    this.device = device;
    this.adapter = new SlcanAdapter(bus, config, this::enqueue);
    in = DaemonThreads.create("slcan-serial-in", this::hostToAdapter);
    out = DaemonThreads.create("slcan-serial-out", this::adapterToHost);
  }

  /**
   * Opens the device and starts an adapter on it.
   *
   * @param path such as {@code /dev/ttyUSB1} or {@code /tmp/adapter}
   * @param baud the baud rate of the device
   * @param bus the bus that the adapter is connected to, which the caller closes
   * @throws IOException if there is no such device or it cannot be opened
   */
  public static SlcanSerialPort start(String path, int baud, CanBus bus, SlcanConfig config)
      throws IOException {
    SerialDevice device = SerialDevice.open(path, baud);
    SlcanSerialPort port = new SlcanSerialPort(device, bus, config);
    port.in.start();
    port.out.start();
    return port;
  }

  private void enqueue(byte[] bytes) {
    if (!waiting.offer(bytes)) {
      LOG.debug("{}: the host does not read", device.path());
    }
  }

  private void hostToAdapter() {
    byte[] buffer = new byte[4096];
    while (!closing) {
      int count = device.read(buffer);
      if (count < 0) {
        break;
      }
      adapter.write(buffer, count);
    }
    closing = true;
  }

  private void adapterToHost() {
    try {
      while (!closing) {
        byte[] bytes = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (bytes != null && !device.write(bytes, bytes.length)) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closing = true;
  }

  /** Returns whether device and adapter are connected. */
  public boolean isOpen() {
    return !closing;
  }

  /** Closes the device. Never throws, may be called repeatedly. */
  @Override
  public void close() {
    closing = true;
    adapter.close();
    device.close(in, out);
  }
}
