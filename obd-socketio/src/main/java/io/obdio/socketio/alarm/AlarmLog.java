package io.obdio.socketio.alarm;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of alarms: a warning when one becomes active, information when it ends. */
public final class AlarmLog implements AlarmListener {

  private static final Logger log = LoggerFactory.getLogger(AlarmLog.class);

  /** Creates the log. */
  public AlarmLog() {}

  @Override
  public void changed(AlarmChange change, Map<String, Object> json) {
    AlarmState state = change.state();
    AlarmRule rule = state.rule();
    switch (change.kind()) {
      case FIRING ->
          log.warn(
              "Alarm {}: {} ({} is {})",
              rule.id(),
              rule.message(),
              rule.condition().signal(),
              state.value().orElse(Double.NaN));
      case RESOLVED, VALUE_LOST, RULE_CHANGED ->
          log.info("Alarm {} has ended: {}", rule.id(), change.kind().word());
      case PENDING, CANCELLED, ACKNOWLEDGED, TEST ->
          log.debug("Alarm {}: {}", rule.id(), change.kind().word());
    }
  }
}
