package io.obdio.socketio.http.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.obdio.socketio.netty.ReadShare;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A handler that stops to read a connection for a while if its input takes too much of the event
 * loop's time. Nothing is lost: what the client sends meanwhile waits in the buffers of TCP.
 */
final class ReadPacer extends ChannelInboundHandlerAdapter {

  private final ReadShare share;
  private final LongSupplier clock;

  /**
   * Creates a handler.
   *
   * @param share the share of the channel's event loop
   * @param clock a monotonic clock, in ns
   */
  ReadPacer(ReadShare share, LongSupplier clock) {
    this.share = share;
    this.clock = clock;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    long start = clock.getAsLong();
    ctx.fireChannelRead(message);
    long end = clock.getAsLong();
    long pause = share.charge(end, end - start);
    // A pipeline of the program's own may read on request: then its pace is not ours.
    if (pause > 0 && ctx.channel().config().isAutoRead()) {
      ctx.channel().config().setAutoRead(false);
      var unused =
          ctx.executor()
              .schedule(
                  () -> ctx.channel().config().setAutoRead(true), pause, TimeUnit.NANOSECONDS);
    }
  }
}
