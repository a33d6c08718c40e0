package io.obdio.elm327.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The serial ports of this machine, by jSerialComm. Stateless; safe for use by several threads. */
public final class JSerialCommPorts implements SerialPorts {

  private static final int ENOENT = 2;
  private static final int ENXIO = 6;
  private static final int EACCES = 13;
  private static final int EBUSY = 16;
  private static final int ENODEV = 19;

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
      throw new LinkUnavailableException(path + ": no such port; " + known());
    }
    SerialPort port;
    try {
      port = SerialPort.getCommPort(path);
    } catch (SerialPortInvalidPortException e) {
      throw new LinkUnavailableException(path + ": no such port; " + known(), e);
    }
    port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, SerialLink.SLICE_MILLIS, 0);
    if (!port.openPort()) {
      throw new LinkUnavailableException(path + ": " + why(port.getLastErrorCode(), unix, path));
    }
    return new SerialLink(path, port);
  }

  private String known() {
    List<PortInfo> ports = list();
    if (ports.isEmpty()) {
      return "there is no serial port: is the adapter plugged in?";
    }
    return "the ports are " + String.join(", ", ports.stream().map(PortInfo::path).toList());
  }

  private static String why(int errorCode, boolean unix, String path) {
    if (unix && !new File(path).canRead() || unix && errorCode == EACCES) {
      return "not permitted; add your user to the group that owns it (on Debian and Raspberry Pi"
          + " OS: sudo usermod -a -G dialout $USER) and log in again";
    }
    if (!unix || errorCode == EBUSY) {
      return "in use by another program (error " + errorCode + "); close it first";
    }
    if (errorCode == ENOENT || errorCode == ENXIO || errorCode == ENODEV) {
      return "there is no device behind it (error " + errorCode + "); plug the adapter in again";
    }
    return "cannot be opened as a serial port (error " + errorCode + "); is it in use?";
  }
}
