package io.obdio.socketio.event;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessException;
import io.obdio.socketio.access.AccessRule;
import io.obdio.socketio.access.ClientSession;
import io.obdio.socketio.access.Principal;
import io.obdio.socketio.access.RequestView;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.server.Handshake;
import io.obdio.socketio.server.Middleware;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The authenticated clients of one or more namespaces. Closes a client's session when its key is
 * withdrawn or expires.
 *
 * <p>Threads: all methods may be called by any thread.
 */
public final class ClientSessions implements EventGuard {

  private static final String DATA_KEY = "obdio.principal";

  private record Session(Principal principal, Runnable registration) {}

  /** A client's socket as the access policy sees it. */
  private record SocketSession(Socket socket, Consumer<String> closer) implements ClientSession {
    @Override
    public String id() {
      return socket.id();
    }

    @Override
    public String api() {
      return socket.namespace().name();
    }

    @Override
    public String transport() {
      return socket.connection().transport().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Set<String> rooms() {
      Set<String> rooms = new HashSet<>(socket.rooms());
      rooms.remove(socket.id());
      return rooms;
    }

    @Override
    public void close(String reason) {
      closer.accept(reason);
    }
  }

  private final Access access;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  /** Creates an empty registry. */
  public ClientSessions(Access access) {
    this.access = access;
  }

  /** Admits only clients with a valid key to the namespace, if the policy requires keys. */
  public void protect(Namespace namespace) {
    namespace.use(this::admit);
    namespace.onConnection(this::connected);
    namespace.onDisconnect((socket, reason) -> end(socket));
  }

  private void admit(Socket socket, Middleware.Next next) {
    try {
      socket.data().put(DATA_KEY, authenticate(socket));
      next.proceed();
    } catch (AccessException e) {
      next.refuse(
          ErrorCode.UNAUTHORIZED.word(),
          Map.of("code", ErrorCode.UNAUTHORIZED.word(), "message", String.valueOf(e.getMessage())));
    }
  }

  private void connected(Socket socket) {
    Object admitted = socket.data().remove(DATA_KEY);
    try {
      // A recovered session has passed no middleware.
      start(socket, admitted instanceof Principal principal ? principal : authenticate(socket));
    } catch (AccessException e) {
      close(socket, String.valueOf(e.getMessage()));
    }
  }

  private Principal authenticate(Socket socket) throws AccessException {
    Handshake handshake = socket.handshake();
    return access.authenticate(
        socket.namespace().name(), RequestView.of(handshake), handshake.auth());
  }

  /** Starts the session of an authenticated client, or replaces its principal. */
  public void start(Socket socket, Principal principal) {
    start(socket, principal, reason -> close(socket, reason));
  }

  /**
   * Starts the session of an authenticated client, or replaces its principal.
   *
   * @param closer notifies the client of the reason and disconnects it; must not block
   */
  public void start(Socket socket, Principal principal, Consumer<String> closer) {
    Runnable registration = access.register(principal, new SocketSession(socket, closer));
    Session old = sessions.put(socket.id(), new Session(principal, registration));
    if (old != null) {
      old.registration.run();
    }
    if (!principal.isAnonymous()) {
      recorder(socket, "auth", "").accept("ok");
    }
    if (!socket.connected()) {
      end(socket); // it disconnected meanwhile
    }
  }

  /** Ends a client's session. */
  public void end(Socket socket) {
    Session old = sessions.remove(socket.id());
    if (old != null) {
      old.registration.run();
    }
  }

  private static void close(Socket socket, String reason) {
    EventTable.report(
        socket, "auth", new RequestException(ErrorCode.UNAUTHORIZED, String.valueOf(reason)));
    socket.disconnect(true);
  }

  /** Returns the principal of a client; empty if it is not authenticated. */
  public Optional<Principal> principal(Socket socket) {
    return Optional.ofNullable(sessions.get(socket.id())).map(Session::principal);
  }

  /**
   * Checks whether a client may do what a scope allows.
   *
   * @throws RequestException {@link ErrorCode#UNAUTHORIZED} or {@link ErrorCode#NOT_ALLOWED}
   */
  public void require(Socket socket, Scope scope) throws RequestException {
    require(socket, scope, true);
  }

  /**
   * Returns the scopes that neither a client lacks nor a switch forbids; none without a session.
   */
  public Set<Scope> scopes(Socket socket) {
    return principal(socket).map(access::scopes).orElse(Set.of());
  }

  private void require(Socket socket, Scope scope, boolean switched) throws RequestException {
    Principal principal = authenticated(socket);
    try {
      if (switched) {
        access.require(principal, scope);
      } else {
        access.requireScope(principal, scope);
      }
    } catch (AccessException e) {
      ErrorCode code =
          e.reason() == AccessException.Reason.UNAUTHORIZED
              ? ErrorCode.UNAUTHORIZED
              : ErrorCode.NOT_ALLOWED;
      throw new RequestException(code, String.valueOf(e.getMessage()));
    }
  }

  private Principal authenticated(Socket socket) throws RequestException {
    return principal(socket)
        .orElseThrow(
            () ->
                new RequestException(
                    ErrorCode.UNAUTHORIZED, "authenticate first: send event 'auth' with a key"));
  }

  @Override
  public void registered(String namespace, EventRow row) {
    access.table().put(AccessRule.keyed(namespace, row.name(), row.scope()));
  }

  @Override
  public Consumer<String> check(Socket socket, EventRow row, EventArgs args)
      throws RequestException {
    Scope scope = row.scope();
    if (scope == null) {
      checkAny(socket);
      return outcome -> {};
    }
    Consumer<String> outcome =
        Scope.CHANGING.contains(scope)
            ? recorder(socket, row.name(), argument(args))
            : ignored -> {};
    try {
      require(socket, scope, row.switched());
    } catch (RequestException e) {
      outcome.accept(e.code().word());
      throw e;
    }
    return outcome;
  }

  @Override
  public void checkAny(Socket socket) throws RequestException {
    Principal unused = authenticated(socket);
  }

  /**
   * Returns a recorder of the outcome of a client's action in the audit log. It works after the
   * client has disconnected, too.
   */
  public Consumer<String> recorder(Socket socket, String action, String argument) {
    Session session = sessions.get(socket.id());
    if (session == null) {
      return outcome -> {};
    }
    String face = socket.namespace().name();
    return outcome -> access.audit().record(face, session.principal, action, argument, outcome);
  }

  /** Returns a text, or the vehicle of an object such as {@code {"vehicle": ID}}. */
  private static String argument(EventArgs args) {
    Object first = args.at(0) instanceof Map<?, ?> map ? map.get("vehicle") : args.at(0);
    return first instanceof String text ? text : "";
  }
}
