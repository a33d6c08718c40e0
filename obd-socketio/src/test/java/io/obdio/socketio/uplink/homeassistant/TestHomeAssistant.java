package io.obdio.socketio.uplink.homeassistant;

import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.telemetry.BrokerMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reader of discovery messages that does what Home Assistant documents: expands abbreviations,
 * lets components inherit from the device message, adds, changes and removes entities, and migrates
 * from one form to the other. Everything that Home Assistant would refuse, warn of or ignore is an
 * error. Thread-safe.
 *
 * @see <a href="https://www.home-assistant.io/integrations/mqtt/#mqtt-discovery">MQTT discovery</a>
 */
public final class TestHomeAssistant {

  /**
   * An entity that Home Assistant has discovered.
   *
   * @param platform such as {@code sensor}
   * @param topic of the message that announces it
   * @param settings with full names, inherited ones included
   */
  public record Entity(String platform, String topic, Map<String, @Nullable Object> settings) {
    /** Returns the text of a setting; empty if it has none. */
    public String text(String name) {
      return settings.get(name) instanceof String text ? text : "";
    }
  }

  private static final Pattern TOPIC =
      Pattern.compile(
          "(?<component>\\w+)/(?:(?<node>[a-zA-Z0-9_-]+)/)?(?<object>[a-zA-Z0-9_-]+)/config");

  private static final Set<String> DEVICE_NAMES =
      Set.of(
          "identifiers",
          "connections",
          "name",
          "manufacturer",
          "model",
          "model_id",
          "serial_number",
          "hw_version",
          "sw_version",
          "suggested_area",
          "configuration_url",
          "via_device");

  private final String prefix;
  private final List<String> errors = new ArrayList<>();

  /** Loaded entities by platform and discovery id. */
  private final Map<String, Entity> entities = new TreeMap<>();

  /** The registry: unique ids to entity ids, also of entities that are migrating. */
  private final Map<String, String> registry = new HashMap<>();

  private final List<String> removed = new ArrayList<>();
  private final Set<String> migrating = new HashSet<>();
  private final Map<String, String> states = new HashMap<>();

  /** Creates a reader of a discovery prefix. */
  public TestHomeAssistant(String prefix) {
    this.prefix = prefix;
  }

  // ---- messages

  /** Receives a message of {@code prefix/#}. */
  public synchronized void discovered(BrokerMessage message) {
    String start = prefix + "/";
    String topic = message.topic();
    if (!topic.startsWith(start) || topic.equals(prefix + "/status")) {
      return;
    }
    Matcher parts = TOPIC.matcher(topic.substring(start.length()));
    if (!parts.matches()) {
      error(topic, "illegal discovery topic");
      return;
    }
    String component = String.valueOf(parts.group("component"));
    @Nullable String node = parts.group("node");
    String object = String.valueOf(parts.group("object"));
    if (message.payload().length == 0) {
      emptied(topic);
      return;
    }
    Map<String, @Nullable Object> payload = payload(message);
    if (payload == null) {
      return;
    }
    if (payload.containsKey("migrate_discovery")) {
      migrate(topic, payload);
    } else if (component.equals("device")) {
      device(topic, node, object, payload);
    } else {
      component(topic, component, node == null ? object : node + " " + object, payload);
    }
  }

  private @Nullable Map<String, @Nullable Object> payload(BrokerMessage message) {
    try {
      Object json = new JacksonJson().decode(message.payload(), 0, message.payload().length);
      if (json instanceof Map<?, ?> map) {
        return SettingNames.expand(map);
      }
      error(message.topic(), "the payload is no JSON object");
    } catch (JsonException e) {
      error(message.topic(), "the payload is no JSON: " + e.getMessage());
    }
    return null;
  }

  /** A message was removed: so are its entities, except for those that have moved. */
  private void emptied(String topic) {
    for (Map.Entry<String, Entity> entry : List.copyOf(entities.entrySet())) {
      if (entry.getValue().topic().equals(topic)) {
        remove(entry.getKey());
      }
    }
    migrating.remove(topic);
  }

