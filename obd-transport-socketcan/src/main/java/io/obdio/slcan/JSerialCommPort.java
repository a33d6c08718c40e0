package io.obdio.slcan;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import io.obdio.core.transport.ConnectionReason;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A serial port of this machine, by jSerialComm. */
final class JSerialCommPort implements SlcanPort {

  private static final int READ_MILLIS = 100;
  private static final long WRITE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String name;
  private final SerialPort port;

  private JSerialCommPort(String name, SerialPort port) {
    this.name = name;
    this.port = port;
  }

  /**
   * Opens a port with 8 data bits, no parity and 1 stop bit.
   *
   * @throws IOException if it is missing, not permitted or in use; the message states what to do
   */
  static JSerialCommPort open(String path, int baud) throws IOException {
    SerialPort port;
    try {
      port = SerialPort.getCommPort(path);
    } catch (SerialPortInvalidPortException e) {
      throw new SlcanUnavailableException(
          ConnectionReason.PORT_MISSING, path + ": no such port; " + known(), e);
    }
    port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_MILLIS, 0);
    if (!port.openPort()) {
      throw cannotOpen(path, port.getLastErrorCode());
    }
    return new JSerialCommPort(path, port);
  }

  private static SlcanUnavailableException cannotOpen(String path, int errorCode) {
    File device = new File(path);
    boolean denied = device.exists() && !(device.canRead() && device.canWrite());
    return new SlcanUnavailableException(
        denied ? ConnectionReason.PERMISSION_DENIED : ConnectionReason.PORT_IN_USE,
        path
            + (denied
                ? ": permission denied; add your user to the group that owns it (on Debian: sudo"
                    + " usermod -a -G dialout $USER) and log in again"
                : " cannot be opened (error "
                    + errorCode
                    + "): is it in use by another program, such as slcand? "
                    + known()),
        null);
  }

  private static String known() {
    String ports =
        Stream.of(SerialPort.getCommPorts())
            .map(SerialPort::getSystemPortPath)
            .collect(Collectors.joining(", "));
    return ports.isEmpty()
        ? "there is no serial port: is the adapter plugged in?"
        : "the ports are " + ports;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int read(byte[] target) throws IOException {
    int count = port.readBytes(target, target.length);
    if (count < 0 || count == 0 && port.bytesAvailable() < 0) {
      throw lost();
    }
    return count;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    long deadline = System.nanoTime() + WRITE_NANOS;
    byte[] rest = bytes;
    while (rest.length > 0) {
      int count = port.writeBytes(rest, rest.length);
      if (count < 0) {
        throw lost();
      }
      rest = Arrays.copyOfRange(rest, count, rest.length);
      if (count == 0 && System.nanoTime() - deadline > 0) {
        throw new IOException(name + " accepts no bytes");
      }
    }
  }

  private IOException lost() {
    return new IOException(name + (port.isOpen() ? " was unplugged" : " is closed"));
  }

  @Override
  public void close() {
    port.closePort();
  }
}
