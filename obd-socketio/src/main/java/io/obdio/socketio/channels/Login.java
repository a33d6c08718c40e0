package io.obdio.socketio.channels;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessException;
import io.obdio.socketio.access.Credentials;
import io.obdio.socketio.access.Principal;
import io.obdio.socketio.access.RequestView;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.ClientSessions;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.server.Middleware;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The authentication of clients: by event {@code auth}, or by a key in the request that began the
 * session. A client that does not authenticate in time is disconnected.
 *
 * <p>Threads: events of one client come one at a time on its event loop.
 */
final class Login {

  static final String AUTH = "auth";

  private static final String PRINCIPAL = "obdio.principal";
  private static final String FAILED = "obdio.failed";

  private final ClientSessions sessions;
  private final Access access;
  private final Duration timeout;
  private final Members members;
  private final Map<String, CompletableFuture<Void>> pending = new ConcurrentHashMap<>();

  Login(ClientSessions sessions, Access access, Duration timeout, Members members) {
    this.sessions = sessions;
    this.access = access;
    this.timeout = timeout;
    this.members = members;
  }

  void bind(Namespace namespace) {
    namespace.use(this::admit);
    namespace.onConnection(this::connected);
    namespace.onDisconnect((socket, reason) -> disconnected(socket));
  }

  /** Lets clients enter, but those that recover the session of a key that is not valid any more. */
  private void admit(Socket socket, Middleware.Next next) {
    try {
      Optional<Principal> unused = recovered(socket);
      next.proceed();
    } catch (AccessException e) {
      RequestException refused =
          new RequestException(ErrorCode.UNAUTHORIZED, String.valueOf(e.getMessage()));
      next.refuse(refused.code().word(), refused.toJson(AUTH));
    }
  }

  /**
   * Returns the principal of a recovered session; empty for a new one, and for a client that had
   * not authenticated.
   *
   * @throws AccessException if its key is not valid any more
   */
  private Optional<Principal> recovered(Socket socket) throws AccessException {
    return socket.recovered() && socket.data().get(PRINCIPAL) instanceof Principal before
        ? Optional.of(access.renew(socket.namespace().name(), before, address(socket)))
        : Optional.empty();
  }

  private static InetAddress address(Socket socket) {
    return RequestView.of(socket.handshake()).address();
  }

  private void connected(Socket socket) {
    try {
      Optional<Principal> recovered = recovered(socket);
      if (recovered.isPresent()) { // it is in its rooms, and knows that it is authenticated
        sessions.start(socket, recovered.get(), reason -> fail(socket, reason));
        members.resume(socket);
        return;
      }
    } catch (AccessException e) {
      fail(socket, String.valueOf(e.getMessage()));
      return;
    }
    String key = Credentials.find(RequestView.of(socket.handshake()), socket.handshake().auth());
    if (key != null) {
      String unused = authenticate(socket, key);
    } else {
      await(socket);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the stage has no result
  private void await(Socket socket) {
    CompletableFuture<Void> authenticated = new CompletableFuture<>();
    pending.put(socket.id(), authenticated);
    authenticated
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (nothing, late) -> {
              pending.remove(socket.id());
              if (late != null) {
                fail(socket, "no key within " + seconds(timeout) + " s");
              }
            });
    if (!socket.connected()) {
      disconnected(socket);
    }
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0
        ? Long.toString(time.toSeconds())
        : Double.toString(time.toMillis() / 1e3);
  }

  private void disconnected(Socket socket) {
    succeeded(socket);
    sessions.end(socket);
  }

  private void succeeded(Socket socket) {
    CompletableFuture<Void> waiting = pending.remove(socket.id());
    if (waiting != null) {
      waiting.complete(null);
    }
  }

  /** Handles event {@code auth}: an object with the key, or the key itself. */
  @Nullable Object auth(Socket socket, EventArgs args) {
    if (socket.data().containsKey(FAILED)) { // it is about to be disconnected
      return new RequestException(ErrorCode.UNAUTHORIZED, "the key is not valid").toJson(AUTH);
    }
    Object argument = args.at(0);
    String key = null;
    if (argument instanceof Map<?, ?> object) {
      key = Credentials.ofObject(object);
    } else if (argument instanceof String text) {
      key = text.strip();
    }
    String refused = authenticate(socket, key);
    return refused == null
        ? null
        : new RequestException(ErrorCode.UNAUTHORIZED, refused).toJson(AUTH);
  }

  /** Returns why the key is refused; null if it is accepted. */
  private @Nullable String authenticate(Socket socket, @Nullable String key) {
    String face = socket.namespace().name();
    try {
      enter(socket, access.authenticate(face, address(socket), key));
      return null;
    } catch (AccessException e) {
      String message = String.valueOf(e.getMessage());
      fail(socket, message);
      return message;
    }
  }

  private void enter(Socket socket, Principal principal) {
    boolean first = sessions.principal(socket).isEmpty();
    sessions.start(socket, principal, reason -> fail(socket, reason));
    socket.data().put(PRINCIPAL, principal);
    succeeded(socket);
    Map<String, Object> ok = new LinkedHashMap<>();
    ok.put("message", "OK");
    ok.put("name", principal.name());
    ok.put("scopes", words(principal));
    socket.emit("auth_ok", ok);
    if (first) {
      members.welcome(socket, principal);
    } else {
      members.leaveForbidden(socket, principal);
    }
  }

  private static List<String> words(Principal principal) {
    return EnumSet.allOf(Scope.class).stream().filter(principal::has).map(Scope::word).toList();
  }

  /** Ends a client's session with a reason; what it sends before it is disconnected is refused. */
  private void fail(Socket socket, String message) {
    socket.data().put(FAILED, true);
    socket.data().remove(PRINCIPAL);
    sessions.end(socket);
    members.leaveAll(socket);
    socket.emit("auth_fail", Map.of("message", message));
    // From another thread, so that the acknowledgement of the event precedes it.
    var unused = CompletableFuture.runAsync(() -> socket.disconnect(true));
  }
}
