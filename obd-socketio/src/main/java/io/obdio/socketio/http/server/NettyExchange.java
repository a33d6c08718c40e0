package io.obdio.socketio.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.MemoryBudget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An exchange over a Netty channel, with what protocols above HTTP need of the channel. */
public final class NettyExchange implements HttpExchange {
  private static final String CONTENT_SECURITY_POLICY = "content-security-policy";
  private static final Logger LOG = LoggerFactory.getLogger(NettyExchange.class);

  private final HttpConnection connection;
  private final FullHttpRequest request;
  private final HttpHeaders responseHeaders = new DefaultHttpHeaders();
  private final String path;
  private final Map<String, String> query;
  private @Nullable Runnable abortListener;
  private boolean answered;
  private @Nullable InetSocketAddress client;
  private boolean released;
  private int nextHandler;

  NettyExchange(HttpConnection connection, FullHttpRequest request) {
    this.connection = connection;
    this.request = request;
    QueryStringDecoder decoder = new QueryStringDecoder(request.uri());
    this.path = decoder.path();
    Map<String, String> first = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> e : decoder.parameters().entrySet()) {
      first.put(e.getKey(), e.getValue().get(0));
    }
    this.query = first;
  }

  @Override
  public String method() {
    return request.method().name();
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String uri() {
    return request.uri();
  }

  @Override
  public Map<String, String> query() {
    return query;
  }

  @Override
  public @Nullable String header(String name) {
    return request.headers().get(name);
  }

  /** Returns all headers of the request. */
  public HttpHeaders headers() {
    return request.headers();
  }

  /**
   * Returns the exchange of a handler, which the server always creates as an instance of this
   * class.
   */
  public static NettyExchange of(HttpExchange exchange) {
    return (NettyExchange) exchange;
  }

  /** Returns the body; valid until the response. */
  public ByteBuf content() {
    return released ? Unpooled.EMPTY_BUFFER : request.content();
  }

  @Override
  public byte[] body() {
    return ByteBufUtil.getBytes(content());
  }

  @Override
  public void respond(int status, String contentType, byte[] body) {
    respond(status, contentType, Unpooled.wrappedBuffer(body));
  }

  /** Returns the request; its body is valid until the response. */
  public FullHttpRequest request() {
    return request;
  }

  @Override
  public InetSocketAddress remoteAddress() {
    InetSocketAddress known = client;
    if (known == null) {
      HttpHeaders headers = request.headers();
      known =
          connection
              .proxies()
              .client(
                  connection.remoteAddress(),
                  headers.getAll("forwarded"),
                  headers.getAll("x-forwarded-for"));
      client = known;
    }
    return known;
  }

  /** Returns whether an address is that of a trusted proxy. */
  public boolean isTrustedProxy(InetAddress address) {
    return connection.proxies().trusts(address);
  }

  private boolean proxied() {
    return connection.proxies().trusts(connection.remoteAddress());
  }

  @Override
  public boolean secure() {
    String scheme = proxied() ? forwardedScheme() : null;
    return scheme == null ? connection.secure() : scheme.equals("https");
  }

  private @Nullable String forwardedScheme() {
    return TrustedProxies.scheme(
        request.headers().getAll("forwarded"), header("x-forwarded-proto"));
  }

  @Override
  public boolean sameOrigin() {
    String header = header("origin");
    if (header == null) {
      return true;
    }
    Origin origin = Origin.parse(header).orElse(null);
    String host = header("host");
    if (origin == null || host == null || !origin.host().equals(Origin.host(host))) {
      return false;
    }
    int port = Origin.port(host);
    if (behindProxy(port)) {
      String scheme = forwardedScheme();
      return (port < 0 || port == origin.port())
          && (scheme == null || scheme.equals(origin.scheme()));
    }
    String scheme = connection.secure() ? "https" : "http";
    return origin.scheme().equals(scheme)
        && origin.port() == (port < 0 ? Origin.defaultPort(scheme) : port);
  }

  /** Returns whether a proxy forwarded the request: a browser omits only default ports. */
  private boolean behindProxy(int hostPort) {
    int local =
        connection.channel().localAddress() instanceof InetSocketAddress a ? a.getPort() : 0;
    boolean defaultPort = local == 80 || local == 443;
    return proxied() || hostPort < 0 && !defaultPort;
  }

  /** Returns the budget of all connections. */
  public MemoryBudget budget() {
    return connection.budget();
  }

  /** Returns the meter of the connection's incomplete input. */
  public InputMeter meter() {
    return connection.meter();
  }

  /** Returns the loop that the connection runs on. */
  public Loop loop() {
    return connection.loop();
  }

  /** Returns the connection's channel. */
  public Channel channel() {
    return connection.channel();
  }

  /** Returns the headers that were added to the response. */
  public HttpHeaders responseHeaders() {
    return responseHeaders;
  }

  @Override
  public NettyExchange responseHeader(String name, String value) {
    responseHeaders.set(name, value);
    return this;
  }

  @Override
  public void onAbort(Runnable listener) {
    abortListener = listener;
  }

  @Override
  public void pass() {
    onLoop(
        () -> {
          if (!answered) {
            connection.dispatch(this);
          }
        },
        () -> {});
  }

  /** Returns the index of the next handler, and increments it. */
  int nextHandler() {
    return nextHandler++;
  }

  @Override
  public void respondFile(String contentType, FileChannel file, long length) {
    onLoop(() -> respondFileInLoop(contentType, file, length), () -> closeQuietly(file));
  }

  private void respondFileInLoop(String contentType, FileChannel file, long length) {
    boolean head = request.method().equals(HttpMethod.HEAD);
    release();
    boolean gone = answered || !connection.channel().isActive();
    answered = true;
    if (gone || head) {
      closeQuietly(file);
    }
    if (gone) {
      return;
    }
    if (head) {
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
      boolean keepAlive = complete(response, contentType);
      HttpUtil.setContentLength(response, length);
      connection.finish(this, response, keepAlive);
    } else {
      HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
      boolean keepAlive = complete(response, contentType);
      HttpUtil.setContentLength(response, length);
      connection.stream(this, response, new FileChunks(file, length), keepAlive);
    }
  }

  /** Runs a task on the connection's loop, or another one here if the server is closed. */
  private void onLoop(Runnable task, Runnable tooLate) {
    try {
      connection.loop().execute(task);
    } catch (RejectedExecutionException e) {
      tooLate.run();
    }
  }

  private static void closeQuietly(FileChannel file) {
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("closing a file failed", e);
    }
  }

  /** Adds the common headers; returns whether the connection is kept alive. */
  private boolean complete(HttpResponse response, String contentType) {
    response.headers().add(responseHeaders);
    if (!contentType.isEmpty()) {
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    }
    HttpHeaders headers = response.headers();
    headers.set("x-content-type-options", "nosniff");
    if (contentType.startsWith("text/html") && !headers.contains(CONTENT_SECURITY_POLICY)) {
      headers.set(CONTENT_SECURITY_POLICY, "frame-ancestors 'self'");
    }
    if (contentType.startsWith("text/html")) {
      headers.set("referrer-policy", "no-referrer"); // its address may contain a key
    }
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    HttpUtil.setKeepAlive(response, keepAlive);
    return keepAlive;
  }

  /**
   * Responds.
   *
   * @param status 200 to 599
   * @param contentType with its charset; empty for none
   * @param body taken over
   */
  public void respond(int status, String contentType, ByteBuf body) {
    onLoop(() -> respondInLoop(status, contentType, body), body::release);
  }

  private void respondInLoop(int status, String contentType, ByteBuf body) {
    release();
    if (answered || !connection.channel().isActive()) {
      answered = true;
      body.release();
      return;
    }
    answered = true;
    boolean head = request.method().equals(HttpMethod.HEAD);
    int length = body.readableBytes();
    ByteBuf sent = body;
    if (head) {
      body.release();
      sent = Unpooled.EMPTY_BUFFER;
    }
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), sent);
    boolean keepAlive = complete(response, contentType);
    if (status != 204 && status != 304) {
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, length);
    }
    connection.finish(this, response, keepAlive);
  }

  boolean answered() {
    return answered;
  }

  /**
   * Ends HTTP on this connection after a successful upgrade: no response is sent, and the handler
   * receives what the connection reads from now on. Runs on the connection's loop.
   *
   * @param name of the handler in the channel's pipeline
   * @param handler replaces the HTTP handler
   */
  public void upgraded(String name, ChannelHandler handler) {
    answered = true;
    release();
    ChannelPipeline pipeline = channel().pipeline();
    if (pipeline.get(HttpConnection.class) != null) {
      pipeline.replace(HttpConnection.class, name, handler);
    }
  }

  /** Releases the request's body; idempotent. */
  private void release() {
    if (!released) {
      released = true;
      request.release();
    }
  }

  void aborted() {
    release();
    Runnable listener = abortListener;
    if (!answered && listener != null) {
      answered = true;
      listener.run();
    }
  }
}
