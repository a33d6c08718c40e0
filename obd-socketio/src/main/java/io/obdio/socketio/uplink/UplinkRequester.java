package io.obdio.socketio.uplink;

import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.event.Requester;
import io.obdio.socketio.event.UnitsOption;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clients of the broker: all have the scopes of the options. */
final class UplinkRequester implements Requester {

  private static final Logger log = LoggerFactory.getLogger(UplinkRequester.class);

  /** The name of the interface in the audit log, and of its clients in the queue of requests. */
  static final String FACE = "mqtt";

  private final Access access;
  private final Set<Scope> allowed;
  private final Set<Scope> own;
  private final boolean stale;

  UplinkRequester(Access access, Set<Scope> allowed) {
    this(access, allowed, EnumSet.allOf(Scope.class), false);
  }

  private UplinkRequester(Access access, Set<Scope> allowed, Set<Scope> own, boolean stale) {
    this.access = access;
    this.allowed = allowed;
    this.own = own;
    this.stale = stale;
  }

  /** Returns the client of a request that is forwarded for another one, with its scopes only. */
  UplinkRequester limitedTo(Set<Scope> scopes) {
    return new UplinkRequester(access, allowed, scopes, stale);
  }

  /**
   * Returns the client of a request that the broker may have kept for hours: it may not change the
   * vehicle, which may have been driven since.
   */
  UplinkRequester stale() {
    return new UplinkRequester(access, allowed, own, true);
  }

  @Override
  public String id() {
    return FACE;
  }

  @Override
  public void require(Scope scope) throws RequestException {
    if (access.options().forbidden().contains(scope)) {
      throw new RequestException(
          ErrorCode.NOT_ALLOWED,
          "clients may not " + scope.action() + "; start the server with --allow-" + scope.word());
    }
    if (!allowed.contains(scope)) {
      throw new RequestException(
          ErrorCode.NOT_ALLOWED,
          "requests from the broker may not "
              + scope.action()
              + "; add '"
              + scope.word()
              + "' to --uplink-allow");
    }
    if (!own.contains(scope)) {
      throw new RequestException(
          ErrorCode.NOT_ALLOWED,
          "the client of this request may not "
              + scope.action()
              + ": its key needs '"
              + scope.word()
              + "'");
    }
    if (stale && Scope.CHANGING.contains(scope)) {
      throw new RequestException(
          ErrorCode.TIMEOUT,
          "the vehicle was not connected when the request was sent; set a message expiry interval"
              + " for requests that may wait");
    }
  }

  @Override
  public UnitSystem units(EventArgs args, int options) throws RequestException {
    Object given = UnitsOption.of(args, options);
    return given == null ? UnitSystem.AS_DEFINED : UnitsOption.parse(given);
  }

  @Override
  public Consumer<String> recorder(String action) {
    return recorder(action, "");
  }

  Consumer<String> recorder(String action, String argument) {
    return outcome -> access.audit().record(FACE, "", null, action, argument, outcome);
  }

  @Override
  public void report(String request, RequestException error) {
    log.debug("{} is served in part: {}", request, error.getMessage());
  }
}
