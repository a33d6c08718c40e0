package io.obdio.socketio.server.internal;

import io.obdio.socketio.engineio.EngineHooks;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.protocol.PacketParser;
import io.obdio.socketio.server.Adapter;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.SocketIoServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The parts of a server before it is built. Not safe for use by several threads. */
public final class IoServerBuilder implements SocketIoServer.Builder {
  ServerOptions options = ServerOptions.defaults();
  @Nullable JsonCodec json;
  @Nullable Function<JsonCodec, PacketParser> parser;
  private EngineHooks.@Nullable AllowRequest allowRequest;
  private EngineHooks.@Nullable ResponseHeaders headers;
  private EngineHooks.@Nullable ConnectionErrorListener errors;
  private @Nullable Predicate<String> origins;
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
  public SocketIoServer.Builder parser(PacketParser value) {
    return parser(codec -> value);
  }

  @Override
  public SocketIoServer.Builder parser(Function<JsonCodec, PacketParser> factory) {
    parser = factory;
    return this;
  }

  @Override
  public SocketIoServer.Builder allowRequest(EngineHooks.AllowRequest check) {
    allowRequest = check;
    return this;
  }

  @Override
  public SocketIoServer.Builder headers(EngineHooks.ResponseHeaders hook) {
    headers = hook;
    return this;
  }

  @Override
  public SocketIoServer.Builder onConnectionError(EngineHooks.ConnectionErrorListener listener) {
    errors = listener;
    return this;
  }

  @Override
  public SocketIoServer.Builder corsOrigins(Predicate<String> allowed) {
    origins = allowed;
    return this;
  }

  EngineHooks hooks() {
    return new EngineHooks(origins, allowRequest, headers, errors);
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
