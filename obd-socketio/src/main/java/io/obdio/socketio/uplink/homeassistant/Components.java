package io.obdio.socketio.uplink.homeassistant;

import io.obdio.core.unit.Unit;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.uplink.ValueText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entities of a vehicle. Keys and unique ids depend on the id of the vehicle and the names of
 * values only: they stay the same when a description or the name of the vehicle changes.
 */
final class Components {

  private static final String SENSOR = "sensor";
  private static final String BINARY_SENSOR = "binary_sensor";
  private static final String TRACKER = "device_tracker";
  private static final Set<String> OF_VALUES = Set.of(SENSOR, BINARY_SENSOR, TRACKER);
  private static final String AVAILABILITY = "avty_t";
  private static final String DIAGNOSTIC = "diagnostic";

  /** The value whose entity has the trouble codes as its attributes. */
  private static final String LAMP = "STATUS.MIL";

  /** Home Assistant refuses states of more than 255 characters. */
  private static final String SHORT_TEXT = "{{ value[:255] }}";

  private final Topics topics;
  private final VehicleDevice device;
  private final HomeAssistantOptions options;

  Components(Topics topics, VehicleDevice device, HomeAssistantOptions options) {
    this.topics = topics;
    this.device = device;
    this.options = options;
  }

  /** Returns the id of the device in topics and unique ids. */
  String deviceKey() {
    return "obdio_" + Identifiers.topicPart(device.id());
  }

  /** Returns the entity of a value. */
  Component value(ValueText value) {
    String key = Identifiers.valueKey(value.name());
    String platform = value.value() instanceof Boolean ? BINARY_SENSOR : SENSOR;
    Map<String, Object> settings = entity(platform, key, value.description());
    settings.put("stat_t", topics.value(device.id(), value.name()));
    SensorTraits traits = SensorTraits.of(value.name());
    if (value.value() instanceof Double) {
      number(settings, value.unit(), traits);
    } else if (value.value() instanceof Boolean) {
      flag(settings, traits);
    } else {
      settings.put("val_tpl", SHORT_TEXT);
    }
    if (traits.diagnostic()) {
      settings.put("ent_cat", DIAGNOSTIC);
    }
    if (value.name().equals(LAMP)) {
      settings.put("json_attr_t", topics.troubleCodes(device.id()));
    }
    return available(new Component(key, platform, settings));
  }

  private static void number(
      Map<String, Object> settings, @Nullable Unit unit, SensorTraits traits) {
    DeviceClass deviceClass =
        traits.deviceClass() != null ? traits.deviceClass() : DeviceClasses.of(unit);
    if (deviceClass != DeviceClass.NONE) {
      settings.put("dev_cla", deviceClass.wireName());
    }
    settings.put("stat_cla", traits.stateClass());
    if (unit != null && !unit.symbol().isEmpty()) {
      settings.put("unit_of_meas", unit.symbol());
    }
    if (traits.decimals() >= 0 || unit != null) {
      settings.put(
          "sug_dsp_prc",
          traits.decimals() >= 0 || unit == null ? traits.decimals() : unit.decimals());
    }
  }

  private static void flag(Map<String, Object> settings, SensorTraits traits) {
    settings.put("pl_on", "true");
    settings.put("pl_off", "false");
    if (traits.deviceClass() != null) {
      settings.put("dev_cla", traits.deviceClass().wireName());
    }
  }

  /** Returns an entity of a value with the availability that the options require. */
  private Component available(Component component) {
    return component.with(AVAILABILITY, options.unavailable() ? topics.status(device.id()) : "");
  }

  /**
   * Returns the entity of an earlier message if it shows a value of this vehicle, else null. A
   * value that has not been received since the start keeps its entity.
   */
  @Nullable Component kept(Component earlier) {
    String values = topics.value(device.id(), "");
    boolean own =
        OF_VALUES.contains(earlier.platform())
            && earlier.text("uniq_id").equals(uniqueId(earlier.key()))
            && (earlier.text("stat_t").startsWith(values)
                || earlier.text("json_attr_t").equals(topics.position(device.id())));
    return own ? available(earlier) : null;
  }

  /** Returns the name of the value that an entity shows; empty if it shows something else. */
  String valueName(Component component) {
    String values = topics.value(device.id(), "");
    String topic = component.text("stat_t");
    return topic.startsWith(values) ? topic.substring(values.length()) : "";
  }

  /** Returns the entities that every vehicle has. */
  List<Component> general() {
    List<Component> all = new ArrayList<>();
    all.add(online());
    all.add(lastSeen());
    if (options.queryAllowed()) {
      all.add(button("query_now", "Query values", ButtonRequests.QUERY_NOW, "mdi:refresh"));
    }
    if (options.clearAllowed()) {
      all.add(
          button(
              "clear_dtc",
              "Clear trouble codes",
              ButtonRequests.CLEAR_CODES,
              "mdi:engine-off-outline"));
    }
    return all;
  }

  private Component online() {
    Map<String, Object> settings = entity(BINARY_SENSOR, "online", "Online");
    settings.put("stat_t", topics.status(device.id()));
    settings.put("pl_on", "online");
    settings.put("pl_off", "offline");
    settings.put("dev_cla", "connectivity");
    settings.put("ent_cat", DIAGNOSTIC);
    return new Component("online", BINARY_SENSOR, settings);
  }

  private Component lastSeen() {
    Map<String, Object> settings = entity(SENSOR, "last_seen", "Last seen");
    settings.put("stat_t", topics.state(device.id()));
    settings.put("val_tpl", "{{ (value_json.t / 1000) | as_datetime }}");
    settings.put("dev_cla", "timestamp");
    settings.put("ent_cat", DIAGNOSTIC);
    return new Component("last_seen", SENSOR, settings);
  }

  private Component button(String key, String name, String request, String icon) {
    Map<String, Object> settings = entity("button", key, name);
    settings.put("cmd_t", topics.command(device.id(), "home-assistant-" + key));
    settings.put("pl_prs", request);
    settings.put(AVAILABILITY, topics.status(device.id()));
    settings.put("ic", icon);
    return new Component(key, "button", settings);
  }

  /** Returns the entity of the position. */
  Component location() {
    Map<String, Object> settings = entity(TRACKER, "location", "Location");
    settings.put("json_attr_t", topics.position(device.id()));
    settings.put("src_type", "gps");
    return available(new Component("location", TRACKER, settings));
  }

  private Map<String, Object> entity(String platform, String key, String name) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("name", name);
    settings.put("uniq_id", uniqueId(key));
    String slug = Identifiers.slug(device.name() + " " + key);
    if (!slug.isEmpty()) {
      settings.put("default_entity_id", platform + "." + slug);
    }
    return settings;
  }

  private String uniqueId(String key) {
    return deviceKey() + "_" + key;
  }
}
