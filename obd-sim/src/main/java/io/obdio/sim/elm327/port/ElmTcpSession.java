package io.obdio.sim.elm327.port;

import io.obdio.sim.elm327.Elm327;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One client of the {@link ElmTcpServer}; used by the server's thread only. The bytes of a client
 * that does not read are not read either, and the client is disconnected if the adapter sends
 * nevertheless.
 */
final class ElmTcpSession {

  /** With this much unread output no more bytes of the client are read. */
  private static final int HIGH_WATER = 1 << 16;

  /** A client with this much unread output is disconnected. */
  private static final int MOST_UNREAD = 1 << 18;

  /** Number of bytes that are read from one client before the others are served. */
  private static final int MOST_AT_ONCE = 16;

  private final SocketChannel client;
  private final SelectionKey key;
  private final Elm327 adapter;
  private final ByteBuffer in = ByteBuffer.allocate(4096);
  private ByteBuffer out = ByteBuffer.allocate(0);

  /**
   * Starts a session.
   *
   * @param now the server's time; earlier output of the adapter is lost
   */
  ElmTcpSession(SocketChannel client, SelectionKey key, Elm327 adapter, long now) {
    this.client = client;
    this.key = key;
    this.adapter = adapter;
    adapter.advanceTo(now);
    adapter.takeOutput();
  }

  /** Returns the time of the adapter's next event, on the server's clock. */
  long nextEvent() {
    return adapter.nextEvent();
  }

  /**
   * Moves bytes in both directions and advances the adapter.
   *
   * @return false if the session has ended
   */
  boolean move(long now) {
    try {
      adapter.advanceTo(now);
      boolean ended = read();
      flush();
      if (ended || adapter.unplugged() || adapter.takeLinkDrop()) {
        end();
        return false;
      }
      key.interestOps(
          (takesInput() ? SelectionKey.OP_READ : 0)
              | (out.hasRemaining() ? SelectionKey.OP_WRITE : 0));
      return true;
    } catch (IOException e) {
      end(); // The client disconnected during an operation, which continues.
      return false;
    }
  }

  private boolean takesInput() {
    return out.remaining() < HIGH_WATER && adapter.takesInput();
  }

  /** Reads from the client and returns whether it has disconnected. */
  private boolean read() throws IOException {
    for (int i = 0; i < MOST_AT_ONCE && takesInput(); i++) {
      int count = client.read(in.clear());
      if (count <= 0) {
        return count < 0;
      }
      adapter.receive(in.array(), 0, count);
      flush();
    }
    return false;
  }

  private void flush() throws IOException {
    if (adapter.hasOutput()) {
      byte[] fresh = adapter.takeOutput();
      if (out.remaining() + fresh.length > MOST_UNREAD) {
        throw new IOException("the client does not read");
      }
      ByteBuffer all = ByteBuffer.allocate(out.remaining() + fresh.length);
      out = all.put(out).put(fresh).flip();
    }
    if (out.hasRemaining()) {
      client.write(out);
    }
  }

  void end() {
    try {
      client.close();
    } catch (IOException e) {
      // It is closed in any case.
    }
  }
}
