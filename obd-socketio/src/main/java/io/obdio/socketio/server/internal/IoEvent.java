package io.obdio.socketio.server.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.netty.buffer.ByteBuf;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.netty.SendMode;
import io.obdio.socketio.protocol.Packet;
import io.obdio.socketio.server.Event;
import io.obdio.socketio.server.Socket;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event of a client. Safe for use by any thread. */
final class IoEvent implements Event {
  private final IoSocket socket;
  private final String name;
  private final List<@Nullable Object> args;

  @GuardedBy("this")
  private long ackId;

  IoEvent(IoSocket socket, String name, List<@Nullable Object> args, long ackId) {
    this.socket = socket;
    this.name = name;
    this.args = Collections.unmodifiableList(args);
    this.ackId = ackId;
  }

  @Override
  public Socket socket() {
    return socket;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<@Nullable Object> args() {
    return args;
  }

  @Override
  public <T> T as(int index, Class<T> type) {
    if (index >= args.size()) {
      throw new IllegalArgumentException(
          "event '"
              + name
              + "' has no argument "
              + (index + 1)
              + ": expected a "
              + type.getSimpleName());
    }
    try {
      return socket.json().convert(args.get(index), type);
    } catch (JsonException e) {
      throw new IllegalArgumentException(
          "argument " + (index + 1) + " of event '" + name + "': " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized boolean expectsAck() {
    return ackId != Packet.NO_ID;
  }

  @Override
  public void ack(@Nullable Object... values) {
    long id;
    synchronized (this) {
      id = ackId;
    }
    if (id == Packet.NO_ID) {
      return;
    }
    ByteBuf frames = socket.encodeAck(id, values); // if it fails, another one can be sent
    boolean first;
    synchronized (this) {
      first = ackId != Packet.NO_ID;
      ackId = Packet.NO_ID;
    }
    if (first) {
      socket.send(frames, SendMode.RELIABLE, null);
    } else {
      frames.release();
    }
  }
}