  private void remove(String id) {
    Entity entity = entities.remove(id);
    if (entity != null) {
      registry.remove(entity.text("unique_id"));
      removed.add(id);
    }
  }

  /** Entities are unloaded; the registry keeps them. */
  private void migrate(String topic, Map<String, @Nullable Object> payload) {
    if (payload.size() != 1 || !Boolean.TRUE.equals(payload.get("migrate_discovery"))) {
      error(topic, "migrate_discovery: expected true and nothing else");
    }
    migrating.add(topic);
    entities.values().removeIf(entity -> entity.topic().equals(topic));
  }

  // ---- forms

  private void device(
      String topic, @Nullable String node, String object, Map<String, @Nullable Object> payload) {
    deviceInfo(topic, payload.get("device"));
    if (!(payload.get("origin") instanceof Map<?, ?>)) {
      error(topic, "required: origin");
    }
    origin(topic, payload.get("origin"));
    if (!(payload.get("components") instanceof Map<?, ?> components)) {
      error(topic, "required: components");
      return;
    }
    Set<String> present = new HashSet<>();
    components.forEach(
        (key, value) -> {
          String id = object + " " + (node == null ? key : node + " " + key);
          if (!(value instanceof Map<?, ?> settings)
              || !(settings.get("platform") instanceof String platform)) {
            error(topic, "component " + key + ": required: platform");
            return;
          }
          present.add(platform + " " + id);
          if (settings.size() == 1) {
            remove(platform + " " + id);
            return;
          }
          Map<String, @Nullable Object> full = new LinkedHashMap<>();
          settings.forEach((name, item) -> full.put(String.valueOf(name), item));
          full.remove("platform");
          full.put("device", payload.get("device"));
          full.put("origin", payload.get("origin"));
          for (String shared : EntityRules.SHARED) {
            if (payload.containsKey(shared)) {
              full.putIfAbsent(shared, payload.get(shared));
            }
          }
          add(topic, platform, id, full);
        });
    // Home Assistant removes what a message does not contain any more, but documents two steps.
    for (Map.Entry<String, Entity> entry : List.copyOf(entities.entrySet())) {
      if (entry.getValue().topic().equals(topic) && !present.contains(entry.getKey())) {
        error(topic, "component was left out before it was removed: " + entry.getKey());
        remove(entry.getKey());
      }
    }
    for (String name : payload.keySet()) {
      if (!EntityRules.SHARED.contains(name)
          && !Set.of("device", "origin", "components").contains(name)) {
        error(topic, "unknown setting of a device message: " + name);
      }
    }
  }

  private void component(
      String topic, String platform, String id, Map<String, @Nullable Object> payload) {
    deviceInfo(topic, payload.get("device"));
    origin(topic, payload.get("origin"));
    add(topic, platform, id, payload);
  }

