package io.obdio.socketcan;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.engine.NResult;
import io.obdio.isotp.network.BlockingConnection;
import io.obdio.isotp.network.IsoTpException;
import io.obdio.isotp.network.IsoTpListener;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection that uses an ISO-TP socket of the kernel.
 *
 * <p>Threads: as {@link BlockingConnection}.
 */
final class KernelConnection extends BlockingConnection {

  private final Consumer<KernelConnection> onClosed;
  private volatile @Nullable KernelIsoTpSocket socket;

  private KernelConnection(
      IsoTpAddress address, IsoTpListener listener, Consumer<KernelConnection> onClosed) {
    super(address, listener);
    this.onClosed = onClosed;
  }

  static KernelConnection open(
      KernelReceiver receiver,
      String name,
      IsoTpAddress address,
      IsoTpOptions options,
      IsoTpListener listener,
      Consumer<KernelConnection> onClosed)
      throws IOException {
    KernelConnection connection = new KernelConnection(address, listener, onClosed);
    connection.socket =
        KernelIsoTpSocket.open(receiver, name, address, options, connection.new Received());
    connection.start("isotp-kernel-" + name + "-" + address);
    return connection;
  }

  @Override
  protected void transmit(byte[] message) throws IOException {
    KernelIsoTpSocket open = socket;
    if (open != null) {
      open.send(message);
    }
  }

  @Override
  protected void release() {
    KernelIsoTpSocket open = socket;
    if (open != null) {
      open.close();
    }
    onClosed.accept(this);
  }

  /** Closes the connection because the interface is lost. */
  void lost(String reason) {
    close(reason);
  }

  private final class Received implements KernelIsoTpSocket.Listener {

    @Override
    public void message(byte[] message) {
      deliver(message);
    }

    @Override
    public void failed(NResult result) {
      // Those two fail the future of the message sent.
      if (result != NResult.N_TIMEOUT_Bs && result != NResult.N_BUFFER_OVFLW) {
        deliverError(
            new IsoTpException(
                address().toString(), IsoTpException.Direction.RECEIVING, result, ""));
      }
    }

    @Override
    public void lost(String reason) {
      KernelConnection.this.lost(reason);
    }
  }
}
