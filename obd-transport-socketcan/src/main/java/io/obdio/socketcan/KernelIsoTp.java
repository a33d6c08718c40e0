package io.obdio.socketcan;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.network.IsoTpConnection;
import io.obdio.isotp.network.IsoTpConnector;
import io.obdio.isotp.network.IsoTpListener;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connections by the ISO-TP sockets of the kernel.
 *
 * <p>Threads: any. One thread receives for all connections; each connection has one that sends.
 */
final class KernelIsoTp implements IsoTpConnector {

  private final String name;
  private final SocketCanBus bus;
  private final KernelReceiver receiver;
  private final Set<KernelConnection> connections = ConcurrentHashMap.newKeySet();

  private KernelIsoTp(String name, SocketCanBus bus) {
    this.name = name;
    this.bus = bus;
    this.receiver = new KernelReceiver(bus, this::lost);
  }

  /**
   * Opens a connector.
   *
   * @throws IOException if the interface is not ready or the kernel has no ISO-TP; the message
   *     states which command to type
   */
  static KernelIsoTp open(String name) throws IOException {
    CanInterface.ready(CanInterface.SYS, name);
    KernelIsoTpSocket.channel(name).close();
    return new KernelIsoTp(name, SocketCanBus.open(name));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public IsoTpConnection createConnection(
      IsoTpListener listener, IsoTpAddress address, IsoTpOptions options) throws IOException {
    KernelConnection connection =
        KernelConnection.open(receiver, name, address, options, listener, connections::remove);
    connections.add(connection);
    if (!connection.isOpen()) {
      connections.remove(connection);
    }
    return connection;
  }

  private void lost(String reason) {
    connections.forEach(connection -> connection.lost(reason));
  }

  @Override
  public void close() {
    connections.forEach(IsoTpConnection::close);
    receiver.close();
    bus.close();
  }
}
