package io.obdio.socketio.uplink.homeassistant;

import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The topics and payloads of MQTT discovery for one vehicle. Immutable. */
final class DiscoveryMessages {

  /** What removes a retained message. */
  static final byte[] EMPTY = {};

  private static final String CONFIG = "/config";
  private static final String COMPONENTS = "cmps";
  private static final String MIGRATE = "migrate_discovery";

  private final String prefix;
  private final String deviceKey;
  private final Map<String, Object> device;
  private final Map<String, Object> origin;
  private final JsonCodec json;

  DiscoveryMessages(String prefix, String deviceKey, VehicleDevice vehicle, JsonCodec json) {
    this.prefix = prefix;
    this.deviceKey = deviceKey;
    this.json = json;
    this.device = new LinkedHashMap<>();
    device.put("ids", List.of(deviceKey));
    device.put("name", vehicle.name());
    device.put("mdl", "Vehicle");
    if (!vehicle.vin().isEmpty()) {
      device.put("sn", vehicle.vin());
    }
    this.origin = new LinkedHashMap<>();
    origin.put("name", "OBDio");
    origin.put("sw", vehicle.version());
    origin.put("url", "https://github.com/obdio/obdio");
  }

  // ---- topics

  /** Returns the topic of the message with all entities. */
  String deviceTopic() {
    return prefix + "/device/" + deviceKey + CONFIG;
  }

  /**
   * Returns the topic of the message of one entity. Home Assistant identifies it by the last two
   * variable levels, as the entity of a device message by the last level of its topic and its key:
   * both forms name the same entity.
   */
  String entityTopic(Component component) {
    return prefix + "/" + component.platform() + "/" + deviceKey + "/" + component.key() + CONFIG;
  }

  /** Returns the filter of the messages of entities. */
  String entityFilter() {
    return prefix + "/+/" + deviceKey + "/+" + CONFIG;
  }

  /** Returns whether a topic is one of this vehicle's discovery. */
  boolean isOwn(String topic) {
    return topic.equals(deviceTopic()) || !entityOf(topic).isEmpty();
  }

  /** Returns platform and key of the topic of an entity; an empty list for other topics. */
  private List<String> entityOf(String topic) {
    String start = prefix + "/";
    if (!topic.startsWith(start) || !topic.endsWith(CONFIG)) {
      return List.of();
    }
    String[] parts =
        topic.substring(start.length(), topic.length() - CONFIG.length()).split("/", -1);
    return parts.length == 3 && parts[1].equals(deviceKey)
        ? List.of(parts[0], parts[2])
        : List.of();
  }

  // ---- payloads

  /** Returns the message with all entities. */
  byte[] deviceMessage(Collection<Component> present, Collection<Component> removed) {
    Map<String, Object> components = new TreeMap<>();
    removed.forEach(component -> components.put(component.key(), component.removal()));
    present.forEach(component -> components.put(component.key(), component.json()));
    Map<String, Object> message = head();
    message.put(COMPONENTS, components);
    return encode(message);
  }

  /** Returns the message of one entity. */
  byte[] entityMessage(Component component) {
    Map<String, Object> message = head();
    message.putAll(component.settings());
    return encode(message);
  }

  /**
   * Returns what makes Home Assistant give up a message but keep the settings of its entities until
   * they are announced in the other form.
   */
  byte[] migration() {
    return encode(Map.of(MIGRATE, true));
  }

  private Map<String, Object> head() {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("dev", device);
    message.put("o", origin);
    return message;
  }

  private byte[] encode(Map<String, Object> message) {
    try {
      return json.encode(message, new ArrayList<>());
    } catch (JsonException e) {
      throw new IllegalStateException(e);
    }
  }

  // ---- reading

  /** Returns the entities of a retained message; none if it is invalid. */
  List<Component> components(String topic, byte[] payload) {
    if (!(decode(payload) instanceof Map<?, ?> message)) {
      return List.of();
    }
    List<Component> found = new ArrayList<>();
    if (topic.equals(deviceTopic())) {
      if (message.get(COMPONENTS) instanceof Map<?, ?> components) {
        components.forEach(
            (key, value) -> component(String.valueOf(key), value).ifPresent(found::add));
      }
    } else if (!message.containsKey(MIGRATE)) {
      List<String> entity = entityOf(topic);
      Map<Object, @Nullable Object> settings = new LinkedHashMap<>();
      settings.put("p", entity.get(0));
      settings.putAll(message);
      settings.keySet().removeAll(List.of("dev", "o"));
      component(entity.get(1), settings).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Component> component(String key, @Nullable Object value) {
    return value == null ? Optional.empty() : Component.ofJson(key, value);
  }

  private @Nullable Object decode(byte[] payload) {
    try {
      return json.decode(payload, 0, payload.length);
    } catch (JsonException e) {
      return null;
    }
  }
}
