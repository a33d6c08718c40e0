package io.obdio.socketio.server.internal;

import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.server.Adapter;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.SocketIoServer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a server before it is built. Not safe for use by several threads. */
public final class IoServerBuilder implements SocketIoServer.Builder {
  ServerOptions options = ServerOptions.defaults();
  @Nullable JsonCodec json;
  Adapter.@Nullable Factory adapters;
  final List<RequestHandler> filters = new ArrayList<>();
  final List<RequestHandler> handlers = new ArrayList<>();

  /** Creates a builder with all defaults. */
  public IoServerBuilder() {}

  @Override
  public SocketIoServer.Builder options(ServerOptions value) {
    options = value;
    return this;
  }

  @Override
  public SocketIoServer.Builder json(JsonCodec codec) {
    json = codec;
    return this;
  }

  @Override
  public SocketIoServer.Builder adapter(Adapter.Factory factory) {
    adapters = factory;
    return this;
  }

  @Override
  public SocketIoServer.Builder filter(RequestHandler filter) {
    filters.add(filter);
    return this;
  }

  @Override
  public SocketIoServer.Builder handler(RequestHandler handler) {
    handlers.add(handler);
    return this;
  }

  @Override
  public SocketIoServer build() {
    return new IoServer(this);
  }
}
