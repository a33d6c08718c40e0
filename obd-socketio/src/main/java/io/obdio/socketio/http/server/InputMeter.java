package io.obdio.socketio.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.obdio.socketio.netty.MemoryBudget;

/**
 * A meter of the bytes that a connection has received and that are not yet a complete request or
 * frame. Above a small amount they are taken from the budget of all connections; if it is used up,
 * the connection is closed. Runs on the channel's event loop.
 */
public final class InputMeter extends ChannelInboundHandlerAdapter {

  /** Bytes that a connection may hold without counting. */
  private static final int FREE = 4_096;

  private final MemoryBudget budget;
  private long pending;
  private long reserved;

  InputMeter(MemoryBudget budget) {
    this.budget = budget;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes) {
      pending += bytes.readableBytes();
      if (pending > FREE && !reserve()) {
        ReferenceCountUtil.release(message);
        var unused = ctx.close();
        return;
      }
    }
    ctx.fireChannelRead(message);
  }

  private boolean reserve() {
    long more = pending - reserved;
    if (more > 0 && !budget.reserve(more)) {
      return false;
    }
    reserved += Math.max(0, more);
    return true;
  }

  /** Uncounts bytes that have become a complete request or frame. */
  public void consumed(long bytes) {
    pending = Math.max(0, pending - bytes);
    if (reserved > 0) {
      long keep = pending > FREE ? pending : 0;
      budget.release(reserved - keep);
      reserved = keep;
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    consumed(pending);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    consumed(pending);
    ctx.fireChannelInactive();
  }
}
