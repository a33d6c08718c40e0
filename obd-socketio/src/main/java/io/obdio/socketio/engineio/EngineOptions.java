package io.obdio.socketio.engineio;

import io.obdio.socketio.netty.Checks;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of the Engine.IO endpoint; names as in Node's engine.io where it has them.
 *
 * @param path path of the endpoint; begins with a slash and does not end with one
 * @param transports transports that are offered, at least one
 * @param corsOrigins origins of foreign pages that may connect, such as {@code
 *     http://localhost:3000}; {@code *} for all; a page of this server may always connect
 * @param pingInterval time between two pings
 * @param pingTimeout time for the answer to a ping; later the session ends
 * @param upgradeTimeout time for an upgrade to WebSocket; later its connection is closed
 * @param cookie the cookie with the session id; null for none
 * @param maxPayload bytes of one message and of one polling request; a larger one ends the session
 * @param maxSessions sessions in all; further handshakes get 503
 * @param maxSessionsPerAddress sessions from one IP address, except loopback addresses and trusted
 *     proxies; further handshakes get 429
 * @param maxPacketsPerSecond packets from one client, averaged over a second; more end the session
 * @param maxQueuedMessages messages that wait for one client; more end the session
 * @param maxQueuedBytes bytes that wait for one client; more end the session
 * @param handshakeTimeout time from the handshake of a polling client to its next request; later
 *     the session ends
 */
public record EngineOptions(
    String path,
    Set<TransportType> transports,
    List<String> corsOrigins,
    Duration pingInterval,
    Duration pingTimeout,
    Duration upgradeTimeout,
    @Nullable CookieOptions cookie,
    int maxPayload,
    int maxSessions,
    int maxSessionsPerAddress,
    int maxPacketsPerSecond,
    int maxQueuedMessages,
    int maxQueuedBytes,
    Duration handshakeTimeout) {

  /** Checks the ranges and copies the collections. */
  public EngineOptions {
    transports = Set.copyOf(transports);
    corsOrigins = List.copyOf(corsOrigins);
    Checks.positive("pingInterval", pingInterval);
    Checks.positive("pingTimeout", pingTimeout);
    Checks.positive("upgradeTimeout", upgradeTimeout);
    Checks.positive("maxPayload", maxPayload);
    Checks.positive("maxSessions", maxSessions);
    Checks.positive("maxSessionsPerAddress", maxSessionsPerAddress);
    Checks.positive("maxPacketsPerSecond", maxPacketsPerSecond);
    Checks.positive("maxQueuedMessages", maxQueuedMessages);
    Checks.positive("maxQueuedBytes", maxQueuedBytes);
    if (transports.isEmpty()) {
      throw new IllegalArgumentException("no transport: name POLLING, WEBSOCKET or both");
    }
    if (!path.startsWith("/") || path.length() < 2 || path.endsWith("/")) {
      throw new IllegalArgumentException(
          "path '" + path + "' must begin with a slash and not end with one");
    }
    Checks.positive("handshakeTimeout", handshakeTimeout);
  }

  /** Returns the defaults. */
  public static EngineOptions defaults() {
    return new Builder().build();
  }

  /** Returns a builder that starts with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts with these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.path = path;
    builder.transports = transports;
    builder.corsOrigins = corsOrigins;
    builder.pingInterval = pingInterval;
    builder.pingTimeout = pingTimeout;
    builder.upgradeTimeout = upgradeTimeout;
    builder.cookie = cookie;
    builder.maxPayload = maxPayload;
    builder.maxSessions = maxSessions;
    builder.maxSessionsPerAddress = maxSessionsPerAddress;
    builder.maxPacketsPerSecond = maxPacketsPerSecond;
    builder.maxQueuedMessages = maxQueuedMessages;
    builder.maxQueuedBytes = maxQueuedBytes;
    builder.handshakeTimeout = handshakeTimeout;
    return builder;
  }

  /** Returns whether a transport is offered. */
  public boolean offers(TransportType transport) {
    return transports.contains(transport);
  }

  /**
   * A builder of options, which {@link EngineOptions} describes. Not safe for use by several
   * threads.
   */
  public static final class Builder {
    private String path = "/socket.io";
    private Set<TransportType> transports = EnumSet.allOf(TransportType.class);
    private List<String> corsOrigins = List.of();
    private Duration pingInterval = Duration.ofSeconds(25);
    private Duration pingTimeout = Duration.ofSeconds(20);
    private Duration upgradeTimeout = Duration.ofSeconds(10);
    private @Nullable CookieOptions cookie;
    private int maxPayload = 1_000_000;
    private int maxSessions = 20_000;
    private int maxSessionsPerAddress = 1_000;
    private int maxPacketsPerSecond = 50_000;
    private int maxQueuedMessages = 4_096;
    private int maxQueuedBytes = 1_000_000;
    private Duration handshakeTimeout = Duration.ofSeconds(10);

    private Builder() {}

    /** Sets the option; default: {@code /socket.io}. */
    public Builder path(String value) {
      path = value;
      return this;
    }

    /** Sets the option; default: both. */
    public Builder transports(Set<TransportType> value) {
      transports = value;
      return this;
    }

    /** Sets the option; default: none. */
    public Builder corsOrigins(List<String> value) {
      corsOrigins = value;
      return this;
    }

    /** Sets the option; default: 25 s. */
    public Builder pingInterval(Duration value) {
      pingInterval = value;
      return this;
    }

    /** Sets the option; default: 20 s. */
    public Builder pingTimeout(Duration value) {
      pingTimeout = value;
      return this;
    }

    /** Sets the option; default: 10 s. */
    public Builder upgradeTimeout(Duration value) {
      upgradeTimeout = value;
      return this;
    }

    /** Sets the option; default: none. */
    public Builder cookie(@Nullable CookieOptions value) {
      cookie = value;
      return this;
    }

    /** Sets the option; default: 1,000,000. */
    public Builder maxPayload(int value) {
      maxPayload = value;
      return this;
    }

    /** Sets the option; default: 20,000. */
    public Builder maxSessions(int value) {
      maxSessions = value;
      return this;
    }

    /** Sets the option; default: 1,000. */
    public Builder maxSessionsPerAddress(int value) {
      maxSessionsPerAddress = value;
      return this;
    }

    /** Sets the option; default: 50,000; a lower value suits servers that the public can reach. */
    public Builder maxPacketsPerSecond(int value) {
      maxPacketsPerSecond = value;
      return this;
    }

    /** Sets the option; default: 4,096. */
    public Builder maxQueuedMessages(int value) {
      maxQueuedMessages = value;
      return this;
    }

    /** Sets the option; default: 1,000,000. */
    public Builder maxQueuedBytes(int value) {
      maxQueuedBytes = value;
      return this;
    }

    /** Sets the option; default: 10 s. */
    public Builder handshakeTimeout(Duration value) {
      handshakeTimeout = value;
      return this;
    }

    /**
     * Returns the options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public EngineOptions build() {
      return new EngineOptions(
          path,
          transports,
          corsOrigins,
          pingInterval,
          pingTimeout,
          upgradeTimeout,
          cookie,
          maxPayload,
          maxSessions,
          maxSessionsPerAddress,
          maxPacketsPerSecond,
          maxQueuedMessages,
          maxQueuedBytes,
          handshakeTimeout);
    }
  }
}
