package io.obdio.socketio.engineio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.OutboundQueue;
import org.jspecify.annotations.Nullable;

/**
 * The transport long polling: answers the waiting request with all packets at the end of a turn.
 */
final class PollingTransport implements Transport, Loop.Flushable {
  static final String TEXT = "text/plain; charset=UTF-8";
  private static final int HIGH_WATER = 65_536;

  private final EngineSession session;
  private @Nullable HttpExchange poll;
  private @Nullable ByteBuf payload;
  private boolean flushAsked;

  PollingTransport(EngineSession session) {
    this.session = session;
  }

  /** Returns whether a poll waits. */
  boolean polled() {
    return poll != null;
  }

  /** Takes the only poll that waits. */
  void poll(HttpExchange exchange) {
    poll = exchange;
    exchange.onAbort(() -> session.loop().execute(() -> aborted(exchange)));
  }

  private void aborted(HttpExchange exchange) {
    if (poll == exchange) {
      poll = null;
      session.end(CloseReason.TRANSPORT_CLOSE);
    }
  }

  @Override
  public boolean writable() {
    ByteBuf open = payload;
    return poll != null && (open == null || open.readableBytes() < HIGH_WATER);
  }

  @Override
  public void write(ByteBuf frames) {
    ByteBuf open = payload;
    if (open == null) {
      open = ByteBufAllocator.DEFAULT.buffer(frames.readableBytes() + 16);
      payload = open;
    }
    append(open, frames);
    if (!flushAsked) {
      flushAsked = true;
      session.loop().flushLater(this);
    }
  }

  @Override
  public void flushNow() {
    flushAsked = false;
    HttpExchange waiting = poll;
    ByteBuf open = payload;
    if (waiting == null || open == null) {
      return; // the poll was aborted, which ended the session
    }
    poll = null;
    payload = null;
    waiting.respond(200, TEXT, open);
  }

  /** Answers the waiting poll with what was written and one more packet. */
  void release(EnginePacketType type) {
    if (poll != null) {
      write(Frames.of(type));
      flushNow();
    }
  }

  @Override
  public void close(CloseReason reason) {
    // After a close packet python-socketio does not reconnect; it must after a restart.
    boolean closePacket = reason != CloseReason.CLIENT_CLOSE && reason != CloseReason.SHUTDOWN;
    release(closePacket ? EnginePacketType.CLOSE : EnginePacketType.NOOP);
    if (payload != null) {
      payload.release();
      payload = null;
    }
  }

  /**
   * Returns whether the close packet can be sent at once: a poll waits and no other packet does.
   * The official client drops events that arrive in one response with the close packet.
   */
  boolean canCloseNow(OutboundQueue queue) {
    return poll != null && payload == null && queue.isEmpty();
  }

  /** Returns what the next poll gets before the close packet; null if there is nothing. */
  @Nullable ByteBuf remaining(OutboundQueue queue) {
    flushNow();
    if (queue.isEmpty()) {
      return null;
    }
    ByteBuf out = ByteBufAllocator.DEFAULT.buffer(queue.bytes() + 16);
    while (!queue.isEmpty()) {
      append(out, queue.remove());
    }
    return out;
  }

  private static void append(ByteBuf out, ByteBuf frames) {
    PollingPayload.append(out, frames);
    frames.release();
  }
}
