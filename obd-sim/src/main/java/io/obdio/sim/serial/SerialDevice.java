package io.obdio.sim.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;

/**
 * A serial device, or one end of a pair of pseudo-terminals. Needs jSerialComm on the class path.
 *
 * <p>Threads: one reads and one writes.
 */
public final class SerialDevice {

  /** The time that a read waits for the first byte, in milliseconds. */
  public static final int READ_MILLIS = 100;

  private static final int JOIN_MILLIS = 5_000;

  private final SerialPort port;

  private SerialDevice(SerialPort port) {
    this.port = port;
  }

  /**
   * Opens a device with 8 data bits, no parity and 1 stop bit.
   *
   * @param path such as {@code /dev/ttyUSB1} or {@code /tmp/adapter}
   * @param baud the baud rate
   * @throws IOException if there is no such device or it cannot be opened
   */
  public static SerialDevice open(String path, int baud) throws IOException {
    SerialPort port;
    try {
      port = SerialPort.getCommPort(path);
    } catch (SerialPortInvalidPortException e) {
      throw new IOException("no serial port " + path, e);
    }
    port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_MILLIS, 0);
    if (!port.openPort()) {
      throw new IOException(
          "cannot open " + path + " (error " + port.getLastErrorCode() + "): is it in use?");
    }
    return new SerialDevice(port);
  }

  /** Returns the path of the device. */
  public String path() {
    return port.getSystemPortPath();
  }

  /**
   * Reads what has arrived; waits up to {@value #READ_MILLIS} ms for it.
   *
   * @return the number of bytes, 0 if none arrived, below 0 if the device is lost
   */
  public int read(byte[] target) {
    return port.readBytes(target, target.length);
  }

  /** Writes the first {@code count} bytes; returns false if the device is lost. */
  public boolean write(byte[] bytes, int count) {
    return port.writeBytes(bytes, count) >= 0;
  }

  /** Closes the device after its threads have ended, or have had 5 s each to end. */
  public void close(Thread... users) {
    try {
      for (Thread user : users) {
        user.join(JOIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    port.closePort();
  }
}
