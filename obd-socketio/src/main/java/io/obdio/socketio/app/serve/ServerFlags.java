package io.obdio.socketio.app.serve;

import io.obdio.socketio.app.config.CheckedFlags;
import io.obdio.socketio.app.config.OptionDefaults;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.engineio.CookieOptions;
import io.obdio.socketio.engineio.EngineOptions;
import io.obdio.socketio.engineio.TransportType;
import io.obdio.socketio.http.HttpOptions;
import io.obdio.socketio.http.Network;
import io.obdio.socketio.server.ServerOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The server's options as flags, and so as keys of the configuration file. Each flag sets the
 * option of its name; {@link OptionDefaults} takes its default from there.
 */
public final class ServerFlags implements CheckedFlags {
  private static final String DEFAULT = " Default: ${DEFAULT-VALUE}.";

  private final HttpOptions.Builder http = HttpOptions.builder();
  private final EngineOptions.Builder engine = EngineOptions.builder();
  private final ServerOptions.Builder server = ServerOptions.builder();

  /** Creates flags, which the parser sets. */
  public ServerFlags() {}

  // ---- flags that are not options one to one

  @Option(
      names = "--host",
      split = ",",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Addresses to listen on; 0.0.0.0 means all addresses." + DEFAULT)
  List<String> hosts = List.of();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "48484",
      description = "TCP port; 0 takes a free one." + DEFAULT)
  int port;

  @Mixin TlsFlags tls = new TlsFlags();

  @Option(
      names = "--recovery",
      paramLabel = "MS",
      defaultValue = "0",
      description =
          "Milliseconds for which the state of a disconnected client is kept and its missed events"
              + " are replayed; 0 disables recovery."
              + DEFAULT)
  long recovery;

  @Option(
      names = "--recovery-events",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Events that are kept for recovery." + DEFAULT)
  int recoveryEvents;

  @Option(
      names = "--recovery-sessions",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Disconnected clients whose state is kept." + DEFAULT)
  int recoverySessions;

  // ---- HTTP

  @Option(
      names = "--event-loops",
      paramLabel = "N",
      description = "Threads that serve clients." + DEFAULT)
  void eventLoops(int value) {
    http.eventLoops(value);
  }

  @Option(
      names = "--keep-alive",
      paramLabel = "MS",
      description = "Milliseconds that an HTTP connection may be idle." + DEFAULT)
  void keepAlive(long value) {
    http.keepAlive(Duration.ofMillis(value));
  }

  @Option(
      names = "--http-compression",
      negatable = true,
      description = "Compress HTTP responses." + DEFAULT)
  void httpCompression(boolean value) {
    http.httpCompression(value);
  }

  @Option(
      names = "--per-message-deflate",
      negatable = true,
      description = "Compress WebSocket messages." + DEFAULT)
  void perMessageDeflate(boolean value) {
    http.perMessageDeflate(value);
  }

  @Option(
      names = "--compression-threshold",
      paramLabel = "BYTES",
      description = "Bytes from which responses and WebSocket messages are compressed." + DEFAULT)
  void compressionThreshold(int value) {
    http.compressionThreshold(value);
  }

  @Option(
      names = "--trusted-proxies",
      split = ",",
      paramLabel = "NETWORK",
      description =
          "Proxies whose headers Forwarded and X-Forwarded-* name the client, such as 127.0.0.1 or"
              + " 10.0.0.0/8. Default: none.")
  void trustedProxies(@Nullable List<String> value) {
    try {
      http.trustedProxies(value == null ? List.of() : value.stream().map(Network::parse).toList());
    } catch (IllegalArgumentException e) {
      throw new UserError("--trusted-proxies: " + e.getMessage());
    }
  }

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "TCP connections in total." + DEFAULT)
  void maxConnections(int value) {
    http.maxConnections(value);
  }

  @Option(
      names = "--max-header-bytes",
      paramLabel = "BYTES",
      description = "Bytes of a request's headers." + DEFAULT)
  void maxHeaderBytes(int value) {
    http.maxHeaderBytes(value);
  }

  @Option(
      names = "--max-uri-bytes",
      paramLabel = "BYTES",
      description = "Bytes of a request line." + DEFAULT)
  void maxUriBytes(int value) {
    http.maxUriBytes(value);
  }

  // ---- Engine.IO

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "Path of the Socket.IO endpoint." + DEFAULT)
  void path(String value) {
    engine.path(value);
  }

  @Option(
      names = "--transports",
      split = ",",
      paramLabel = "NAME",
      description = "Transports that are offered." + DEFAULT)
  void transports(Set<TransportType> value) {
    engine.transports(value);
  }

  @Option(
      names = "--cors-origins",
      split = ",",
      paramLabel = "ORIGIN",
      description =
          "Origins of foreign pages that may connect, such as http://localhost:3000; * means all."
              + " Default: none.")
  void corsOrigins(@Nullable List<String> value) {
    List<String> origins = value == null ? List.of() : value;
    for (String origin : origins) {
      if (!origin.equals("*") && !origin.matches("[a-z][a-z0-9+.-]*://[^/\\s]+")) {
        throw new UserError(
            "--cors-origins: '"
                + origin
                + "' is not an origin such as https://example.org:8080, without a path");
      }
    }
    engine.corsOrigins(origins);
  }

  @Option(
      names = "--ping-interval",
      paramLabel = "MS",
      description = "Milliseconds between two pings." + DEFAULT)
  void pingInterval(long value) {
    engine.pingInterval(Duration.ofMillis(value));
  }

