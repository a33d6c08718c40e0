package io.obdio.socketio.server;

import io.obdio.socketio.engineio.EngineOptions;
import io.obdio.socketio.http.HttpOptions;
import io.obdio.socketio.netty.Checks;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The options of a server; names as in Node's socket.io.
 *
 * @param http the options of the HTTP server
 * @param engine the options of the Engine.IO endpoint
 * @param connectTimeout time that a session may be without a namespace; later it ends
 * @param recovery bounds of connection-state recovery; null for none
 * @param serveClient whether {@code PATH/socket.io.js} serves the official client
 * @param maxAttachments byte arrays of one packet from a client; more end the session
 * @param maxNamespaces namespaces of one session; more get {@code connect_error}
 * @param maxPendingAcks acknowledgements outstanding from one client; further ones fail at once
 * @param maxBufferedBytes bytes that all clients together may occupy with incomplete input, queues,
 *     handshakes and events that are kept for recovery; beyond it the newest and largest are
 *     refused
 * @param maxConnectBytes bytes of the payload with which a client connects to a namespace; more end
 *     the session
 */
public record ServerOptions(
    HttpOptions http,
    EngineOptions engine,
    Duration connectTimeout,
    @Nullable Recovery recovery,
    boolean serveClient,
    int maxAttachments,
    int maxNamespaces,
    int maxPendingAcks,
    long maxBufferedBytes,
    int maxConnectBytes) {

  /**
   * The bounds of connection-state recovery.
   *
   * @param maxDisconnection time that a client's state is kept
   * @param maxEvents events of a namespace that are kept
   * @param maxSessions clients of a namespace whose state is kept
   * @param skipMiddleware whether a recovered client skips the middleware
   */
  public record Recovery(
      Duration maxDisconnection, int maxEvents, int maxSessions, boolean skipMiddleware) {
    /** Checks the bounds. */
    public Recovery {
      Checks.positive("maxDisconnection", maxDisconnection);
      Checks.positive("maxEvents", maxEvents);
      Checks.positive("maxSessions", maxSessions);
    }

    /** Returns the bounds with recovered clients passing the middleware. */
    public Recovery withMiddleware() {
      return new Recovery(maxDisconnection, maxEvents, maxSessions, false);
    }

    /** Returns the defaults: two minutes, 10,000 events, 1,000 clients, without middleware. */
    public static Recovery defaults() {
      return new Recovery(Duration.ofMinutes(2), 10_000, 1_000, true);
    }
  }

  /** Checks the ranges and copies the collections. */
  public ServerOptions {
    Checks.positive("connectTimeout", connectTimeout);
    Checks.positive("maxAttachments", maxAttachments);
    Checks.positive("maxNamespaces", maxNamespaces);
    Checks.positive("maxPendingAcks", maxPendingAcks);
    Checks.positive("maxBufferedBytes", maxBufferedBytes);
    Checks.positive("maxConnectBytes", maxConnectBytes);
  }

  /** Returns the defaults. */
  public static ServerOptions defaults() {
    return new Builder().build();
  }

  /** Returns a builder that starts with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts with these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.http = http;
    builder.engine = engine;
    builder.connectTimeout = connectTimeout;
    builder.recovery = recovery;
    builder.serveClient = serveClient;
    builder.maxAttachments = maxAttachments;
    builder.maxNamespaces = maxNamespaces;
    builder.maxPendingAcks = maxPendingAcks;
    builder.maxBufferedBytes = maxBufferedBytes;
    builder.maxConnectBytes = maxConnectBytes;
    return builder;
  }

  /**
   * A builder of options, which {@link ServerOptions} describes. Not safe for use by several
   * threads.
   */
  public static final class Builder {
    private HttpOptions http = HttpOptions.defaults();
    private EngineOptions engine = EngineOptions.defaults();
    private Duration connectTimeout = Duration.ofSeconds(45);
    private @Nullable Recovery recovery;
    private boolean serveClient = true;
    private int maxAttachments = 10;
    private int maxNamespaces = 16;
    private int maxPendingAcks = 1_024;
    private long maxBufferedBytes = 64_000_000;
    private int maxConnectBytes = 16_384;

    private Builder() {}

    /** Sets the option; default: {@link HttpOptions#defaults}. */
    public Builder http(HttpOptions value) {
      http = value;
      return this;
    }

    /** Sets the option; default: {@link EngineOptions#defaults}. */
    public Builder engine(EngineOptions value) {
      engine = value;
      return this;
    }

    /** Sets the option; default: 45 s. */
    public Builder connectTimeout(Duration value) {
      connectTimeout = value;
      return this;
    }

    /** Sets the option; default: none. */
    public Builder recovery(@Nullable Recovery value) {
      recovery = value;
      return this;
    }

    /** Sets the option; default: on. */
    public Builder serveClient(boolean value) {
      serveClient = value;
      return this;
    }

    /** Sets the option; default: 10. */
    public Builder maxAttachments(int value) {
      maxAttachments = value;
      return this;
    }

    /** Sets the option; default: 16. */
    public Builder maxNamespaces(int value) {
      maxNamespaces = value;
      return this;
    }

    /** Sets the option; default: 1,024. */
    public Builder maxPendingAcks(int value) {
      maxPendingAcks = value;
      return this;
    }

    /** Sets the option; default: 64,000,000. */
    public Builder maxBufferedBytes(long value) {
      maxBufferedBytes = value;
      return this;
    }

    /** Changes options of the HTTP server. */
    public Builder http(UnaryOperator<HttpOptions.Builder> change) {
      return http(change.apply(http.toBuilder()).build());
    }

    /** Changes options of the Engine.IO endpoint. */
    public Builder engine(UnaryOperator<EngineOptions.Builder> change) {
      return engine(change.apply(engine.toBuilder()).build());
    }

    /** Listens on one address; port 0 takes a free one. */
    public Builder listen(String host, int port) {
      return http(h -> h.listen(host, port));
    }

    /** Sets the option; default: 16,384. */
    public Builder maxConnectBytes(int value) {
      maxConnectBytes = value;
      return this;
    }

    /**
     * Returns the options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public ServerOptions build() {
      return new ServerOptions(
          http,
          engine,
          connectTimeout,
          recovery,
          serveClient,
          maxAttachments,
          maxNamespaces,
          maxPendingAcks,
          maxBufferedBytes,
          maxConnectBytes);
    }
  }
}
