package io.obdio.socketio.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response. Requests are read on the connection's loop; {@link #respond} may be
 * called from any thread, once.
 */
public final class HttpExchange {
  private final HttpConnection connection;
  private final FullHttpRequest request;
  private final HttpHeaders responseHeaders = new DefaultHttpHeaders();
  private final String path;
  private final Map<String, String> query;
  private @Nullable Runnable abortListener;
  private boolean answered;

  HttpExchange(HttpConnection connection, FullHttpRequest request) {
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

  /** The method, in upper case. */
  public String method() {
    return request.method().name();
  }

  /** The path, decoded, without the query. */
  public String path() {
    return path;
  }

  /** Path and query as sent. */
  public String uri() {
    return request.uri();
  }

  /** The query, decoded; the first of several values. */
  public Map<String, String> query() {
    return query;
  }

  /** A header of the request, or null. */
  public @Nullable String header(String name) {
    return request.headers().get(name);
  }

  /** All headers of the request. */
  public HttpHeaders headers() {
    return request.headers();
  }

  /** The body; valid until the handler returns. */
  public ByteBuf body() {
    return request.content();
  }

  /** The request, valid until the handler returns. */
  public FullHttpRequest request() {
    return request;
  }

  /** The other end. */
  public InetSocketAddress remoteAddress() {
    return connection.remoteAddress();
  }

  /** Whether the connection is encrypted. */
  public boolean secure() {
    return connection.secure();
  }

  /** The loop all of this connection runs on. */
  public Loop loop() {
    return connection.loop();
  }

  /** The connection's channel. */
  public Channel channel() {
    return connection.channel();
  }

  /** Whether the page the request comes from is of this host: no origin, or one equal to Host. */
  public boolean sameOrigin() {
    String origin = header("origin");
    if (origin == null) {
      return true;
    }
    String host = header("host");
    int scheme = origin.indexOf("://");
    return host != null && scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }

  /** Adds a header to the response. */
  public HttpExchange responseHeader(String name, String value) {
    responseHeaders.set(name, value);
    return this;
  }

  /** Runs, on the loop, when the client is gone before the response. */
  public void onAbort(Runnable listener) {
    abortListener = listener;
  }

  /** Responds with a text in UTF-8. */
  public void respond(int status, String contentType, String body) {
    respond(status, contentType, Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Responds.
   *
   * @param status 200 to 599
   * @param contentType with its charset; empty for none
   * @param body taken over
   */
  public void respond(int status, String contentType, ByteBuf body) {
    connection.loop().execute(() -> respondInLoop(status, contentType, body));
  }

  private void respondInLoop(int status, String contentType, ByteBuf body) {
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
    response.headers().add(responseHeaders);
    if (!contentType.isEmpty()) {
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    }
    if (status != 204 && status != 304) {
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, length);
    }
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    HttpUtil.setKeepAlive(response, keepAlive);
    connection.finish(this, response, keepAlive);
  }

  boolean answered() {
    return answered;
  }

  /** Marks as answered without a response: the connection becomes a WebSocket. */
  void upgraded() {
    answered = true;
  }

  void aborted() {
    Runnable listener = abortListener;
    if (!answered && listener != null) {
      answered = true;
      listener.run();
    }
  }
}
