package io.obdio.socketio.http;

import io.obdio.socketio.netty.Checks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of the HTTP server.
 *
 * @param listen addresses to listen on, at least one; port 0 takes a free one
 * @param tls certificate and key; null for an unencrypted server
 * @param eventLoops threads that serve clients
 * @param keepAlive time that a connection may be idle, or that a request may take to arrive
 * @param maxConnections TCP connections in all; further ones are closed at once
 * @param maxHeaderBytes bytes of a request's headers; more get 431
 * @param maxUriBytes bytes of a request line; more get 414
 * @param httpCompression whether responses are compressed for clients that accept it
 * @param perMessageDeflate whether WebSocket messages are compressed for clients that accept it
 * @param compressionThreshold bytes from which responses and WebSocket messages are compressed
 * @param trustedProxies networks of proxies whose {@code Forwarded} and {@code X-Forwarded-}
 *     headers name the client
 */
public record HttpOptions(
    List<InetSocketAddress> listen,
    @Nullable Tls tls,
    int eventLoops,
    Duration keepAlive,
    int maxConnections,
    int maxHeaderBytes,
    int maxUriBytes,
    boolean httpCompression,
    boolean perMessageDeflate,
    int compressionThreshold,
    List<Network> trustedProxies) {

  /** The port of the default address. */
  public static final int DEFAULT_PORT = 5000;

  /** Checks the ranges and copies the collections. */
  public HttpOptions {
    listen = List.copyOf(listen);
    Checks.positive("eventLoops", eventLoops);
    Checks.positive("keepAlive", keepAlive);
    Checks.positive("maxConnections", maxConnections);
    Checks.positive("maxHeaderBytes", maxHeaderBytes);
    Checks.positive("maxUriBytes", maxUriBytes);
    if (listen.isEmpty()) {
      throw new IllegalArgumentException("no address to listen on");
    }
    Checks.positive("compressionThreshold", compressionThreshold);
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** Returns the defaults. */
  public static HttpOptions defaults() {
    return new Builder().build();
  }

  /** Returns a builder that starts with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts with these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.listen = listen;
    builder.tls = tls;
    builder.eventLoops = eventLoops;
    builder.keepAlive = keepAlive;
    builder.maxConnections = maxConnections;
    builder.maxHeaderBytes = maxHeaderBytes;
    builder.maxUriBytes = maxUriBytes;
    builder.httpCompression = httpCompression;
    builder.perMessageDeflate = perMessageDeflate;
    builder.compressionThreshold = compressionThreshold;
    builder.trustedProxies = trustedProxies;
    return builder;
  }

  /**
   * A builder of options, which {@link HttpOptions} describes. Not safe for use by several threads.
   */
  public static final class Builder {
    private List<InetSocketAddress> listen =
        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), DEFAULT_PORT));
    private @Nullable Tls tls;
    private int eventLoops = 1;
    private Duration keepAlive = Duration.ofSeconds(60);
    private int maxConnections = 25_000;
    private int maxHeaderBytes = 16_384;
    private int maxUriBytes = 8_192;
    private boolean httpCompression;
    private boolean perMessageDeflate;
    private int compressionThreshold = 1_024;
    private List<Network> trustedProxies = List.of();

    private Builder() {}

    /** Sets the option; default: port 5000 of the loopback address. */
    public Builder listen(List<InetSocketAddress> value) {
      listen = value;
      return this;
    }

    /** Sets the option; default: none. */
    public Builder tls(@Nullable Tls value) {
      tls = value;
      return this;
    }

    /** Sets the option; default: 1. */
    public Builder eventLoops(int value) {
      eventLoops = value;
      return this;
    }

    /** Sets the option; default: 60 s. */
    public Builder keepAlive(Duration value) {
      keepAlive = value;
      return this;
    }

    /** Sets the option; default: 25,000. */
    public Builder maxConnections(int value) {
      maxConnections = value;
      return this;
    }

    /** Sets the option; default: 16,384. */
    public Builder maxHeaderBytes(int value) {
      maxHeaderBytes = value;
      return this;
    }

    /** Sets the option; default: 8,192. */
    public Builder maxUriBytes(int value) {
      maxUriBytes = value;
      return this;
    }

    /** Sets the option; default: off. */
    public Builder httpCompression(boolean value) {
      httpCompression = value;
      return this;
    }

    /** Sets the option; default: off. */
    public Builder perMessageDeflate(boolean value) {
      perMessageDeflate = value;
      return this;
    }

    /** Listens on one address; port 0 takes a free one. */
    public Builder listen(String host, int port) {
      return listen(List.of(new InetSocketAddress(host, port)));
    }

    /** Sets the option; default: 1,024. */
    public Builder compressionThreshold(int value) {
      compressionThreshold = value;
      return this;
    }

    /** Sets the option; default: none. */
    public Builder trustedProxies(List<Network> value) {
      trustedProxies = value;
      return this;
    }

    /**
     * Returns the options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public HttpOptions build() {
      return new HttpOptions(
          listen,
          tls,
          eventLoops,
          keepAlive,
          maxConnections,
          maxHeaderBytes,
          maxUriBytes,
          httpCompression,
          perMessageDeflate,
          compressionThreshold,
          trustedProxies);
    }
  }
}
