package io.obdio.elm327.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import io.obdio.core.transport.ConnectionReason;
import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The serial ports of this machine, by jSerialComm. Stateless; safe for use by several threads. */
public final class JSerialCommPorts implements SerialPorts {

  private static final int ENOENT = 2;
  private static final int ENXIO = 6;
  private static final int EACCES = 13;
  private static final int EBUSY = 16;
  private static final int ENODEV = 19;
  private static final int ENOTTY = 25;

  /** Creates an instance. */
  public JSerialCommPorts() {}

  @Override
  public List<PortInfo> list() {
    List<PortInfo> ports = new ArrayList<>();
    for (SerialPort port : SerialPort.getCommPorts()) {
      ports.add(info(port));
    }
    Collections.sort(ports);
    return ports;
  }

  private static PortInfo info(SerialPort port) {
    String identity =
        port.getVendorID() > 0
            ? port.getVendorID() + ":" + port.getProductID() + ":" + port.getSerialNumber()
            : "";
    return new PortInfo(port.getSystemPortPath(), port.getDescriptivePortName(), identity);
  }

  @Override
  public ByteLink open(String path, int baud) throws LinkUnavailableException {
    boolean unix = File.separatorChar == '/';
    if (unix && path.startsWith("/") && !new File(path).exists()) {
      throw missing(path, null);
    }
    SerialPort port;
    try {
      port = SerialPort.getCommPort(path);
    } catch (SerialPortInvalidPortException e) {
      throw missing(path, e);
    }
    port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, SerialLink.SLICE_MILLIS, 0);
    if (!port.openPort()) {
      ConnectionReason reason = reason(port.getLastErrorCode(), unix, path);
      throw new LinkUnavailableException(
          reason, path + ": " + text(reason, port.getLastErrorCode()), null);
    }
    return new SerialLink(path, port);
  }

  private LinkUnavailableException missing(String path, @Nullable Throwable cause) {
    return new LinkUnavailableException(
        ConnectionReason.PORT_MISSING, path + ": no such port; " + known(), cause);
  }

  private String known() {
    List<PortInfo> ports = list();
    if (ports.isEmpty()) {
      return "there is no serial port: is the adapter plugged in?";
    }
    return "the ports are " + String.join(", ", ports.stream().map(PortInfo::path).toList());
  }

  private static ConnectionReason reason(int errorCode, boolean unix, String path) {
    if (unix && (errorCode == EACCES || !new File(path).canRead())) {
      return ConnectionReason.PERMISSION_DENIED;
    }
    if (!unix || errorCode == EBUSY) {
      return ConnectionReason.PORT_IN_USE;
    }
    return errorCode == ENOENT || errorCode == ENXIO || errorCode == ENODEV
        ? ConnectionReason.PORT_MISSING
        : ConnectionReason.UNAVAILABLE;
  }

  private static String text(ConnectionReason reason, int errorCode) {
    return switch (reason) {
      case PERMISSION_DENIED ->
          "permission denied; add your user to the group that owns it (on Debian and Raspberry Pi"
              + " OS: sudo usermod -a -G dialout $USER) and log in again";
      case PORT_IN_USE -> "in use by another program (error " + errorCode + "); close it first";
      case PORT_MISSING ->
          "there is no device behind it (error " + errorCode + "); plug the adapter in again";
      default ->
          errorCode == ENOTTY
              ? "is not a serial port"
              : "cannot be opened as a serial port (error " + errorCode + "); is it in use?";
    };
  }
}
