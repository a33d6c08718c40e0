package io.obdio.bench.load;

import io.netty.bootstrap.ServerBootstrap;
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
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The bare measure: Netty's own WebSocket pipeline that sends every text back; one event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells failed writes through the channel's end
final class EchoServer {
  private EchoServer() {}

  /**
   * Runs until its standard input ends.
   *
   * @param args {@code io_uring}, else epoll is used
   */
  public static void main(String[] args) throws IOException {
    boolean uring = args.length > 0 && "io_uring".equals(args[0]);
    if (uring) {
      IoUring.ensureAvailability();
    }
    Class<? extends ServerChannel> type =
        uring ? IoUringServerSocketChannel.class : EpollServerSocketChannel.class;
    MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            1, uring ? IoUringIoHandler.newFactory() : EpollIoHandler.newFactory());
    Channel listener =
        new ServerBootstrap()
            .group(group)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, 4096)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new Pipeline())
            .bind("0.0.0.0", 0)
            .syncUninterruptibly()
            .channel();
    Control.serve(((InetSocketAddress) listener.localAddress()).getPort());
    group.shutdownGracefully();
  }

  private static final class Pipeline extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(
              new HttpServerCodec(),
              new HttpObjectAggregator(65_536),
              new WebSocketServerProtocolHandler("/socket.io/", true),
              new Echo());
    }
  }

  private static final class Echo extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
      ctx.write(frame.retain(), ctx.voidPromise());
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
