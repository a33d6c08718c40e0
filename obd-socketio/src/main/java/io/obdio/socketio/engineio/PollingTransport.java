package io.obdio.socketio.engineio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.OutboundQueue;
import org.jspecify.annotations.Nullable;

/** HTTP long polling: answers a waiting request with all there is at the end of the tick. */
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

  /** Whether a poll waits. */
  boolean polled() {
    return poll != null;
  }

  /** A poll arrived, the only one. */
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
      return; // the poll is gone, and the session with it
    }
    poll = null;
    payload = null;
    waiting.respond(200, TEXT, open);
  }

  /** Answers a waiting poll with one packet, behind what is written already. */
  void release(EnginePacketType type) {
    if (poll != null) {
      write(Frames.of(type));
      flushNow();
    }
  }

  @Override
  public void close(CloseReason reason) {
    // After a close packet python-socketio does not come back, which a restart is no reason for.
    boolean told = reason != CloseReason.CLIENT_CLOSE && reason != CloseReason.SHUTDOWN;
    release(told ? EnginePacketType.CLOSE : EnginePacketType.NOOP);
    if (payload != null) {
      payload.release();
      payload = null;
    }
  }

  /**
   * Whether the client can be told of the end at once: it polls, and nothing else is to be said.
   * The official client forgets events that come in one response with the close packet.
   */
  boolean canCloseNow(OutboundQueue queue) {
    return poll != null && payload == null && queue.isEmpty();
  }

  /** What the next poll gets before the close packet; null when there is nothing. */
  @Nullable ByteBuf lastWords(OutboundQueue queue) {
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
