package io.obdio.socketio.server;

import io.obdio.socketio.http.Tls;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a server behaves; names as in Node's socket.io.
 *
 * @param listen addresses to listen on, at least one; port 0 takes a free one
 * @param path of the Socket.IO endpoint, without a slash at its end
 * @param transports which are offered, at least one
 * @param corsOrigins origins of foreign pages that may connect, such as {@code
 *     http://localhost:3000}; {@code *} for all; a page from this server's own host always may
 * @param pingInterval between two pings
 * @param pingTimeout how long the answer may take
 * @param connectTimeout how long a session may be without a namespace
 * @param upgradeTimeout how long an upgrade to WebSocket may take
 * @param httpCompression whether responses over 1 KiB are compressed for clients that can
 * @param perMessageDeflate whether WebSocket messages are compressed for clients that can
 * @param cookie name of the cookie with the session id, null for none
 * @param recovery connection-state recovery, null for none
 * @param tls certificate and key, null for unencrypted
 * @param eventLoops threads, 1 or more
 * @param keepAlive how long an HTTP connection may be idle, or a request may take to arrive
 * @param serveClient whether {@code PATH/socket.io.js} serves the official client
 */
public record ServerOptions(
    List<InetSocketAddress> listen,
    String path,
    Set<Transport> transports,
    List<String> corsOrigins,
    Duration pingInterval,
    Duration pingTimeout,
    Duration connectTimeout,
    Duration upgradeTimeout,
    boolean httpCompression,
    boolean perMessageDeflate,
    @Nullable String cookie,
    @Nullable Recovery recovery,
    @Nullable Tls tls,
    int eventLoops,
    Duration keepAlive,
    boolean serveClient) {

  /** A way packets travel. */
  public enum Transport {
    /** HTTP long polling. */
    POLLING,
    /** WebSocket. */
    WEBSOCKET
  }

  /**
   * Bounds of connection-state recovery.
   *
   * @param maxDisconnection how long a client's state is kept
   * @param maxEvents how many events of a namespace are kept
   * @param maxSessions how many clients' states of a namespace are kept
   * @param skipMiddleware whether a recovered client passes without middleware
   */
  public record Recovery(
      Duration maxDisconnection, int maxEvents, int maxSessions, boolean skipMiddleware) {
    /** Checks the bounds. */
    public Recovery {
      positive("maxDisconnection", maxDisconnection);
      if (maxEvents <= 0 || maxSessions <= 0) {
        throw new IllegalArgumentException("maxEvents and maxSessions must be 1 or more");
      }
    }

    /** Two minutes, 10,000 events, 1,000 clients, without middleware. */
    public static Recovery defaults() {
      return new Recovery(Duration.ofMinutes(2), 10_000, 1_000, true);
    }
  }

  /** Checks and copies. */
  public ServerOptions {
    listen = List.copyOf(listen);
    transports = Set.copyOf(transports);
    corsOrigins = List.copyOf(corsOrigins);
    if (listen.isEmpty()) {
      throw new IllegalArgumentException("no address to listen on");
    }
    if (transports.isEmpty()) {
      throw new IllegalArgumentException("no transport: name POLLING, WEBSOCKET or both");
    }
    if (!path.startsWith("/") || path.length() < 2 || path.endsWith("/")) {
      throw new IllegalArgumentException(
          "path '" + path + "' must begin with a slash and not end with one");
    }
    if (eventLoops < 1) {
      throw new IllegalArgumentException("eventLoops is " + eventLoops + ", must be 1 or more");
    }
    positive("pingInterval", pingInterval);
    positive("pingTimeout", pingTimeout);
    positive("connectTimeout", connectTimeout);
    positive("upgradeTimeout", upgradeTimeout);
    positive("keepAlive", keepAlive);
  }

  private static void positive(String name, Duration value) {
    if (value.toMillis() <= 0) {
      throw new IllegalArgumentException(name + " is " + value + ", must be 1 ms or more");
    }
  }

  /** The defaults: all transports on port 5000 of all addresses, strangers' pages refused. */
  public static ServerOptions defaults() {
    return new Builder().build();
  }

  /** A builder that starts with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts with these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.listen = listen;
    builder.path = path;
    builder.transports = transports;
    builder.corsOrigins = corsOrigins;
    builder.pingInterval = pingInterval;
    builder.pingTimeout = pingTimeout;
    builder.connectTimeout = connectTimeout;
    builder.upgradeTimeout = upgradeTimeout;
    builder.httpCompression = httpCompression;
    builder.perMessageDeflate = perMessageDeflate;
    builder.cookie = cookie;
    builder.recovery = recovery;
    builder.tls = tls;
    builder.eventLoops = eventLoops;
    builder.keepAlive = keepAlive;
    builder.serveClient = serveClient;
    return builder;
  }

  /** Sets single options; not for several threads. */
  public static final class Builder {
    private List<InetSocketAddress> listen = List.of(new InetSocketAddress(5000));
    private String path = "/socket.io";
    private Set<Transport> transports = EnumSet.allOf(Transport.class);
    private List<String> corsOrigins = List.of();
    private Duration pingInterval = Duration.ofSeconds(25);
    private Duration pingTimeout = Duration.ofSeconds(20);
    private Duration connectTimeout = Duration.ofSeconds(45);
    private Duration upgradeTimeout = Duration.ofSeconds(10);
    private boolean httpCompression;
    private boolean perMessageDeflate;
    private @Nullable String cookie;
    private @Nullable Recovery recovery;
    private @Nullable Tls tls;
    private int eventLoops = 1;
    private Duration keepAlive = Duration.ofSeconds(60);
    private boolean serveClient = true;

    private Builder() {}

    /** One address; port 0 takes a free one. */
    public Builder listen(String host, int port) {
      return listen(List.of(new InetSocketAddress(host, port)));
    }

    /** Default: port 5000 of all addresses. */
    public Builder listen(List<InetSocketAddress> value) {
      listen = value;
      return this;
    }

    /** Default {@code /socket.io}. */
    public Builder path(String value) {
      path = value;
      return this;
    }

    /** Default both. */
    public Builder transports(Set<Transport> value) {
      transports = value;
      return this;
    }

    /** Default none. */
    public Builder corsOrigins(List<String> value) {
      corsOrigins = value;
      return this;
    }

    /** Default 25 s. */
    public Builder pingInterval(Duration value) {
      pingInterval = value;
      return this;
    }

    /** Default 20 s. */
    public Builder pingTimeout(Duration value) {
      pingTimeout = value;
      return this;
    }

    /** Default 45 s. */
    public Builder connectTimeout(Duration value) {
      connectTimeout = value;
      return this;
    }

    /** Default 10 s. */
    public Builder upgradeTimeout(Duration value) {
      upgradeTimeout = value;
      return this;
    }

    /** Default off. */
    public Builder httpCompression(boolean value) {
      httpCompression = value;
      return this;
    }

    /** Default off. */
    public Builder perMessageDeflate(boolean value) {
      perMessageDeflate = value;
      return this;
    }

    /** Default none. */
    public Builder cookie(@Nullable String value) {
      cookie = value;
      return this;
    }

    /** Default none. */
    public Builder recovery(@Nullable Recovery value) {
      recovery = value;
      return this;
    }

    /** Default unencrypted. */
    public Builder tls(@Nullable Tls value) {
      tls = value;
      return this;
    }

    /** Default 1. */
    public Builder eventLoops(int value) {
      eventLoops = value;
      return this;
    }

    /** Default 60 s. */
    public Builder keepAlive(Duration value) {
      keepAlive = value;
      return this;
    }

    /** Default on. */
    public Builder serveClient(boolean value) {
      serveClient = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public ServerOptions build() {
      return new ServerOptions(
          listen,
          path,
          transports,
          corsOrigins,
          pingInterval,
          pingTimeout,
          connectTimeout,
          upgradeTimeout,
          httpCompression,
          perMessageDeflate,
          cookie,
          recovery,
          tls,
          eventLoops,
          keepAlive,
          serveClient);
    }
  }
}
