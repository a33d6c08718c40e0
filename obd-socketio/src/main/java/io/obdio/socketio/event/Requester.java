package io.obdio.socketio.event;

import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.vehicle.RequestException;
import java.util.function.Consumer;

/** A client on whose behalf a request is sent to the vehicle. For any thread. */
public interface Requester {

  /** Returns the id of the client among those whose requests are queued. */
  String id();

  /**
   * Checks whether the client may do what a scope allows.
   *
   * @throws RequestException if it may not
   */
  void require(Scope scope) throws RequestException;

  /**
   * Returns the units for the answer to a request.
   *
   * @param options index of the options object among the arguments
   * @throws RequestException if the option {@code units} is not a system of units
   */
  UnitSystem units(EventArgs args, int options) throws RequestException;

  /** Returns a recorder of the outcome of an action in the audit log. */
  Consumer<String> recorder(String action);

  /** Reports that a request is served in part only. */
  void report(String request, RequestException error);
}
