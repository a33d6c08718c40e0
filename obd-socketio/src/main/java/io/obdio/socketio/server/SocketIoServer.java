package io.obdio.socketio.server;

import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.server.internal.IoServerBuilder;
import java.net.InetSocketAddress;
import java.util.List;

/** A Socket.IO server: Engine.IO v4 and Socket.IO v5 over HTTP long polling and WebSocket. */
public interface SocketIoServer extends AutoCloseable {

  /** Returns a builder with all defaults. */
  static Builder builder() {
    return new IoServerBuilder();
  }

  /** The parts of a server; each has a default. Not safe for use by several threads. */
  interface Builder {

    /** Sets the options. */
    Builder options(ServerOptions options);

    /** Sets the JSON codec; default: Jackson. */
    Builder json(JsonCodec codec);

    /** Sets the adapter; default: in memory, with recovery if the options have it. */
    Builder adapter(Adapter.Factory factory);

    /** Adds a handler that is tried before all others, Socket.IO's included. */
    Builder filter(RequestHandler filter);

    /** Adds a handler of HTTP requests that are not Socket.IO's; tried in the order added. */
    Builder handler(RequestHandler handler);

    /** Returns the server, which is not started. */
    SocketIoServer build();
  }

  /** Returns a namespace, which is created if necessary; {@code "chat"} means {@code "/chat"}. */
  Namespace of(String name);

  /** Returns the namespace {@code /}. */
  default Namespace root() {
    return of("/");
  }

  /**
   * Starts to listen; returns when all addresses are bound.
   *
   * @throws java.io.IOException if an address cannot be bound or the TLS files cannot be read; the
   *     server is closed then
   * @throws IllegalStateException if it was started or closed before
   */
  void start() throws java.io.IOException;

  /** Returns the addresses that the server listens on, with actual ports; empty unless started. */
  List<InetSocketAddress> addresses();

  /** Returns the port of the first address. */
  int port();

  /** Returns the numbers of open connections, sessions and sockets. */
  ServerStats stats();

  /** Disconnects all clients and releases ports and threads; waits up to 10 s; idempotent. */
  @Override
  void close();
}
