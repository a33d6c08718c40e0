package io.obdio.socketio.uplink.homeassistant;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What Home Assistant demands of the state of an entity. */
final class StateRules {

  private static final int MAX_STATE = 255;

  private StateRules() {}

  /** Returns why a state is refused; null if it is accepted. */
  static @Nullable String problem(TestHomeAssistant.Entity entity, String state) {
    if (state.length() > MAX_STATE) {
      return "the state has more than 255 characters";
    }
    return switch (entity.platform()) {
      case "sensor" -> sensor(entity, state);
      case "binary_sensor" -> binary(entity, state);
      default -> null;
    };
  }

  private static @Nullable String sensor(TestHomeAssistant.Entity entity, String state) {
    if (entity.text("device_class").equals("timestamp")) {
      try {
        OffsetDateTime unused = OffsetDateTime.parse(state);
        return null;
      } catch (DateTimeParseException e) {
        return "no time with a zone: " + state;
      }
    }
    if (EntityRules.isNumeric(entity.settings())) {
      try {
        return Double.isFinite(Double.parseDouble(state)) ? null : "not finite: " + state;
      } catch (NumberFormatException e) {
        return "no number: " + state;
      }
    }
    return null;
  }

  private static @Nullable String binary(TestHomeAssistant.Entity entity, String state) {
    String on = entity.settings().containsKey("payload_on") ? entity.text("payload_on") : "ON";
    String off = entity.settings().containsKey("payload_off") ? entity.text("payload_off") : "OFF";
    return state.equals(on) || state.equals(off)
        ? null
        : "neither " + on + " nor " + off + ": " + state;
  }
}
