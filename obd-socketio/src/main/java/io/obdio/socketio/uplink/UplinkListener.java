package io.obdio.socketio.uplink;

import java.util.Collection;

/** A receiver of what an uplink publishes. The method is called by any thread; must not block. */
@FunctionalInterface
public interface UplinkListener {

  /**
   * Receives values whose names are published for the first time since the start, or with another
   * unit or type.
   */
  void valuesFound(Collection<ValueText> values);
}
