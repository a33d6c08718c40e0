package io.obdio.socketio.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * An event that is written once for many sockets which get it at different times; see {@link
 * Namespace#prepare}. Immutable, for any thread; nothing is to be released.
 */
public final class PreparedEvent {
  private final Namespace namespace;
  private final byte[] frames;

  PreparedEvent(Namespace namespace, ByteBuf made) {
    this.namespace = namespace;
    this.frames = ByteBufUtil.getBytes(made);
    made.release();
  }

  /** The namespace it was written for. */
  public Namespace namespace() {
    return namespace;
  }

  /** The frames; the bytes are shared, so nobody may write. */
  ByteBuf frames() {
    return Unpooled.wrappedBuffer(frames);
  }
}
