package io.obdio.socketio.app.uplink;

import io.obdio.socketio.obd.ServerParts;
import org.jspecify.annotations.Nullable;

/** An optional part of the uplink, such as the discovery by Home Assistant. */
@FunctionalInterface
public interface UplinkPart {

  /**
   * Receives that there is an uplink, before the id of the vehicle may be known.
   *
   * @param server receives what {@code /health} reports
   * @throws io.obdio.socketio.app.failure.UserError if a flag has a value that the user must
   *     correct
   */
  default void configured(ServerParts server) {}

  /** Returns the number of batches that wait for their acknowledgement. */
  default long waiting() {
    return 0;
  }

  /** Returns the number of batches that were lost before their acknowledgement. */
  default long lost() {
    return 0;
  }

  /**
   * Begins, before the connection to the broker is started.
   *
   * @return ends the part before the connection is closed; null if the part is off
   */
  @Nullable Runnable begin(UplinkSession session);
}
