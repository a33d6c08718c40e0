package io.obdio.socketio.app;

import io.obdio.socketio.http.Tls;
import io.obdio.socketio.server.ServerLimits;
import io.obdio.socketio.server.ServerOptions;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The server's options as flags, and so as keys of the configuration file. */
final class ServerFlags {

  @Option(
      names = "--host",
      split = ",",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Addresses to listen on; 0.0.0.0 is all. Default: ${DEFAULT-VALUE}.")
  List<String> hosts = List.of();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "48484",
      description = "TCP port; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  int port;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      defaultValue = "/socket.io",
      description = "Path of the Socket.IO endpoint. Default: ${DEFAULT-VALUE}.")
  String path = "";

  @Option(
      names = "--transports",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "polling,websocket",
      description = "Ways that packets may travel. Default: ${DEFAULT-VALUE}.")
  Set<ServerOptions.Transport> transports = EnumSet.noneOf(ServerOptions.Transport.class);

  @Option(
      names = "--cors-origins",
      split = ",",
      paramLabel = "ORIGIN",
      description =
          "Origins of foreign pages that may connect, such as http://localhost:3000; * is all. Default: none.")
  @Nullable List<String> corsOrigins;

  @Option(
      names = "--ping-interval",
      paramLabel = "MS",
      defaultValue = "25000",
      description = "Milliseconds between two pings. Default: ${DEFAULT-VALUE}.")
  long pingInterval;

  @Option(
      names = "--ping-timeout",
      paramLabel = "MS",
      defaultValue = "20000",
      description = "Milliseconds that a client has to answer a ping. Default: ${DEFAULT-VALUE}.")
  long pingTimeout;

  @Option(
      names = "--connect-timeout",
      paramLabel = "MS",
      defaultValue = "45000",
      description =
          "Milliseconds that a session may be without a namespace. Default: ${DEFAULT-VALUE}.")
  long connectTimeout;

  @Option(
      names = "--upgrade-timeout",
      paramLabel = "MS",
      defaultValue = "10000",
      description =
          "Milliseconds that an upgrade to WebSocket may take. Default: ${DEFAULT-VALUE}.")
  long upgradeTimeout;

  @Option(
      names = "--keep-alive",
      paramLabel = "MS",
      defaultValue = "60000",
      description = "Milliseconds that an HTTP connection may be idle. Default: ${DEFAULT-VALUE}.")
  long keepAlive;

  @Option(
      names = "--http-compression",
      negatable = true,
      description = "Compress long HTTP responses. Default: off.")
  boolean httpCompression;

  @Option(
      names = "--per-message-deflate",
      negatable = true,
      description = "Compress WebSocket messages. Default: off.")
  boolean perMessageDeflate;

  @Option(
      names = "--cookie",
      paramLabel = "NAME",
      description = "Name of a cookie with the session id. Default: none.")
  @Nullable String cookie;

  @Option(
      names = "--recovery",
      paramLabel = "MS",
      defaultValue = "0",
      description =
          "Milliseconds that a lost client's state is kept and its missed events are replayed; 0 is off. Default: ${DEFAULT-VALUE}.")
  long recovery;

  @Option(
      names = "--recovery-events",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Missed events that are kept. Default: ${DEFAULT-VALUE}.")
  int recoveryEvents;

  @Option(
      names = "--recovery-sessions",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Lost clients whose state is kept. Default: ${DEFAULT-VALUE}.")
  int recoverySessions;

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      description = "PEM file with the certificate chain; with --tls-key the server speaks HTTPS.")
  @Nullable Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "PEM file with the private key (PKCS#8).")
  @Nullable Path tlsKey;

  @Option(
      names = "--event-loops",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads that serve clients. Default: ${DEFAULT-VALUE}.")
  int eventLoops;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      defaultValue = "25000",
      description = "TCP connections in all. Default: ${DEFAULT-VALUE}.")
  int maxConnections;

