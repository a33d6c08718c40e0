package io.obdio.socketio.http.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.obdio.socketio.http.HttpOptions;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.http.Tls;
import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.MemoryBudget;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server. {@link #start} and {@link #close} are for one thread; the other methods are safe
 * for use by any thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write is reported as the channel's end
public final class HttpServer implements AutoCloseable {
  /** Cipher suites with forward secrecy and authenticated encryption (RFC 9325, 4.2). */
  private static final List<String> CIPHERS =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private final HttpOptions options;
  private final int maxBody;
  private final HttpConnection.Shared shared;
  private final RequestWatcher watcher;
  private final long tickMillis;
  private final boolean epoll = Epoll.isAvailable();
  private final MultiThreadIoEventLoopGroup group;
  private final Map<EventLoop, Loop> loops = new ConcurrentHashMap<>();
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final List<Channel> listeners = new ArrayList<>();
  private @Nullable SslContext ssl;

  /**
   * Creates a server that is not started.
   *
   * @param tick resolution of its timers
   * @param maxBody bytes of a request's body and of a decompressed WebSocket message
   * @param budget bytes of incomplete input of all connections
   * @param handlers tried in this order
   * @param watcher notified when the head of a request arrives
   */
  public HttpServer(
      HttpOptions options,
      Duration tick,
      int maxBody,
      MemoryBudget budget,
      List<RequestHandler> handlers,
      RequestWatcher watcher) {
    this.options = options;
    this.maxBody = maxBody;
    this.shared =
        new HttpConnection.Shared(
            List.copyOf(handlers),
            options.keepAlive().toMillis(),
            new TrustedProxies(options.trustedProxies()),
            budget);
    this.watcher = watcher;
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.group =
        new MultiThreadIoEventLoopGroup(
            options.eventLoops(), new DefaultThreadFactory("obdio-http", true), io);
    this.tickMillis = Math.max(1, tick.toMillis());
    for (EventExecutor executor : group) {
      EventLoop eventLoop = (EventLoop) executor;
      loops.put(eventLoop, new Loop(eventLoop, tickMillis));
    }
  }

  /** Returns all loops. */
  public List<Loop> loops() {
    return List.copyOf(loops.values());
  }

  /**
   * Listens on the addresses of the options.
   *
   * @throws IOException if an address cannot be bound or the TLS files cannot be read
   */
  public void start() throws IOException {
    start(options.listen());
  }

  /**
   * Listens on these addresses instead of those of the options.
   *
   * @param addresses port 0 takes a free one
   * @throws IOException if an address cannot be bound or the TLS files cannot be read
   */
  public void start(List<InetSocketAddress> addresses) throws IOException {
    Tls tls = options.tls();
    if (tls != null) {
      ssl = sslContext(tls);
    }
    Class<? extends ServerChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, 4096)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(16_384, 65_536))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    SslContext encryption = ssl;
                    if (encryption != null) {
                      channel.pipeline().addLast(encryption.newHandler(channel.alloc()));
                    }
                    accept(channel);
                  }
                });
    for (InetSocketAddress address : addresses) {
      InetSocketAddress resolved =
          address.isUnresolved()
              ? new InetSocketAddress(address.getHostString(), address.getPort())
              : address;
      ChannelFuture bound = bootstrap.bind(resolved).awaitUninterruptibly();
      if (!bound.isSuccess()) {
        BindException refused =
            new BindException(
                "cannot listen on " + text(resolved) + ": " + bound.cause().getMessage());
        refused.initCause(bound.cause());
        throw refused;
      }
      listeners.add(bound.channel());
    }
  }

  private static String text(InetSocketAddress address) {
    String host = address.getHostString();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private static SslContext sslContext(Tls tls) throws IOException {
    try {
      return SslContextBuilder.forServer(tls.certificate().toFile(), tls.key().toFile())
          .protocols("TLSv1.3", "TLSv1.2")
          .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
          .build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new IOException(
          "cannot use certificate "
              + tls.certificate()
              + " with key "
              + tls.key()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /**
   * Serves a channel of another Netty server: adds HTTP and all handlers to the end of its
   * pipeline. Must be called on the channel's event loop, before it reads.
   */
  public void accept(Channel channel) {
    if (connections.size() >= options.maxConnections()) {
      channel.close();
      return;
    }
    connections.add(channel);
    Loop loop = loops.computeIfAbsent(channel.eventLoop(), e -> new Loop(e, tickMillis));
    ChannelPipeline pipeline = channel.pipeline();
    InputMeter meter = new InputMeter(shared.budget());
    pipeline.addLast(new ReadPacer(loop.readShare(), System::nanoTime));
    pipeline.addLast(meter);
    pipeline.addLast(
        new HttpServerCodec(
            new HttpDecoderConfig()
                .setMaxInitialLineLength(options.maxUriBytes())
                .setMaxHeaderSize(options.maxHeaderBytes())));
    if (options.httpCompression()) {
      pipeline.addLast(
          new HttpContentCompressor(
              options.compressionThreshold(),
              StandardCompressionOptions.gzip(),
              StandardCompressionOptions.deflate()));
    }
    pipeline.addLast(new WatchedAggregator(maxBody, watcher));
    if (options.perMessageDeflate()) {
      pipeline.addLast(Deflate.handler(options.compressionThreshold(), maxBody));
    }
    pipeline.addLast(new HttpConnection(channel, loop, shared, meter));
  }

  /** Returns the addresses listened on. */
  public List<InetSocketAddress> addresses() {
    List<InetSocketAddress> result = new ArrayList<>();
    for (Channel listener : listeners) {
      if (listener.localAddress() instanceof InetSocketAddress a) {
        result.add(a);
      }
    }
    return result;
  }

  /** Returns the number of open TCP connections. */
  public int connections() {
    return connections.size();
  }

  /** Returns the number of timers on all loops. */
  public int timers() {
    return loops.values().stream().mapToInt(Loop::timers).sum();
  }

  /** Stops listening; connections stay. */
  public void stopListening() {
    for (Channel listener : listeners) {
      listener.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
  }

  /** Closes everything; waits up to 10 s. */
  @Override
  public void close() {
    stopListening();
    connections.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
