package io.obdio.socketio.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that is written once for many sockets which get it at different times; see {@link
 * Namespace#prepare}. Immutable, for any thread; nothing is to be released.
 */
public final class PreparedEvent {
  private final Namespace namespace;
  private final String name;
  private final List<@Nullable Object> args;
  private final byte[] frames;

  PreparedEvent(Namespace namespace, String name, List<@Nullable Object> args, ByteBuf made) {
    this.namespace = namespace;
    this.name = name;
    this.args = Collections.unmodifiableList(args);
    this.frames = ByteBufUtil.getBytes(made);
    made.release();
  }

  /** The namespace it was written for. */
  public Namespace namespace() {
    return namespace;
  }

  /** The event's name. */
  public String name() {
    return name;
  }

  /** Its arguments; unmodifiable. */
  public List<@Nullable Object> args() {
    return args;
  }

  /** The frames; the bytes are shared, so nobody may write. */
  ByteBuf frames() {
    return Unpooled.wrappedBuffer(frames);
  }
}
