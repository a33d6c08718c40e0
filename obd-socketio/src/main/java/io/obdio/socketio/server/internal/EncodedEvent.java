package io.obdio.socketio.server.internal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.PreparedEvent;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A prepared event with its frames on the heap, so that nothing has to be released. */
final class EncodedEvent implements PreparedEvent {
  private final Namespace namespace;
  private final String name;
  private final List<@Nullable Object> args;
  private final byte[] frames;

  /**
   * Copies the frames.
   *
   * @param encoded released here
   */
  EncodedEvent(Namespace namespace, String name, List<@Nullable Object> args, ByteBuf encoded) {
    this.namespace = namespace;
    this.name = name;
    this.args = Collections.unmodifiableList(args);
    this.frames = ByteBufUtil.getBytes(encoded);
    encoded.release();
  }

  @Override
  public Namespace namespace() {
    return namespace;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<@Nullable Object> args() {
    return args;
  }

  /** Returns a buffer over the shared bytes, which must not be written to. */
  ByteBuf frames() {
    return Unpooled.wrappedBuffer(frames);
  }
}
