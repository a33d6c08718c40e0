package io.obdio.socketio.app.fleet;

import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.ServerStats;
import io.obdio.socketio.server.SocketIoServer;
import java.util.List;
import java.util.function.Supplier;

/** An API of a node for its clients. */
interface FleetPart extends AutoCloseable {

  /**
   * Returns the handlers of HTTP requests, tried in this order.
   *
   * @param stats the numbers of the server, once it is built
   */
  List<RequestHandler> handlers(Supplier<ServerStats> stats);

  /** Returns the options of the server as the part needs them. */
  default ServerOptions options(ServerOptions options) {
    return options;
  }

  /** Adds namespaces to the server, which does not listen yet. */
  default void attach(SocketIoServer server) {}

  /** Ends the part, after the server. */
  @Override
  default void close() {}
}
