package io.obdio.socketio.server;

import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.server.internal.IoServerBuilder;
import java.net.InetSocketAddress;
import java.util.List;

/** A Socket.IO server: Engine.IO v4 and Socket.IO v5 over HTTP long polling and WebSocket. */
public interface SocketIoServer extends AutoCloseable {

  /** A builder with all defaults. */
  static Builder builder() {
    return new IoServerBuilder();
  }

  /** Puts a server together; every part has a default; not for several threads. */
  interface Builder {

    /** See {@link ServerOptions}. */
    Builder options(ServerOptions options);

    /** Default: Jackson. */
    Builder json(JsonCodec codec);

    /** Default: in memory, with recovery when the options say so. */
    Builder adapter(Adapter.Factory factory);

    /** Answers HTTP requests that are not Socket.IO's; asked in the order added. */
    Builder handler(RequestHandler handler);

    /** The server, not started. */
    SocketIoServer build();
  }

  /** A namespace, made if need be; {@code "chat"} means {@code "/chat"}. */
  Namespace of(String name);

  /** The namespace {@code /}. */
  default Namespace root() {
    return of("/");
  }

  /**
   * Listens; returns when all addresses are bound.
   *
   * @throws java.io.IOException if an address cannot be bound or the TLS files cannot be read; the
   *     server is closed then
   * @throws IllegalStateException if it was started or closed before
   */
  void start() throws java.io.IOException;

  /** The addresses listened on, with the ports taken; empty unless started. */
  List<InetSocketAddress> addresses();

  /** The port of the first address. */
  int port();

  /** What is open now. */
  ServerStats stats();

  /** Disconnects everybody and gives all ports and threads back; waits up to 10 s; idempotent. */
  @Override
  void close();
}
