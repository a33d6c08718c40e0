package io.obdio.socketio.server;

import io.obdio.socketio.engineio.EngineHooks;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.protocol.PacketParser;
import io.obdio.socketio.server.internal.IoServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

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

    /** Sets the representation of packets; default: JSON with binary attachments. */
    Builder parser(PacketParser parser);

    /**
     * Sets the representation of packets, which uses the JSON codec of the server, such as {@code
     * MsgpackPacketParser::new}.
     */
    Builder parser(Function<JsonCodec, PacketParser> factory);

    /** Sets a check of the requests that open a session; default: all may. */
    Builder allowRequest(EngineHooks.AllowRequest check);

    /** Sets a hook that adds headers to the responses of the Socket.IO endpoint. */
    Builder headers(EngineHooks.ResponseHeaders hook);

    /** Sets a listener for requests that the Socket.IO endpoint refuses. */
    Builder onConnectionError(EngineHooks.ConnectionErrorListener listener);

    /**
     * Sets a function that decides which foreign pages may connect, in addition to {@link
     * io.obdio.socketio.engineio.EngineOptions#corsOrigins}.
     *
     * @param allowed receives an origin; runs on an event loop and must not block
     */
    Builder corsOrigins(Predicate<String> allowed);

    /** Adds a handler that is tried before all others, Socket.IO's included. */
    Builder filter(RequestHandler filter);

    /** Adds a handler of HTTP requests that are not Socket.IO's; tried in the order added. */
    Builder handler(RequestHandler handler);

    /** Returns the server, which is not started. */
    SocketIoServer build();
  }

  /**
   * Returns a namespace, which is created if necessary; {@code "chat"} means {@code "/chat"}.
   *
   * @throws IllegalArgumentException if the name contains a comma or a question mark, which the
   *     protocol cannot represent
   */
  Namespace of(String name);

  /**
   * Serves namespaces that are created when their first client connects, and removed when their
   * last client disconnects.
   *
   * @param check decides about names that do not exist
   * @param setup adds middleware and listeners to each new namespace; runs on an event loop and
   *     must not block
   */
  SocketIoServer dynamic(NamespaceCheck check, Consumer<Namespace> setup);

  /**
   * Serves namespaces whose names match a pattern; see {@link #dynamic(NamespaceCheck, Consumer)}.
   *
   * @param names of whole names with the leading slash, such as {@code /vehicle-\\d+}
   */
  default SocketIoServer dynamic(Pattern names, Consumer<Namespace> setup) {
    return dynamic(
        (name, auth) -> CompletableFuture.completedFuture(names.matcher(name).matches()), setup);
  }

  /**
   * Removes a namespace and disconnects its clients.
   *
   * @return whether it existed
   * @throws IllegalArgumentException if it is {@code /}
   */
  boolean remove(String name);

  /** Returns the namespace {@code /}. */
  default Namespace root() {
    return of("/");
  }

  /**
   * Starts to listen; returns when all addresses are bound.
   *
   * @throws IOException if an address cannot be bound or the TLS files cannot be read; the server
   *     is closed then
   * @throws IllegalStateException if it was started or closed before
   */
  void start() throws IOException;

  /**
   * Starts to listen on these addresses instead of those of the options; otherwise as {@link
   * #start()}.
   *
   * @param addresses at least one; port 0 takes a free one
   * @throws IOException if an address cannot be bound or the TLS files cannot be read; the server
   *     is closed then
   * @throws IllegalArgumentException if there is no address
   * @throws IllegalStateException if it was started or closed before
   */
  void start(List<InetSocketAddress> addresses) throws IOException;

  /**
   * Returns the routes of all handlers but the filters, Socket.IO's included, each as method and
   * path; of a handler that reports none, {@code ANY} and the name of its class.
   */
  List<String> routes();

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
