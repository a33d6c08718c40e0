package io.obdio.socketio.app.uplink;

import org.jspecify.annotations.Nullable;

/** What works while there is an uplink, such as the discovery by Home Assistant. */
@FunctionalInterface
public interface UplinkPart {

  /**
   * Begins, before the connection to the broker is started.
   *
   * @return ends the part before the connection is closed; null if the part is off
   */
  @Nullable Runnable begin(UplinkSession session);
}