  private void deviceInfo(String topic, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> device)) {
      error(topic, "required: device");
      return;
    }
    if (!isFilled(device.get("identifiers")) && !isFilled(device.get("connections"))) {
      error(topic, "device: required: identifiers or connections");
    }
    device.forEach(
        (name, item) -> {
          if (!DEVICE_NAMES.contains(String.valueOf(name))) {
            error(topic, "unknown setting of device: " + name);
          } else if (!(item instanceof String) && !(item instanceof List<?>)) {
            error(topic, "device: expected a text: " + name);
          }
        });
  }

  private static boolean isFilled(@Nullable Object value) {
    return value instanceof List<?> list && !list.isEmpty()
        || value instanceof String text && !text.isEmpty();
  }

  private void origin(String topic, @Nullable Object value) {
    if (value instanceof Map<?, ?> origin) {
      if (!(origin.get("name") instanceof String)) {
        error(topic, "origin: required: name");
      }
      origin
          .keySet()
          .forEach(
              name -> {
                if (!Set.of("name", "sw_version", "support_url").contains(String.valueOf(name))) {
                  error(topic, "unknown setting of origin: " + name);
                }
              });
    }
  }

  private void add(
      String topic, String platform, String id, Map<String, @Nullable Object> settings) {
    EntityRules.check(platform, settings, text -> error(topic, id + ": " + text));
    Entity entity = new Entity(platform, topic, settings);
    String key = platform + " " + id;
    Entity before = entities.get(key);
    if (before != null && !before.topic().equals(topic)) {
      error(topic, id + " is announced already by " + before.topic());
      return;
    }
    String unique = platform + " " + entity.text("unique_id");
    entities.forEach(
        (other, existing) -> {
          if (!other.equals(key)
              && (existing.platform() + " " + existing.text("unique_id")).equals(unique)) {
            error(topic, "unique_id is used by " + other + " too: " + unique);
          }
        });
    if (before != null && !before.text("unique_id").equals(entity.text("unique_id"))) {
      error(topic, id + ": unique_id has changed");
    }
    entities.put(key, entity);
    registry.putIfAbsent(entity.text("unique_id"), entity.text("default_entity_id"));
  }

  // ---- states

  /** Receives a message of the vehicle and checks it with each entity that reads its topic. */
  public synchronized void stateReceived(BrokerMessage message) {
    if (message.payload().length == 0) {
      return;
    }
    entities.forEach(
        (id, entity) -> {
          if (entity.text("state_topic").equals(message.topic())) {
            state(id, entity, message.text());
          }
          if (entity.text("json_attributes_topic").equals(message.topic())) {
            attributes(id, entity, message.text());
          }
        });
  }

  private void state(String id, Entity entity, String payload) {
    String template = entity.text("value_template");
    String state;
    try {
      state = template.isEmpty() ? payload : TestTemplates.render(template, payload);
    } catch (IllegalArgumentException e) {
      error(id, "template: " + e.getMessage());
      return;
    }
    states.put(id, state);
    @Nullable String problem = StateRules.problem(entity, state);
    if (problem != null) {
      error(id, problem);
    }
  }

  private void attributes(String id, Entity entity, String payload) {
    if (!(TestTemplates.json(payload) instanceof Map<?, ?> map)) {
      error(id, "attributes are no JSON object: " + payload);
      return;
    }
    if (entity.platform().equals("device_tracker")) {
      if (!(map.get("latitude") instanceof Number) || !(map.get("longitude") instanceof Number)) {
        error(id, "latitude and longitude are no numbers: " + payload);
      }
      states.put(id, map.get("latitude") + " " + map.get("longitude"));
    }
  }

  // ---- results

  private void error(String where, String text) {
    errors.add(where + ": " + text);
  }

  /** Returns everything that was wrong. */
  public synchronized List<String> errors() {
    return List.copyOf(errors);
  }

  /** Returns the loaded entities by platform and discovery id. */
  public synchronized Map<String, Entity> entities() {
    return new TreeMap<>(entities);
  }

  /** Returns a loaded entity; the test fails if there is none. */
  public synchronized Entity entity(String id) {
    Entity entity = entities.get(id);
    if (entity == null) {
      throw new AssertionError("no " + id + " in " + entities.keySet());
    }
    return entity;
  }

  /** Returns what was removed, in order. */
  public synchronized List<String> removed() {
    return List.copyOf(removed);
  }

  /** Returns the states of entities, by platform and discovery id. */
  public synchronized Map<String, String> states() {
    return new TreeMap<>(states);
  }

  /** Returns the entity ids by unique id. */
  public synchronized Map<String, String> registry() {
    return new TreeMap<>(registry);
  }

  /** Returns a message as the discovery publishes it. */
  static BrokerMessage message(String topic, String payload) {
    return BrokerMessage.atLeastOnce(topic, payload.getBytes(StandardCharsets.UTF_8)).retain();
  }
}
