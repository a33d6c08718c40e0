package io.obdio.socketcan;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.network.IsoTpConnection;
import io.obdio.isotp.network.IsoTpConnector;
import io.obdio.isotp.network.IsoTpListener;
import io.obdio.isotp.network.IsoTpNetwork;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ISO-TP implementations that can be used on a CAN interface of Linux. */
public enum IsoTpImplementation {
  /** The engine of this library on a raw socket. */
  OWN,
  /** The kernel's ISO-TP sockets (kernel module can-isotp). */
  KERNEL,
  /** The kernel's if it is available, else the engine of this library. */
  AUTO;

  private static final Logger LOG = LoggerFactory.getLogger(IsoTpImplementation.class);

  /**
   * Opens a connector on an interface.
   *
   * @param name the name of the interface, such as {@code can0}
   * @throws IOException if it cannot be opened; the message names the command to run
   */
  public IsoTpConnector open(String name) throws IOException {
    if (this != OWN) {
      try {
        return KernelIsoTp.open(name);
      } catch (IOException e) {
        if (this == KERNEL) {
          throw e;
        }
        logFallback(name, e);
      }
    }
    SocketCanBus bus = SocketCanBus.open(name);
    return new OwnConnector(IsoTpNetwork.open(bus), bus);
  }

  /** Logs that the kernel's ISO-TP is not used, and why. */
  static void logFallback(String name, IOException e) {
    LOG.warn(
        "{}: OBDio's ISO-TP engine is used, the kernel's is not available: {}",
        name,
        e.getMessage());
  }

  /** A network that is closed with its bus. */
  private record OwnConnector(IsoTpNetwork network, SocketCanBus bus) implements IsoTpConnector {

    @Override
    public String name() {
      return network.name();
    }

    @Override
    public IsoTpConnection createConnection(
        IsoTpListener listener, IsoTpAddress address, IsoTpOptions options) {
      return network.createConnection(listener, address, options);
    }

    @Override
    public void close() {
      network.close();
      bus.close();
    }
  }
}
