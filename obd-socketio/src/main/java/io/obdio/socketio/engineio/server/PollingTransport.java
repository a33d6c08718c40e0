package io.obdio.socketio.engineio.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.obdio.socketio.http.server.NettyExchange;
import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.OutboundQueue;
import org.jspecify.annotations.Nullable;

/**
 * The transport long polling: answers the waiting request with all packets at the end of a turn.
 */
final class PollingTransport implements Transport, Loop.Flushable {
  static final String TEXT = "text/plain; charset=UTF-8";
  private static final int HIGH_WATER = 65_536;

  /** Packets of one payload, and one more to close it; python-socketio accepts no more than 16. */
  private static final int MAX_PACKETS = 15;

  private final EngineSession session;
  private @Nullable NettyExchange poll;
  private @Nullable ByteBuf payload;
  private @Nullable ByteBuf next;
  private int packets;
  private boolean flushAsked;

  PollingTransport(EngineSession session) {
    this.session = session;
  }

  /** Returns whether a poll waits. */
  boolean polled() {
    return poll != null;
  }

  /** Takes the only poll that waits. */
  void poll(NettyExchange exchange) {
    poll = exchange;
    exchange.onAbort(() -> session.loop().execute(() -> aborted(exchange)));
    ByteBuf frames = next;
    if (frames != null) {
      next = null;
      write(frames);
    }
  }

  private void aborted(NettyExchange exchange) {
    if (poll == exchange) {
      poll = null;
      session.end(CloseReason.TRANSPORT_CLOSE);
    }
  }

  @Override
  public boolean writable() {
    ByteBuf open = payload;
    return poll != null
        && next == null
        && packets < MAX_PACKETS
        && (open == null || open.readableBytes() < HIGH_WATER);
  }

  @Override
  public void write(ByteBuf frames) {
    ByteBuf open = payload;
    if (open == null) {
      open = ByteBufAllocator.DEFAULT.buffer(frames.readableBytes() + 16);
      payload = open;
    }
    while (frames.isReadable() && packets < MAX_PACKETS) {
      PollingPayload.appendOne(open, frames);
      packets++;
    }
    if (frames.isReadable()) {
      next = frames; // for the next poll
    } else {
      frames.release();
    }
    if (!flushAsked) {
      flushAsked = true;
      session.loop().flushLater(this);
    }
  }

  @Override
  public void flushNow() {
    flushAsked = false;
    NettyExchange waiting = poll;
    ByteBuf open = payload;
    if (waiting == null || open == null) {
      return; // the poll was aborted, which ended the session
    }
    poll = null;
    payload = null;
    packets = 0;
    waiting.respond(200, TEXT, open);
  }

  /** Answers the waiting poll with what was written and one more packet. */
  void release(EnginePacketType type) {
    if (poll != null) {
      packets = Math.min(packets, MAX_PACKETS - 1); // room for one more
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
    if (next != null) {
      next.release();
      next = null;
    }
  }

  /**
   * Returns whether the close packet can be sent at once: a poll waits and no other packet does.
   * The official client drops events that arrive in one response with the close packet.
   */
  boolean canCloseNow(OutboundQueue queue) {
    return poll != null && payload == null && next == null && queue.isEmpty();
  }

  /** Answers the waiting poll and returns the frames for the next ones; null if there are none. */
  @Nullable ByteBuf remaining(OutboundQueue queue) {
    flushNow();
    ByteBuf first = next;
    next = null;
    if (queue.isEmpty()) {
      return first;
    }
    int size = queue.bytes() + (first == null ? 0 : first.readableBytes());
    ByteBuf out = ByteBufAllocator.DEFAULT.buffer(size);
    if (first != null) {
      add(out, first);
    }
    while (!queue.isEmpty()) {
      add(out, queue.remove());
    }
    return out;
  }

  private static void add(ByteBuf out, ByteBuf frames) {
    out.writeBytes(frames);
    frames.release();
  }

  /**
   * Returns a payload of the first packets of a buffer; the reader index moves behind them.
   *
   * @param frames one or more
   */
  static ByteBuf payload(ByteBuf frames) {
    ByteBuf out = ByteBufAllocator.DEFAULT.buffer();
    for (int i = 0; i < MAX_PACKETS && frames.isReadable(); i++) {
      PollingPayload.appendOne(out, frames);
    }
    return out;
  }
}
