package io.obdio.socketio.alarm;

import java.util.Map;

/** A receiver of changes of alarms. */
@FunctionalInterface
public interface AlarmListener {

  /**
   * Receives a change. Must not block and must not call the {@link Alarms} back.
   *
   * @param change what happened
   * @param json the change as clients receive it: {@code {"kind": "firing", "alarm": {..}}}
   */
  void changed(AlarmChange change, Map<String, Object> json);
}
