package io.obdio.isotp.transport;

import io.obdio.core.transport.ConnectionReason;
import io.obdio.core.transport.TransportException;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.network.IsoTpConnection;
import io.obdio.isotp.network.IsoTpException;
import io.obdio.isotp.network.IsoTpListener;
import io.obdio.isotp.network.IsotpServerConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A link through can-utils' {@code isotpserver}, to one ECU. */
final class IsotpServerLink implements ObdLink {

  private final IsotpServerConnection connection;

  private IsotpServerLink(IsotpServerConnection connection) {
    this.connection = connection;
  }

  /**
   * Connects to a server.
   *
   * @throws TransportException.Unavailable if the server cannot be reached
   */
  static IsotpServerLink connect(
      String host, int port, IsoTpAddress address, Listener listener, Duration timeout)
      throws TransportException.Unavailable {
    try {
      return new IsotpServerLink(
          IsotpServerConnection.connect(host, port, address, new Messages(listener), timeout));
    } catch (IOException e) {
      throw new TransportException.Unavailable(
          ConnectionReason.HOST_UNREACHABLE, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public String portName() {
    return connection.name();
  }

  /** Returns whether a request reaches the one ECU of the server; functional requests do. */
  @Override
  public boolean reaches(IsoTpAddress address) {
    IsoTpAddress own = connection.address();
    return address.functional()
        ? address.txId().extended() == own.txId().extended()
        : address.equals(own);
  }

  @Override
  public CompletableFuture<Void> send(IsoTpAddress address, byte[] message) {
    return connection.send(message);
  }

  @Override
  public void close() {
    connection.close();
  }

  private record Messages(Listener listener) implements IsoTpListener {

    @Override
    public void onMessage(IsoTpConnection connection, byte[] message) {
      listener.message(connection.address().rxId(), message);
    }

    @Override
    public void onError(IsoTpConnection connection, IsoTpException error) {
      listener.failed(connection.address().rxId(), String.valueOf(error.getMessage()));
    }

    @Override
    public void onClosed(IsoTpConnection connection, String reason) {
      if (!reason.isEmpty()) {
        listener.lost(reason);
      }
    }
  }
}
