package io.obdio.socketio.server.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.engineio.server.EngineServer;
import io.obdio.socketio.http.ClientFiles;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.http.server.HttpServer;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.MemoryBudget;
import io.obdio.socketio.protocol.PacketEncoder;
import io.obdio.socketio.server.Adapter;
import io.obdio.socketio.server.InMemoryAdapter;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.ServerStats;
import io.obdio.socketio.server.SocketIoServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The server: HTTP, engine and namespaces. */
final class IoServer implements SocketIoServer {
  private static final long SHORTEST_TICK = 2;
  private static final long LONGEST_TICK = 100;

  private final ServerOptions options;
  private final MemoryBudget budget;
  private final JsonCodec json;
  private final PacketEncoder encoder;
  private final Adapter.Factory adapters;
  private final Map<String, IoNamespace> namespaces = new ConcurrentHashMap<>();
  private final EngineServer engine;
  private final HttpServer http;

  @GuardedBy("this")
  private boolean started;

  @GuardedBy("this")
  private boolean closed;

  IoServer(IoServerBuilder builder) {
    this.options = builder.options;
    this.budget = new MemoryBudget(options.maxBufferedBytes());
    this.json = builder.json == null ? new JacksonJson() : builder.json;
    this.encoder = new PacketEncoder(json);
    this.adapters = builder.adapters == null ? defaultAdapters(options, budget) : builder.adapters;
    this.engine =
        new EngineServer(options.engine(), (session, info) -> new IoClient(this, session, info));
    List<RequestHandler> handlers = new ArrayList<>(builder.filters);
    if (options.serveClient()) {
      handlers.add(new ClientFiles(options.engine().path()));
    }
    handlers.add(engine);
    handlers.addAll(builder.handlers);
    this.http =
        new HttpServer(
            options.http(), tick(options), options.engine().maxPayload(), handlers, engine);
    of("/");
  }

  private static Adapter.Factory defaultAdapters(ServerOptions options, MemoryBudget budget) {
    ServerOptions.Recovery recovery = options.recovery();
    if (recovery == null) {
      return InMemoryAdapter::new;
    }
    return local -> new RecoveringAdapter(local, recovery, Loop::nowMillis, budget);
  }

  /** Returns a fiftieth of the shortest time that timers measure, within bounds. */
  private static Duration tick(ServerOptions o) {
    long shortest =
        Math.min(o.engine().pingInterval().toMillis(), o.engine().pingTimeout().toMillis());
    shortest = Math.min(shortest, o.connectTimeout().toMillis());
    return Duration.ofMillis(Math.max(SHORTEST_TICK, Math.min(LONGEST_TICK, shortest / 50)));
  }

  ServerOptions options() {
    return options;
  }

  JsonCodec json() {
    return json;
  }

  PacketEncoder encoder() {
    return encoder;
  }

  boolean known(String namespace) {
    return namespaces.containsKey(namespace);
  }

  @Nullable IoNamespace find(String namespace) {
    return namespaces.get(namespace);
  }

  @Override
  public Namespace of(String name) {
    String full = name.startsWith("/") ? name : "/" + name;
    return namespaces.computeIfAbsent(full, n -> new IoNamespace(this, n, adapters));
  }

  @Override
  public synchronized void start() throws IOException {
    if (started || closed) {
      throw new IllegalStateException(closed ? "the server is closed" : "started already");
    }
    started = true;
    try {
      http.start();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public List<InetSocketAddress> addresses() {
    return http.addresses();
  }

  @Override
  public int port() {
    List<InetSocketAddress> all = addresses();
    if (all.isEmpty()) {
      throw new IllegalStateException("the server is not started");
    }
    return all.get(0).getPort();
  }

  @Override
  public ServerStats stats() {
    Collection<IoNamespace> all = namespaces.values();
    return new ServerStats(
        http.connections(),
        engine.sessionCount(),
        all.stream().mapToInt(IoNamespace::size).sum(),
        http.timers(),
        engine.counters().packetsIn(),
        engine.counters().packetsOut(),
        engine.counters().dropped());
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    http.stopListening();
    engine.close();
    http.close();
    namespaces.values().forEach(n -> closeAdapter(n.adapter()));
  }

  private static void closeAdapter(Adapter adapter) {
    adapter.close();
  }
}
