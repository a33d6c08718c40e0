package io.obdio.bench.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The bare measure: Netty's own WebSocket pipeline that sends every text back, or, on request
 * broadcast, one shared frame to every connection; one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class EchoServer {
  private EchoServer() {}

  /**
   * Runs until its standard input ends.
   *
   * @param args {@code io_uring}, else epoll is used; the JSON to broadcast
   */
  public static void main(String[] args) throws IOException {
    boolean uring = "io_uring".equals(args[0]);
    if (uring) {
      IoUring.ensureAvailability();
    }
    Class<? extends ServerChannel> type =
        uring ? IoUringServerSocketChannel.class : EpollServerSocketChannel.class;
    MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            1, uring ? IoUringIoHandler.newFactory(rings()) : EpollIoHandler.newFactory());
    Channel listener =
        new ServerBootstrap()
            .group(group)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, 4096)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new Pipeline(args[1]))
            .bind("0.0.0.0", 0)
            .syncUninterruptibly()
            .channel();
    Control.serve(((InetSocketAddress) listener.localAddress()).getPort());
    group.shutdownGracefully();
  }

  /** Returns rings with room for the completions of a broadcast. */
  private static IoUringIoHandlerConfig rings() {
    return new IoUringIoHandlerConfig().setRingSize(4096).setCqSize(32_768);
  }

  private static final class Pipeline extends ChannelInitializer<Channel> {
    private final Set<ChannelHandlerContext> all = new LinkedHashSet<>();
    private final ByteBuf response;

    Pipeline(String json) {
      response = Wire.serverFrame("42[\"response\"," + json + "]");
    }

    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(
              new HttpServerCodec(),
              new HttpObjectAggregator(65_536),
              new WebSocketServerProtocolHandler("/socket.io/", true),
              new Echo(all, response));
    }
  }

  private static final class Echo extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private final Set<ChannelHandlerContext> all;
    private final ByteBuf response;

    Echo(Set<ChannelHandlerContext> all, ByteBuf response) {
      this.all = all;
      this.response = response;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      all.add(ctx);
      ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      all.remove(ctx);
      ctx.fireChannelInactive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
      if (frame.content().getByte(2) == '[') { // 42["broadcast"], no event with an id
        for (ChannelHandlerContext each : all) {
          each.write(response.duplicate(), each.voidPromise());
        }
        ctx.executor().execute(this::flushAll);
      } else {
        ctx.write(frame.retain(), ctx.voidPromise());
      }
    }

    private void flushAll() {
      all.forEach(ChannelHandlerContext::flush);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      ctx.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close(); // the clients leave with a reset
    }
  }
}
