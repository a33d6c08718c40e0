package io.obdio.socketio.uplink.homeassistant;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An entity in a discovery message.
 *
 * @param key identifies the entity in the device; a valid part of a topic
 * @param platform such as {@code sensor}
 * @param settings by their abbreviated names, without the platform
 */
record Component(String key, String platform, Map<String, Object> settings) {

  private static final String PLATFORM = "p";

  /** Copies the settings, keeping their order. */
  Component {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** Returns the component of a device message; empty if it is a removed one or invalid. */
  static Optional<Component> ofJson(String key, Object json) {
    if (!(json instanceof Map<?, ?> map)
        || !(map.get(PLATFORM) instanceof String platform)
        || !key.equals(Identifiers.topicPart(key))
        || !platform.equals(Identifiers.topicPart(platform))
        || map.size() == 1) {
      return Optional.empty();
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    map.forEach((name, value) -> settings.put(String.valueOf(name), value == null ? "" : value));
    settings.remove(PLATFORM);
    return Optional.of(new Component(key, platform, settings));
  }

  /** Returns the component with its platform, as in a device message. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(PLATFORM, platform);
    json.putAll(settings);
    return json;
  }

  /** Returns what removes the entity from a device message. */
  Map<String, Object> removal() {
    return Map.of(PLATFORM, platform);
  }

  /** Returns the text of a setting; empty if it has none. */
  String text(String name) {
    return settings.get(name) instanceof String text ? text : "";
  }

  /** Returns the component with a setting, or without it if the value is empty. */
  Component with(String name, String value) {
    Map<String, Object> changed = new LinkedHashMap<>(settings);
    if (value.isEmpty()) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new Component(key, platform, changed);
  }
}
