package io.obdio.sim.elm327.port;

import io.obdio.sim.elm327.Elm327;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One client of the {@link ElmTcpServer}; used by the server's thread only. A client that does not
 * read is not read from either, and cut off when the adapter goes on talking nevertheless.
 */
final class ElmTcpSession {

  /** With so much unread nothing more is taken from the client. */
  private static final int HIGH_WATER = 1 << 16;

  /** A client that leaves so much unread is cut off. */
  private static final int MOST_UNREAD = 1 << 18;

  /** What is taken from one client before the others have their turn. */
  private static final int MOST_AT_ONCE = 16;

  private final SocketChannel client;
  private final SelectionKey key;
  private final Elm327 adapter;
  private final ByteBuffer in = ByteBuffer.allocate(4096);
  private ByteBuffer out = ByteBuffer.allocate(0);

  /**
   * Begins.
   *
   * @param now on the server's clock: what the adapter said until then was for somebody else
   */
  ElmTcpSession(SocketChannel client, SelectionKey key, Elm327 adapter, long now) {
    this.client = client;
    this.key = key;
    this.adapter = adapter;
    adapter.advanceTo(now);
    adapter.takeOutput();
  }

  /** When the adapter wants to go on, on the server's clock. */
  long nextEvent() {
    return adapter.nextEvent();
  }

  /**
   * Moves bytes in both directions and the adapter's time on.
   *
   * @return false if the session is over
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
      end(); // the client left in the middle of something: the adapter does not care
      return false;
    }
  }

  private boolean takesInput() {
    return out.remaining() < HIGH_WATER && adapter.takesInput();
  }

  /** True if the client has gone. */
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
      // it is closed either way
    }
  }
}