  @Option(
      names = "--max-sessions",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Clients in all. Default: ${DEFAULT-VALUE}.")
  int maxSessions;

  @Option(
      names = "--max-sessions-per-address",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Clients from one address. Default: ${DEFAULT-VALUE}.")
  int maxSessionsPerAddress;

  @Option(
      names = "--max-payload",
      paramLabel = "BYTES",
      defaultValue = "1000000",
      description = "Longest message of a client. Default: ${DEFAULT-VALUE}.")
  int maxPayload;

  @Option(
      names = "--max-attachments",
      paramLabel = "N",
      defaultValue = "10",
      description = "Byte arrays in one packet of a client. Default: ${DEFAULT-VALUE}.")
  int maxAttachments;

  @Option(
      names = "--max-namespaces",
      paramLabel = "N",
      defaultValue = "16",
      description = "Namespaces of one client. Default: ${DEFAULT-VALUE}.")
  int maxNamespaces;

  @Option(
      names = "--max-packets-per-second",
      paramLabel = "N",
      defaultValue = "50000",
      description = "Packets of one client in a second. Default: ${DEFAULT-VALUE}.")
  int maxPacketsPerSecond;

  @Option(
      names = "--max-header-bytes",
      paramLabel = "BYTES",
      defaultValue = "16384",
      description = "Headers of one request. Default: ${DEFAULT-VALUE}.")
  int maxHeaderBytes;

  @Option(
      names = "--max-uri-bytes",
      paramLabel = "BYTES",
      defaultValue = "8192",
      description = "First line of one request. Default: ${DEFAULT-VALUE}.")
  int maxUriBytes;

  @Option(
      names = "--max-queued-messages",
      paramLabel = "N",
      defaultValue = "4096",
      description = "Messages that may wait for a client. Default: ${DEFAULT-VALUE}.")
  int maxQueuedMessages;

  @Option(
      names = "--max-queued-bytes",
      paramLabel = "BYTES",
      defaultValue = "1000000",
      description = "Bytes that may wait for a client. Default: ${DEFAULT-VALUE}.")
  int maxQueuedBytes;

  @Option(
      names = "--max-pending-acks",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Acknowledgements outstanding from a client. Default: ${DEFAULT-VALUE}.")
  int maxPendingAcks;

  @Option(
      names = "--serve-client",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Serve the official client at PATH/socket.io.js. Default: on.")
  boolean serveClient;

  ServerOptions options() {
    try {
      return ServerOptions.builder()
          .listen(addresses())
          .path(path)
          .transports(transports)
          .corsOrigins(corsOrigins == null ? List.of() : corsOrigins)
          .pingInterval(Duration.ofMillis(pingInterval))
          .pingTimeout(Duration.ofMillis(pingTimeout))
          .connectTimeout(Duration.ofMillis(connectTimeout))
          .upgradeTimeout(Duration.ofMillis(upgradeTimeout))
          .serveClient(serveClient)
          .keepAlive(Duration.ofMillis(keepAlive))
          .httpCompression(httpCompression)
          .perMessageDeflate(perMessageDeflate)
          .cookie(cookie)
          .recovery(recovery())
          .tls(tls())
          .eventLoops(eventLoops)
          .build();
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }

  private List<InetSocketAddress> addresses() {
    if (port < 0 || port > 65535) {
      throw new UserError("--port " + port + " is no port: take 1 to 65535, or 0 for a free one");
    }
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String host : hosts) {
      InetSocketAddress address = new InetSocketAddress(host.strip(), port);
      if (address.isUnresolved()) {
        throw new UserError("--host " + host + ": there is no such address");
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

  private @Nullable Tls tls() {
    Path certificate = tlsCertificate;
    Path key = tlsKey;
    if (certificate == null && key == null) {
      return null;
    }
    if (certificate == null || key == null) {
      throw new UserError("--tls-certificate and --tls-key belong together: give both");
    }
    return new Tls(certificate, key);
  }

  ServerLimits limits() {
    try {
      return ServerLimits.builder()
          .maxConnections(maxConnections)
          .maxSessions(maxSessions)
          .maxSessionsPerAddress(maxSessionsPerAddress)
          .maxPayload(maxPayload)
          .maxAttachments(maxAttachments)
          .maxNamespaces(maxNamespaces)
          .maxPacketsPerSecond(maxPacketsPerSecond)
          .maxHeaderBytes(maxHeaderBytes)
          .maxUriBytes(maxUriBytes)
          .maxQueuedMessages(maxQueuedMessages)
          .maxQueuedBytes(maxQueuedBytes)
          .maxPendingAcks(maxPendingAcks)
          .build();
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }
}
