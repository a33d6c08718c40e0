package io.obdio.socketio.engineio.server;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.obdio.socketio.engineio.CookieOptions;
import io.obdio.socketio.engineio.EngineHooks;
import io.obdio.socketio.engineio.EngineOptions;
import io.obdio.socketio.engineio.TransportType;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.http.server.NettyExchange;
import io.obdio.socketio.http.server.RequestWatcher;
import io.obdio.socketio.netty.LogText;
import io.obdio.socketio.netty.MemoryBudget;
import io.obdio.socketio.websocket.WebSocketUpgrade;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Engine.IO endpoint: checks requests, opens sessions and dispatches requests to them. Requests
 * arrive on any loop and continue on their session's; the maps are safe for use by any thread.
 */
public final class EngineServer implements RequestHandler, RequestWatcher {
  private static final Logger LOG = LoggerFactory.getLogger(EngineServer.class);
  private static final String JSON = "application/json";
  private static final int MAX_LOGGED_ORIGINS = 100;
  private static final int SID_BYTES = 15;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final EngineOptions options;
  private final EngineHooks hooks;
  private final MemoryBudget budget;
  private final EngineListener listener;
  private final Cors cors;
  private final Map<String, EngineSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, Farewell> farewells = new ConcurrentHashMap<>();
  private final SessionLimits limits;
  private final PollingRequests pollingRequests = new PollingRequests(this);
  private final Counters counters = new Counters();
  private final Set<String> refusedOrigins = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean oldClientLogged = new AtomicBoolean();
  private volatile boolean closing;

  /**
   * Creates an endpoint.
   *
   * @param budget of all sessions
   */
  public EngineServer(
      EngineOptions options, EngineHooks hooks, MemoryBudget budget, EngineListener listener) {
    this.options = options;
    this.hooks = hooks;
    this.budget = budget;
    this.listener = listener;
    Predicate<String> others = hooks.origins();
    this.cors = new Cors(options.corsOrigins(), others == null ? origin -> false : others);
    this.limits = new SessionLimits(options.maxSessions(), options.maxSessionsPerAddress());
  }

