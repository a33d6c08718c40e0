package io.obdio.socketio.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.access.AccessException.Reason;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access policy of all client-facing APIs: authenticates clients, checks scopes, and closes the
 * sessions of keys that are withdrawn or expire.
 *
 * <p>With keys configured, every client needs one. Without keys, every client is anonymous and has
 * all scopes on this machine, and {@code read}, {@code watch} and {@code query} on other machines;
 * all there too with {@link AccessOptions#open}.
 *
 * <p>Threads: all methods may be called by any thread and do not block, except {@link #start} and
 * {@link #close}.
 */
public final class Access implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Access.class);

  private static final String INVALID = "the key is not valid";
  private static final String WITHDRAWN = "key withdrawn";

  private static final String REMOTE_HINT =
      "; configure keys, or start the server with --open, to allow it to clients on other machines";

  private static final Set<Scope> ALL_SCOPES = EnumSet.allOf(Scope.class);
  private static final Set<Scope> REMOTE_SCOPES = EnumSet.of(Scope.READ, Scope.WATCH, Scope.QUERY);

  private volatile AccessOptions options;
  private final KeySource source;
  private final LongSupplier nanoTime;
  private final InstantSource clock;
  private final LocalAddresses localAddresses;
  private final SessionRegistry sessions = new SessionRegistry();
  private final Audit audit;
  private final @Nullable KeyFileWatch watch;
  private final AccessTable table = new AccessTable();
  private volatile KeyRing keys;

  @GuardedBy("failures")
  private final FailureLimiter failures = new FailureLimiter();

  /**
   * Creates a policy from its options.
   *
   * @throws KeyFileException if the key file cannot be read or is invalid
   */
  public static Access create(AccessOptions options) throws KeyFileException {
    return new Access(
        options,
        new YamlKeyFile(),
        InstantSource.system(),
        System::nanoTime,
        new LocalAddresses(System::nanoTime));
  }

  /** Creates a policy without keys. */
  public static Access withoutKeys() {
    try {
      return create(AccessOptions.defaults());
    } catch (KeyFileException e) {
      throw new IllegalStateException("there is no key file to read", e);
    }
  }

  Access(
      AccessOptions options,
      KeySource source,
      InstantSource clock,
      LongSupplier nanoTime,
      LocalAddresses localAddresses)
      throws KeyFileException {
    this.options = options;
    this.source = source;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.localAddresses = localAddresses;
    this.audit = new Audit(options.audit(), clock);
    // Before the file is read, so that no change in between is missed.
    this.watch =
        options.keys() == null
            ? null
            : new KeyFileWatch(options.keys(), this::reload, this::closeInvalid);
    this.keys = read();
  }

  private KeyRing read() throws KeyFileException {
    List<AccessKey> all = new ArrayList<>();
    if (options.apiKey() != null) {
      all.add(
          new AccessKey(
              "OBDIO_API_KEY",
              KeyHash.of(options.apiKey()),
              EnumSet.complementOf(EnumSet.of(Scope.ADMIN)),
              null,
              List.of()));
    }
    if (options.keys() != null) {
      all.addAll(source.read(options.keys()));
    }
    return all.isEmpty() ? KeyRing.NONE : new KeyRing(all);
  }

  /** Starts to watch the key file. */
  public void start() {
    if (watch != null) {
      watch.start();
    }
  }

  /** Reads the key file again; an invalid one is logged and the present keys stay. */
  void reload() {
    KeyRing read;
    try {
      read = read();
    } catch (KeyFileException e) {
      log.warn("{}; the keys that were read before remain valid", e.getMessage());
      audit.record("keys", "", null, "keys_reloaded", "", "failed");
      return;
    }
    keys = read;
    log.info("{}: {} keys", options.keys(), read.size());
    audit.record("keys", "", null, "keys_reloaded", "", "ok");
    closeInvalid();
  }

  void closeInvalid() {
    KeyRing now = keys;
    sessions.closeUnless(now::stillGrants, WITHDRAWN);
    sessions.closeUnless(principal -> now.isUnexpired(principal, clock.instant()), "key expired");
  }

  /** Returns whether clients need a key. A key file without entries requires one as well. */
  public boolean requiresKey() {
    return options.keys() != null || options.apiKey() != null;
  }

  /**
   * Changes what may change while the server runs: {@link AccessOptions#open}, {@link
   * AccessOptions#forbidden} and {@link AccessOptions#allowedHosts}. Open sessions are checked by
   * the new options too.
   */
  public void update(AccessOptions changed) {
    options =
        options.toBuilder()
            .open(changed.open())
            .forbidden(changed.forbidden())
            .allowedHosts(changed.allowedHosts())
            .build();
  }

  /** Returns the options. */
  public AccessOptions options() {
    return options;
  }

  // ---- authentication

  /**
   * Authenticates a request by the key in it.
   *
   * @param face the API that is used, for the audit log
   * @throws AccessException {@link Reason#UNAUTHORIZED} if it has no valid key and needs one
   */
  public Principal authenticate(String face, RequestView request) throws AccessException {
    return authenticate(face, request, Map.of());
  }

  /**
   * Authenticates a request by the key in it or in the {@code auth} object of a Socket.IO
   * handshake.
   *
   * @throws AccessException {@link Reason#UNAUTHORIZED} if it has no valid key and needs one
   */
  public Principal authenticate(String face, RequestView request, Map<String, ?> auth)
      throws AccessException {
    return authenticate(face, request.address(), Credentials.find(request, auth));
  }

  /**
   * Authenticates a client.
   *
   * @param face the API that is used, for the audit log
   * @param key the key that the client presented, null for none
   * @throws AccessException {@link Reason#UNAUTHORIZED} if it is not valid and one is needed
   */
  public Principal authenticate(String face, InetAddress address, @Nullable String key)
      throws AccessException {
    if (!requiresKey()) {
      boolean all = options.open() || localAddresses.isLocal(address);
      return new Principal("", address, all ? ALL_SCOPES : REMOTE_SCOPES, null);
    }
    if (key == null) {
      throw new AccessException(
          Reason.UNAUTHORIZED, "a key is required: send it in the header X-API-KEY");
    }
    KeyHash hash = KeyHash.of(key);
    AccessKey found = keys.find(hash);
    long blocked = 0;
    synchronized (failures) {
      long now = nanoTime.getAsLong();
      blocked = failures.blockedFor(address, now);
      if (blocked > 0 && !failures.isKnown(address, hash)) {
        throw refused("too many wrong keys", Duration.ofNanos(blocked));
      }
      if (found == null) {
        failures.failed(address, now);
        blocked = failures.blockedFor(address, now);
      } else if (isAccepted(found, address)) {
        failures.accepted(address, hash);
      } // else: not a guess; a client that keeps its old key must not lock out others
    }
    if (found == null) {
      audit.record(face, "", address, "auth_fail", "", "wrong key");
      throw refused(INVALID, Duration.ofNanos(blocked));
    }
    if (!isAccepted(found, address)) {
      String why = found.isValidAt(clock.instant()) ? "address not accepted" : "key expired";
      audit.record(face, found.name(), address, "auth_fail", "", why);
      throw refused(INVALID, Duration.ZERO);
    }
    return new Principal(found.name(), address, found.scopes(), found);
  }

  private boolean isAccepted(AccessKey key, InetAddress address) {
    return key.isValidAt(clock.instant()) && key.isAcceptedFrom(address);
  }

  private static AccessException refused(String message, Duration retryAfter) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(retryAfter.toNanos() + 999_999_999);
    return new AccessException(
        Reason.UNAUTHORIZED,
        seconds == 0 ? message : message + "; try again in " + seconds + " s",
        Duration.ofSeconds(seconds));
  }

  /**
   * Authenticates a client again that returns to an earlier session, perhaps from another address.
   *
   * @throws AccessException {@link Reason#UNAUTHORIZED} if its key was withdrawn, has lost a scope,
   *     has expired, or is not accepted from the address
   */
  public Principal renew(String face, Principal before, InetAddress address)
      throws AccessException {
    AccessKey key = before.key();
    if (key == null) {
      return authenticate(face, address, null);
    }
    Principal now = new Principal(key.name(), address, key.scopes(), key);
    if (!keys.stillGrants(now) || !keys.isUnexpired(now, clock.instant())) {
      audit.record(face, key.name(), address, "auth_fail", "", "key withdrawn or expired");
      throw new AccessException(Reason.UNAUTHORIZED, "the key is not valid any more");
    }
    return now;
  }

  /**
   * Registers an open session, which is closed when the principal's key is withdrawn or expires.
   *
   * @return ends the registration; to be run when the session ends
   */
  public Runnable register(Principal principal, ClientSession session) {
    Runnable registration = sessions.add(principal, clock.instant(), session);
    if (!keys.stillGrants(principal)) { // withdrawn since it was checked
      registration.run();
      session.close(WITHDRAWN);
    }
    return registration;
  }

  /** Returns the open sessions of all APIs, the oldest first, at most {@code max}. */
  public List<SessionInfo> sessions(int max) {
    return sessions.infos(max);
  }

  /**
   * Ends the session of an id.
   *
   * @return whether there was one
   */
  public boolean endSession(String id) {
    return sessions.close(id, "the session was ended by an administrator");
  }

  // ---- authorisation

  /**
   * Checks that a client may do what a scope allows, and that no switch forbids it.
   *
   * @throws AccessException {@link Reason#NOT_ALLOWED}; the message names the scope or the switch
   */
  public void require(Principal principal, Scope scope) throws AccessException {
    if (options.forbidden().contains(scope)) {
      throw new AccessException(
          Reason.NOT_ALLOWED,
          "clients may not " + scope.action() + "; start the server with --allow-" + scope.word());
    }
    requireScope(principal, scope);
  }

  /**
   * Checks that a client has a scope, whatever the switches.
   *
   * @throws AccessException {@link Reason#NOT_ALLOWED}; the message names the scope
   */
  public void requireScope(Principal principal, Scope scope) throws AccessException {
    if (!keys.isUnexpired(principal, clock.instant())) { // its sessions are about to be closed
      throw new AccessException(Reason.UNAUTHORIZED, "the key has expired");
    }
    if (principal.has(scope)) {
      return;
    }
    throw new AccessException(
        Reason.NOT_ALLOWED,
        principal.isAnonymous()
            ? "clients on other machines may not " + scope.action() + REMOTE_HINT
            : "the key '" + principal.name() + "' lacks the scope '" + scope.word() + "'");
  }

  /** Returns the scopes that neither a client lacks nor a switch forbids. */
  public Set<Scope> scopes(Principal principal) {
    Set<Scope> scopes = EnumSet.allOf(Scope.class);
    scopes.removeIf(scope -> !may(principal, scope));
    return scopes;
  }

  private boolean may(Principal principal, Scope scope) {
    try {
      require(principal, scope);
      return true;
    } catch (AccessException e) {
      return false;
    }
  }

  /**
   * Returns whether the client of a request may read.
   *
   * @param face name of the interface, for the audit log
   */
  public boolean mayRead(String face, RequestView request) {
    try {
      requireScope(authenticate(face, request), Scope.READ);
      return true;
    } catch (AccessException e) {
      return false;
    }
  }

  /** Returns the rules of all actions that the server offers. */
  public AccessTable table() {
    return table;
  }

  /** Returns the audit log. */
  public Audit audit() {
    return audit;
  }

  /** Returns the check of the {@code Host} header. */
  public HostCheck hostCheck() {
    return new HostCheck(localAddresses, () -> options.allowedHosts());
  }

  /** Returns the number of open sessions of all APIs. */
  public int sessionCount() {
    return sessions.size();
  }

  /** Stops watching the key file and writes what the audit log has queued; waits up to 5 s. */
  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
    audit.close();
  }
}
