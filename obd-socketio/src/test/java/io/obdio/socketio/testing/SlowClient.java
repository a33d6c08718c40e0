package io.obdio.socketio.testing;

import java.io.IOException;

/** A WebSocket client that connects to the namespace and never reads again. */
public final class SlowClient implements AutoCloseable {
  private final RawConnection connection;

  private SlowClient(RawConnection connection) {
    this.connection = connection;
  }

  /** Connects to the namespace {@code /}. */
  public static SlowClient connect(int port) throws IOException {
    RawConnection connection = RawConnection.open(port, 4096);
    connection.upgrade("/socket.io/?EIO=4&transport=websocket");
    SlowClient client = new SlowClient(connection);
    client.send("40");
    return client;
  }

  /** Sends text. */
  public void send(String text) throws IOException {
    connection.frame(RawConnection.TEXT, text);
  }

  /** Whether this side has not closed. */
  public boolean open() {
    return connection.open();
  }

  /** Breaks the connection with a reset. */
  public void reset() throws IOException {
    connection.reset();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