  /** Returns a new id of 20 characters that cannot be guessed. */
  public static String newId() {
    byte[] bytes = new byte[SID_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  /** Returns the open sessions. */
  public Collection<EngineSession> sessions() {
    return List.copyOf(sessions.values());
  }

  /** Returns the number of sessions are open. */
  public int sessionCount() {
    return sessions.size();
  }

  /** Packets in, out and dropped. */
  public Counters counters() {
    return counters;
  }

  MemoryBudget budget() {
    return budget;
  }

  /** Ends all sessions and opens no new one. */
  public void close() {
    closing = true;
    for (EngineSession session : sessions()) {
      session.close(CloseReason.SHUTDOWN);
    }
    farewells.values().forEach(Farewell::drop);
  }

  @Override
  public List<String> routes() {
    return List.of("GET " + options.path(), "POST " + options.path());
  }

  @Override
  public boolean handle(HttpExchange request) {
    NettyExchange exchange = NettyExchange.of(request);
    if (!isMine(exchange.path())) {
      return false;
    }
    boolean allowed = cors.apply(exchange);
    String sid = exchange.query().get("sid");
    if (hooks.headers() != null) {
      hooks.headers().add(exchange, sid == null);
    }
    if ("OPTIONS".equals(exchange.method())) {
      cors.preflight(exchange, allowed);
    } else if (!allowed) {
      logRefused(exchange);
      refuse(exchange, EngineError.FORBIDDEN);
    } else if (sid == null && isCrossSite(exchange)) {
      refuse(exchange, EngineError.FORBIDDEN);
    } else {
      verified(exchange);
    }
    return true;
  }

  /**
   * Returns whether a page of another site caused the request without an origin, for example as the
   * address of an image (W3C, Fetch Metadata Request Headers).
   */
  private boolean isCrossSite(HttpExchange exchange) {
    return !cors.all()
        && exchange.header("origin") == null
        && "cross-site".equals(exchange.header("sec-fetch-site"));
  }

  private void logRefused(HttpExchange exchange) {
    String origin = LogText.of(exchange.header("origin"));
    if (refusedOrigins.size() < MAX_LOGGED_ORIGINS && refusedOrigins.add(origin)) {
      LOG.warn(
          "A page of {} may not connect. To allow it, add the origin to cors-origins"
              + " (--cors-origins={}).",
          origin,
          origin);
    }
  }

  private boolean isMine(String path) {
    String mine = options.path();
    return path.startsWith(mine)
        && (path.length() == mine.length()
            || path.length() == mine.length() + 1 && path.charAt(mine.length()) == '/');
  }

  void refuse(NettyExchange exchange, EngineError error) {
    EngineHooks.ConnectionErrorListener errors = hooks.errors();
    if (errors != null) {
      errors.onConnectionError(exchange, error.code(), error.message());
    }
    exchange.respond(error.status(), JSON, error.json());
  }

  private void verified(NettyExchange exchange) {
    String transport = exchange.query().getOrDefault("transport", "");
    boolean webSocket = "websocket".equals(transport);
    boolean offered =
        webSocket
            ? options.offers(TransportType.WEBSOCKET)
            : "polling".equals(transport) && options.offers(TransportType.POLLING);
    boolean upgrade = WebSocketUpgrade.requested(exchange);
    String sid = exchange.query().get("sid");
    if (!offered) {
      refuse(exchange, EngineError.UNKNOWN_TRANSPORT);
    } else if (sid == null && !"GET".equals(exchange.method())) {
      refuse(exchange, EngineError.BAD_HANDSHAKE_METHOD);
    } else if (webSocket != upgrade) {
      refuse(exchange, EngineError.BAD_REQUEST);
    } else if (!"4".equals(exchange.query().get("EIO"))) {
      refuseVersion(exchange);
    } else if (sid == null) {
      allow(exchange, webSocket);
    } else {
      EngineSession session = sessions.get(sid);
      if (session == null && webSocket) {
        refuse(exchange, EngineError.UNKNOWN_SID); // the client continues to poll
      } else if (session == null) {
        gone(exchange, sid);
      } else if (webSocket) {
        upgrade(session, exchange);
      } else {
        pollingRequests.handle(session, exchange);
      }
    }
  }

  private void refuseVersion(NettyExchange exchange) {
    if ("3".equals(exchange.query().get("EIO")) && oldClientLogged.compareAndSet(false, true)) {
      LOG.warn(
          "{} uses Engine.IO 3 (socket.io-client 2.x) and is refused: use version 3 or 4 of the"
              + " client. Further refusals of this kind are not logged.",
          exchange.remoteAddress());
    }
    refuse(exchange, EngineError.UNSUPPORTED_PROTOCOL_VERSION);
  }

  // ---- handshake

  @SuppressWarnings("FutureReturnValueIgnored") // the failure is handled in the callback
  private void allow(NettyExchange exchange, boolean webSocket) {
    EngineHooks.AllowRequest check = hooks.allowRequest();
    if (check == null) {
      handshake(exchange, webSocket);
      return;
    }
    check
        .allow(exchange)
        .whenComplete(
            (allowed, error) ->
                exchange
                    .loop()
                    .execute(
                        () -> {
                          if (error != null) {
                            LOG.warn("A request could not be checked and is refused", error);
                          }
                          if (error != null || !allowed) {
                            refuse(exchange, EngineError.FORBIDDEN);
                          } else if (exchange.channel().isActive()) {
                            handshake(exchange, webSocket);
                          }
                        }));
  }

  private void handshake(NettyExchange exchange, boolean webSocket) {
    ClientInfo info = new ClientInfo(exchange);
    EngineError full = closing ? EngineError.TOO_MANY_SESSIONS : limits.enter(exchange);
    if (full == null && !budget.reserveKept(info.bytes())) {
      limits.leave(exchange.remoteAddress());
      full = EngineError.TOO_MANY_SESSIONS;
    }
    if (full != null) {
      refuse(exchange, full);
      return;
    }
    EngineSession session =
        new EngineSession(this, options, newId(), exchange.loop(), info.bytes());
    limits.belongs(session, info);
    Transport transport;
    if (webSocket) {
      WebSocketTransport ws =
          new WebSocketTransport(session, exchange, options.maxPayload(), false);
      if (!ws.accept(exchange, options.maxPayload())) {
        removed(session);
        return;
      }
      transport = ws;
    } else {
      PollingTransport polling = new PollingTransport(session);
      cookie(session, exchange);
      polling.poll(exchange);
      transport = polling;
    }
    sessions.put(session.id(), session);
    session.open(transport, openPacket(session, !webSocket), () -> listener.onOpen(session, info));
    if (closing) {
      session.end(CloseReason.SHUTDOWN);
    }
  }

  private void cookie(EngineSession session, NettyExchange exchange) {
    CookieOptions cookie = options.cookie();
    if (cookie != null) {
      exchange.responseHeader("set-cookie", cookie.header(session.id(), exchange.secure()));
    }
  }

  private String openPacket(EngineSession session, boolean polling) {
    String upgrades = polling && options.offers(TransportType.WEBSOCKET) ? "\"websocket\"" : "";
    return EnginePacketType.OPEN.code()
        + "{\"sid\":\""
        + session.id()
        + "\",\"upgrades\":["
        + upgrades
        + "],\"pingInterval\":"
        + options.pingInterval().toMillis()
        + ",\"pingTimeout\":"
        + options.pingTimeout().toMillis()
        + ",\"maxPayload\":"
        + options.maxPayload()
        + "}";
  }

  /** Keeps the remaining packets of a closed session until its client polls or upgrades. */
  Farewell linger(EngineSession session, @Nullable ByteBuf frames) {
    Farewell farewell = new Farewell(farewells, session, frames, options.pingTimeout().toMillis());
    farewells.put(session.id(), farewell);
    return farewell;
  }

  void gone(NettyExchange exchange, String sid) {
    Farewell farewell = "GET".equals(exchange.method()) ? farewells.get(sid) : null;
    if (farewell == null) {
      refuse(exchange, EngineError.UNKNOWN_SID);
    } else {
      farewell.answer(exchange, () -> refuse(exchange, EngineError.UNKNOWN_SID));
    }
  }

  void removed(EngineSession session) {
    sessions.remove(session.id(), session);
    if (limits.leave(session)) {
      budget.releaseKept(session.handshakeBytes());
    }
  }

  // ---- upgrade

  private void upgrade(EngineSession session, NettyExchange exchange) {
    WebSocketTransport candidate =
        new WebSocketTransport(session, exchange, options.maxPayload(), true);
    if (!candidate.accept(exchange, options.maxPayload())) {
      return;
    }
    session
        .loop()
        .execute(
            () -> {
              if (session.closed() || session.upgradingOrUpgraded()) {
                candidate.close(CloseReason.SERVER_CLOSE);
              } else {
                session.startProbe(candidate);
              }
            });
  }

  // ---- one POST at a time

  @Override
  public @Nullable Runnable onHead(HttpRequest head) {
    if (!HttpMethod.POST.equals(head.method()) || !head.uri().startsWith(options.path())) {
      return null;
    }
    EngineSession session = named(head);
    if (session == null) {
      return null;
    }
    session
        .loop()
        .execute(
            () -> {
              if (!session.posts().begin()) {
                session.end(CloseReason.TRANSPORT_ERROR);
              }
            });
    return () -> session.loop().execute(session.posts()::end);
  }

  private @Nullable EngineSession named(HttpRequest head) {
    try {
      List<String> sid = new QueryStringDecoder(head.uri()).parameters().get("sid");
      return sid == null ? null : sessions.get(sid.get(0));
    } catch (IllegalArgumentException e) {
      return null; // not a URI; the handler of the request refuses it
    }
  }
}
