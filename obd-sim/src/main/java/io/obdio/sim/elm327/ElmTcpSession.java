package io.obdio.sim.elm327;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One client of the {@link ElmTcpServer}; used by the server's thread only. */
final class ElmTcpSession {

  /** A client that leaves so much unread is cut off. */
  private static final int MOST_UNREAD = 1 << 18;

  private final SocketChannel client;
  private final Elm327 adapter;
  private final ByteBuffer in = ByteBuffer.allocate(4096);
  private ByteBuffer out = ByteBuffer.allocate(0);

  ElmTcpSession(SocketChannel client, Elm327 adapter) {
    this.client = client;
    this.adapter = adapter;
    adapter.takeOutput(); // what was meant for a client that has gone
  }

  /** When the adapter wants to go on, on the server's clock. */
  long nextEvent() {
    if (out.hasRemaining()) {
      return 0; // the client did not take all: try again soon
    }
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
      int count = client.read(in.clear());
      while (count > 0) {
        adapter.receive(in.array(), 0, count);
        count = client.read(in.clear());
      }
      flush();
      if (count < 0 || adapter.unplugged() || adapter.takeLinkDrop()) {
        end();
        return false;
      }
      return true;
    } catch (IOException e) {
      end(); // the client left in the middle of something: the adapter does not care
      return false;
    }
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
