package io.obdio.socketio.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** An aggregator of requests that notifies a watcher of their beginning and their end. */
final class WatchedAggregator extends HttpObjectAggregator {
  private final RequestWatcher watcher;
  private @Nullable Runnable done;

  WatchedAggregator(int maxBody, RequestWatcher watcher) {
    super(maxBody);
    this.watcher = watcher;
  }

  @Override
  protected FullHttpMessage beginAggregation(HttpMessage start, ByteBuf content) throws Exception {
    done();
    if (start instanceof HttpRequest head && head.decoderResult().isSuccess()) {
      try {
        done = watcher.onHead(head);
      } catch (RuntimeException e) {
        content.release(); // not yet owned by the aggregate
        throw e;
      }
    }
    return super.beginAggregation(start, content);
  }

  @Override
  protected void finishAggregation(FullHttpMessage aggregated) throws Exception {
    super.finishAggregation(aggregated);
    done();
  }

  private void done() {
    Runnable task = done;
    done = null;
    if (task != null) {
      task.run();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    done();
    super.channelInactive(ctx);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) throws Exception {
    done();
    super.handlerRemoved(ctx);
  }
}
