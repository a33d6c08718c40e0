package io.obdio.socketio.http.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.util.ReferenceCountUtil;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.netty.FatalErrors;
import io.obdio.socketio.netty.LogText;
import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.MemoryBudget;
import io.obdio.socketio.netty.TimerWheel;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP connection: hands its requests to the handlers, one at a time, and closes it when it is
 * idle. Runs on its channel's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write is reported as the channel's end
final class HttpConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

  /** Pipelined requests that wait for the one before; a client that sends more is disconnected. */
  private static final int MAX_WAITING = 8;

  /**
   * The parts that all connections of a server share.
   *
   * @param handlers tried in this order
   * @param keepAliveMillis time that a connection may be idle
   * @param proxies whose headers name the client
   * @param budget of all connections
   */
  record Shared(
      List<RequestHandler> handlers,
      long keepAliveMillis,
      TrustedProxies proxies,
      MemoryBudget budget) {}

  private final Loop loop;
  private final Shared shared;
  private final InputMeter meter;
  private final Deque<FullHttpRequest> waiting = new ArrayDeque<>(1);
  private final Channel channel;
  private @Nullable NettyExchange current;
  private TimerWheel.@Nullable Timer idle;

  HttpConnection(Channel channel, Loop loop, Shared shared, InputMeter meter) {
    this.channel = channel;
    this.loop = loop;
    this.shared = shared;
    this.meter = meter;
  }

  MemoryBudget budget() {
    return shared.budget();
  }

  InputMeter meter() {
    return meter;
  }

  TrustedProxies proxies() {
    return shared.proxies();
  }

  Loop loop() {
    return loop;
  }

  Channel channel() {
    return channel;
  }

  InetSocketAddress remoteAddress() {
    return channel.remoteAddress() instanceof InetSocketAddress a ? a : new InetSocketAddress(0);
  }

  boolean secure() {
    return channel.pipeline().get(SslHandler.class) != null;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    idle = loop.schedule(shared.keepAliveMillis(), channel::close);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stopIdle();
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }

  private void stopIdle() {
    if (idle != null) {
      idle.cancel();
      idle = null;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof FullHttpRequest request)) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (current == null && waiting.isEmpty()) {
      take(request);
    } else if (waiting.size() < MAX_WAITING) {
      waiting.add(request);
    } else {
      request.release();
      ctx.close();
    }
  }

  private void take(FullHttpRequest request) {
    stopIdle();
    meter.consumed(size(request));
    DecoderResult decoded = request.decoderResult();
    if (!decoded.isSuccess()) {
      request.release();
      refuse(decoded.cause());
      return;
    }
    NettyExchange exchange;
    try {
      exchange = new NettyExchange(this, request);
    } catch (IllegalArgumentException e) { // the URI cannot be decoded
      request.release();
      refuse(e);
      return;
    }
    current = exchange;
    dispatch(exchange);
  }

  /** Returns the approximate size of a request on the wire. */
  private static long size(FullHttpRequest request) {
    long size = request.content().readableBytes() + request.uri().length() + 20L;
    for (Map.Entry<String, String> header : request.headers()) {
      size += header.getKey().length() + header.getValue().length() + 4L;
    }
    return size;
  }

  /** Offers the request to the handlers that have not seen it. */
  void dispatch(NettyExchange exchange) {
    List<RequestHandler> handlers = shared.handlers();
    try {
      for (int i = exchange.nextHandler(); i < handlers.size(); i = exchange.nextHandler()) {
        if (handlers.get(i).handle(exchange)) {
          return;
        }
      }
      if (exchange.reads()) {
        exchange.respond(404, "text/plain; charset=utf-8", "Not found\n");
      } else {
        exchange.respondNotAllowed("GET, HEAD");
      }
    } catch (Throwable e) { // an Error too: the connection must not wait for a response
      FatalErrors.check(e);
      LOG.warn("{} {} failed", exchange.method(), LogText.of(exchange.path()), e);
      exchange.respond(500, "text/plain; charset=utf-8", "Internal error\n");
    }
  }

  private void refuse(@Nullable Throwable cause) {
    HttpResponseStatus status = HttpResponseStatus.BAD_REQUEST;
    if (cause instanceof TooLongHttpLineException) {
      status = HttpResponseStatus.REQUEST_URI_TOO_LONG;
    } else if (cause instanceof TooLongHttpHeaderException) {
      status = HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
    }
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  void finish(NettyExchange exchange, FullHttpResponse response, boolean keepAlive) {
    if (!keepAlive) {
      done(exchange);
      channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
      return;
    }
    channel.writeAndFlush(response, channel.voidPromise());
    next(exchange);
  }

  private void done(NettyExchange exchange) {
    if (exchange == current) {
      current = null;
    }
  }

  /** Continues with the next request after a response was written. */
  private void next(NettyExchange exchange) {
    done(exchange);
    if (!waiting.isEmpty()) {
      loop.eventLoop()
          .execute(this::takeWaiting); // not recursively, because a client may pipeline many
    } else if (channel.isActive()) {
      idle = loop.schedule(shared.keepAliveMillis(), channel::close);
    }
  }

  /** Sends a file in chunks, as fast as the client reads; a client that does not read is closed. */
  void stream(NettyExchange exchange, HttpResponse head, FileChunks body, boolean keepAlive) {
    ChunkedWriteHandler chunks = new ChunkedWriteHandler();
    channel.pipeline().addBefore(channel.pipeline().context(this).name(), null, chunks);
    channel.write(head, channel.voidPromise());
    idle = loop.schedule(shared.keepAliveMillis(), channel::close);
    ChannelProgressivePromise sent = channel.newProgressivePromise();
    sent.addListener(
        new ChannelProgressiveFutureListener() {
          @Override
          public void operationProgressed(ChannelProgressiveFuture f, long progress, long total) {
            stopIdle();
            idle = loop.schedule(shared.keepAliveMillis(), channel::close);
          }

          @Override
          public void operationComplete(ChannelProgressiveFuture future) {
            stopIdle();
            if (!future.isSuccess() || !keepAlive) {
              done(exchange);
              channel.close();
              return;
            }
            channel.pipeline().remove(chunks);
            next(exchange);
          }
        });
    channel.writeAndFlush(body, sent);
  }

  private void takeWaiting() {
    FullHttpRequest next = current == null ? waiting.poll() : null;
    if (next == null) {
      return;
    }
    if (channel.isActive()) {
      take(next);
    } else {
      next.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stopIdle();
    NettyExchange open = current;
    current = null;
    if (open != null) {
      open.aborted();
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    FatalErrors.check(cause);
    LOG.debug("{} closed: {}", channel.remoteAddress(), cause.toString());
    ctx.close();
  }
}
