package io.obdio.socketio.server.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.engineio.server.EngineServer;
import io.obdio.socketio.http.ClientFiles;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.http.server.HttpServer;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.LoopWatch;
import io.obdio.socketio.netty.MemoryBudget;
import io.obdio.socketio.protocol.frames.FrameParser;
import io.obdio.socketio.protocol.frames.JsonFrames;
import io.obdio.socketio.protocol.frames.PacketLimits;
import io.obdio.socketio.protocol.frames.ParserFrames;
import io.obdio.socketio.server.Adapter;
import io.obdio.socketio.server.InMemoryAdapter;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.NamespaceCheck;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The server: HTTP, engine and namespaces. */
public final class IoServer implements SocketIoServer {
  private static final long SHORTEST_TICK = 2;
  private static final long LONGEST_TICK = 100;

  private final ServerOptions options;
  private final MemoryBudget budget;
  private final JsonCodec json;
  private final FrameParser parser;
  private final PacketLimits packetLimits;
  private final Adapter.Factory adapters;
  private final List<Dynamic> dynamic = new CopyOnWriteArrayList<>();
  private final Map<String, IoNamespace> namespaces = new ConcurrentHashMap<>();
  private final EngineServer engine;
  private final List<RequestHandler> served;
  private final HttpServer http;

  /** Set when the server starts. */
  private volatile @Nullable LoopWatch loopWatch;

  @GuardedBy("this")
  private boolean started;

  @GuardedBy("this")
  private boolean closed;

  IoServer(IoServerBuilder builder) {
    this.options = builder.options;
    this.budget = new MemoryBudget(options.maxBufferedBytes());
    this.json = builder.json == null ? new JacksonJson() : builder.json;
    this.parser =
        builder.parser == null
            ? new JsonFrames(json)
            : new ParserFrames(builder.parser.apply(json));
    this.packetLimits =
        new PacketLimits(options.maxAttachments(), options.maxConnectBytes(), budget);
    this.adapters = builder.adapters == null ? defaultAdapters(options, budget) : builder.adapters;
    this.engine =
        new EngineServer(
            options.engine(),
            builder.hooks(),
            budget,
            (session, info) -> new IoClient(this, session, info));
    List<RequestHandler> handlers = new ArrayList<>();
    if (options.serveClient()) {
      handlers.add(new ClientFiles(options.engine().path()));
    }
    handlers.add(engine);
    handlers.addAll(builder.handlers);
    this.served = List.copyOf(handlers);
    handlers.addAll(0, builder.filters);
    this.http =
        new HttpServer(
            options.http(), tick(options), options.engine().maxPayload(), budget, handlers, engine);
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

  FrameParser parser() {
    return parser;
  }

  PacketLimits packetLimits() {
    return packetLimits;
  }

  boolean known(String namespace) {
    return namespaces.containsKey(namespace);
  }

  @Nullable IoNamespace find(String namespace) {
    return namespaces.get(namespace);
  }

  @Override
  public List<String> routes() {
    List<String> all = new ArrayList<>();
    for (RequestHandler handler : served) {
      List<String> routes = handler.routes();
      all.addAll(routes.isEmpty() ? List.of("ANY " + handler.getClass().getName()) : routes);
    }
    return all;
  }

  @Override
  public Namespace of(String name) {
    return namespaces.computeIfAbsent(fullName(name), n -> new IoNamespace(this, n, adapters));
  }

  /** Returns a name with its slash; a comma or a question mark would end it in a packet. */
  private static String fullName(String name) {
    if (name.indexOf(',') >= 0 || name.indexOf('?') >= 0) {
      throw new IllegalArgumentException(
          "namespace '" + name + "' must not contain a comma or a question mark");
    }
    return name.startsWith("/") ? name : "/" + name;
  }

  @Override
  public SocketIoServer dynamic(NamespaceCheck check, Consumer<Namespace> setup) {
    dynamic.add(new Dynamic(check, setup));
    return this;
  }

  /** A rule for dynamic namespaces. */
  private record Dynamic(NamespaceCheck check, Consumer<Namespace> setup) {}

  /** Returns the namespace that a rule creates for a name; empty if no rule matches. */
  CompletionStage<Optional<IoNamespace>> dynamic(String name, Map<String, @Nullable Object> auth) {
    CompletionStage<Optional<IoNamespace>> result =
        CompletableFuture.completedFuture(Optional.empty());
    for (Dynamic rule : dynamic) {
      result =
          result.thenCompose(
              found ->
                  found.isPresent()
                      ? CompletableFuture.completedFuture(found)
                      : rule.check()
                          .allows(name, auth)
                          .thenApply(
                              allowed ->
                                  allowed ? Optional.of(create(name, rule)) : Optional.empty()));
    }
    return result;
  }

  private IoNamespace create(String name, Dynamic rule) {
    return namespaces.computeIfAbsent(
        name,
        n -> {
          IoNamespace created = new IoNamespace(this, n, adapters);
          created.setDynamic();
          rule.setup().accept(created);
          return created;
        });
  }

  boolean isCurrent(IoNamespace namespace) {
    return namespaces.get(namespace.name()) == namespace;
  }

  /** Removes a dynamic namespace that has no clients. */
  void removeIfEmpty(String name) {
    IoNamespace namespace = namespaces.get(name);
    if (namespace != null) {
      removeIfEmpty(namespace);
    }
  }

  void removeIfEmpty(IoNamespace namespace) {
    if (namespace.isDynamic() && namespace.size() == 0) {
      IoNamespace left =
          namespaces.computeIfPresent(
              namespace.name(), (n, known) -> known.size() == 0 ? null : known);
      if (left == null) {
        namespace.adapter().close();
      }
    }
  }

  @Override
  public boolean remove(String name) {
    String full = fullName(name);
    if (full.equals("/")) {
      throw new IllegalArgumentException("the namespace / cannot be removed");
    }
    IoNamespace removed = namespaces.remove(full);
    if (removed == null) {
      return false;
    }
    removed.local().disconnectSockets(false);
    removed.adapter().close();
    return true;
  }

  /** Returns the HTTP server. */
  public HttpServer http() {
    return http;
  }

  @Override
  public void start() throws IOException {
    start(options.http().listen());
  }

  @Override
  public synchronized void start(List<InetSocketAddress> addresses) throws IOException {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("no address to listen on");
    }
    if (started || closed) {
      throw new IllegalStateException(closed ? "the server is closed" : "started already");
    }
    started = true;
    try {
      http.start(addresses);
      loopWatch = new LoopWatch(http.loops());
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
    LoopWatch watch = loopWatch;
    return new ServerStats(
        http.connections(),
        engine.sessionCount(),
        all.stream().mapToInt(IoNamespace::size).sum(),
        http.timers(),
        engine.counters().packetsIn(),
        engine.counters().packetsOut(),
        engine.counters().bytesIn(),
        engine.counters().bytesOut(),
        engine.counters().dropped(),
        budget.used(),
        watch == null ? 0 : watch.delayMillis());
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
