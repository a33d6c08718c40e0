package io.obdio.isotp.network;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.engine.IsoTpOptions;
import java.io.IOException;

/**
 * A factory of ISO-TP connections: {@link IsoTpNetwork} with the engine of this library, or others
 * such as the kernel's ISO-TP sockets.
 *
 * <p>Threads: every method may be called by any thread.
 */
public interface IsoTpConnector extends AutoCloseable {

  /** Returns the name of the bus, such as {@code can0}. */
  String name();

  /**
   * Opens a connection whose messages go to a listener.
   *
   * @throws IOException if the connection cannot be opened; the message states what to do
   * @throws IllegalArgumentException if another connection receives the same frames, or the
   *     implementation does not support an option
   */
  IsoTpConnection createConnection(
      IsoTpListener listener, IsoTpAddress address, IsoTpOptions options) throws IOException;

  /**
   * Opens a connection whose messages are read from a stream.
   *
   * @throws IOException as {@link #createConnection}
   * @throws IllegalArgumentException as {@link #createConnection}
   */
  default IsoTpStream openConnection(IsoTpAddress address, IsoTpOptions options)
      throws IOException {
    return IsoTpStream.open(address, listener -> createConnection(listener, address, options));
  }

  /** Closes all connections. Never throws, may be called repeatedly. */
  @Override
  void close();
}