  @Option(
      names = "--ping-timeout",
      paramLabel = "MS",
      description = "Milliseconds within which a client must answer a ping." + DEFAULT)
  void pingTimeout(long value) {
    engine.pingTimeout(Duration.ofMillis(value));
  }

  @Option(
      names = "--upgrade-timeout",
      paramLabel = "MS",
      description = "Milliseconds that an upgrade to WebSocket may take." + DEFAULT)
  void upgradeTimeout(long value) {
    engine.upgradeTimeout(Duration.ofMillis(value));
  }

  @Option(
      names = "--cookie",
      paramLabel = "NAME",
      description = "Name of a cookie with the session id. Default: none.")
  void cookie(@Nullable String value) {
    engine.cookie(value == null ? null : CookieOptions.of(value));
  }

  @Option(
      names = "--handshake-timeout",
      paramLabel = "MS",
      description =
          "Milliseconds from the handshake of a polling client to its next request." + DEFAULT)
  void handshakeTimeout(long value) {
    engine.handshakeTimeout(Duration.ofMillis(value));
  }

  @Option(
      names = "--max-payload",
      paramLabel = "BYTES",
      description = "Bytes of one message from a client." + DEFAULT)
  void maxPayload(int value) {
    engine.maxPayload(value);
  }

  @Option(names = "--max-sessions", paramLabel = "N", description = "Clients in total." + DEFAULT)
  void maxSessions(int value) {
    engine.maxSessions(value);
  }

  @Option(
      names = "--max-sessions-per-address",
      paramLabel = "N",
      description = "Clients from one IP address." + DEFAULT)
  void maxSessionsPerAddress(int value) {
    engine.maxSessionsPerAddress(value);
  }

  @Option(
      names = "--max-packets-per-second",
      paramLabel = "N",
      description = "Packets of one client per second." + DEFAULT)
  void maxPacketsPerSecond(int value) {
    engine.maxPacketsPerSecond(value);
  }

  @Option(
      names = "--max-queued-messages",
      paramLabel = "N",
      description = "Messages that may wait for one client." + DEFAULT)
  void maxQueuedMessages(int value) {
    engine.maxQueuedMessages(value);
  }

  @Option(
      names = "--max-queued-bytes",
      paramLabel = "BYTES",
      description = "Bytes that may wait for one client." + DEFAULT)
  void maxQueuedBytes(int value) {
    engine.maxQueuedBytes(value);
  }

  // ---- Socket.IO

  @Option(
      names = "--connect-timeout",
      paramLabel = "MS",
      description = "Milliseconds that a session may be without a namespace." + DEFAULT)
  void connectTimeout(long value) {
    server.connectTimeout(Duration.ofMillis(value));
  }

  @Option(
      names = "--serve-client",
      negatable = true,
      fallbackValue = "true",
      description = "Serve the official client at PATH/socket.io.js." + DEFAULT)
  void serveClient(boolean value) {
    server.serveClient(value);
  }

  @Option(
      names = "--max-attachments",
      paramLabel = "N",
      description = "Byte arrays in one packet of a client." + DEFAULT)
  void maxAttachments(int value) {
    server.maxAttachments(value);
  }

  @Option(
      names = "--max-connect-bytes",
      paramLabel = "BYTES",
      description = "Bytes of the payload with which a client connects." + DEFAULT)
  void maxConnectBytes(int value) {
    server.maxConnectBytes(value);
  }

  @Option(
      names = "--max-namespaces",
      paramLabel = "N",
      description = "Namespaces of one client." + DEFAULT)
  void maxNamespaces(int value) {
    server.maxNamespaces(value);
  }

  @Option(
      names = "--max-pending-acks",
      paramLabel = "N",
      description = "Acknowledgements outstanding from one client." + DEFAULT)
  void maxPendingAcks(int value) {
    server.maxPendingAcks(value);
  }

  @Option(
      names = "--max-buffered-bytes",
      paramLabel = "BYTES",
      description = "Bytes that all clients together may occupy in queues and buffers." + DEFAULT)
  void maxBufferedBytes(long value) {
    server.maxBufferedBytes(value);
  }

  // ---- the options

  /**
   * Returns the options that the flags describe.
   *
   * @throws UserError if one is out of range
   */
  public ServerOptions options() {
    return checked(
        () ->
            server
                .http(http.listen(addresses()).tls(tls.tls()).build())
                .engine(engine.build())
                .recovery(recovery())
                .build());
  }

  @Override
  public void check() {
    ServerOptions unused = options();
  }

  private static <T> T checked(Supplier<T> options) {
    try {
      return options.get();
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }

  /** Returns whether the server uses HTTPS. */
  public boolean encrypted() {
    return tls.certificate != null;
  }

  private List<InetSocketAddress> addresses() {
    if (port < 0 || port > 65535) {
      throw new UserError("--port " + port + " is not a port: use 1 to 65535, or 0 for a free one");
    }
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String host : hosts) {
      InetSocketAddress address = new InetSocketAddress(host.strip(), port);
      if (address.isUnresolved()) {
        throw new UserError("--host " + host + ": unknown host");
      }
      addresses.add(address);
    }
    return addresses;
  }

  private ServerOptions.@Nullable Recovery recovery() {
    return recovery == 0
        ? null
        : new ServerOptions.Recovery(
            Duration.ofMillis(recovery), recoveryEvents, recoverySessions, true);
  }
}
