package io.obdio.socketio.uplink.homeassistant;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Home Assistant demands of the settings of one entity, full names and inherited settings
 * included. Settings that it would ignore are errors here.
 */
final class EntityRules {

  /** The settings that a component inherits from a device message. */
  static final Set<String> SHARED =
      Set.of(
          "availability",
          "availability_mode",
          "availability_template",
          "availability_topic",
          "command_topic",
          "encoding",
          "payload_available",
          "payload_not_available",
          "qos",
          "state_topic");

  private static final Set<String> COMMON =
      Set.of(
          "device",
          "origin",
          "name",
          "unique_id",
          "default_entity_id",
          "enabled_by_default",
          "entity_category",
          "icon",
          "json_attributes_topic",
          "json_attributes_template",
          "availability",
          "availability_mode",
          "availability_template",
          "availability_topic",
          "payload_available",
          "payload_not_available",
          "qos",
          "encoding");

  private static final Map<String, Set<String>> OF_PLATFORM =
      Map.of(
          "sensor",
          Set.of(
              "state_topic",
              "value_template",
              "device_class",
              "state_class",
              "unit_of_measurement",
              "suggested_display_precision",
              "options",
              "expire_after",
              "force_update"),
          "binary_sensor",
          Set.of(
              "state_topic",
              "value_template",
              "device_class",
              "payload_on",
              "payload_off",
              "expire_after",
              "force_update"),
          "button",
          Set.of("command_topic", "command_template", "payload_press", "device_class", "retain"),
          "device_tracker",
          Set.of("source_type"));

  private static final Set<String> BINARY_CLASSES =
      Set.of("battery", "connectivity", "heat", "light", "moving", "power", "problem", "running");

  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]+");
  private static final Pattern ENTITY_ID = Pattern.compile("([a-z_]+)\\.[a-z0-9]+(_[a-z0-9]+)*");
  private static final Pattern ICON = Pattern.compile("mdi:[a-z0-9-]+");
  private static final int MAX_QOS = 2;

  private final String platform;
  private final Map<String, @Nullable Object> settings;
  private final Consumer<String> errors;

  private EntityRules(
      String platform, Map<String, @Nullable Object> settings, Consumer<String> errors) {
    this.platform = platform;
    this.settings = settings;
    this.errors = errors;
  }

  static void check(
      String platform, Map<String, @Nullable Object> settings, Consumer<String> errors) {
    new EntityRules(platform, settings, errors).check();
  }

  /** Returns whether the state of a sensor must be a number. */
  static boolean isNumeric(Map<String, @Nullable Object> settings) {
    Object deviceClass = settings.get("device_class");
    if (deviceClass != null && Set.of("date", "enum", "timestamp").contains(deviceClass)) {
      return false;
    }
    return deviceClass != null
        || settings.containsKey("state_class")
        || settings.containsKey("unit_of_measurement")
        || settings.containsKey("suggested_display_precision");
  }

  private void check() {
    Set<String> own = OF_PLATFORM.get(platform);
    if (own == null) {
      errors.accept("unsupported platform " + platform);
      return;
    }
    for (String name : settings.keySet()) {
      if (name.equals("object_id")) {
        errors.accept("object_id does not work any more from Home Assistant 2026.4 on");
      } else if (!own.contains(name) && !COMMON.contains(name)) {
        errors.accept("unknown setting of " + platform + ": " + name);
      }
    }
    identity();
    topics();
    availability();
    common();
    switch (platform) {
      case "sensor" -> sensor();
      case "binary_sensor" -> binarySensor();
      case "device_tracker" -> required("json_attributes_topic");
      default -> required("command_topic");
    }
  }

  private void identity() {
    String id = required("unique_id");
    if (!ID.matcher(id).matches()) {
      errors.accept("unique_id: invalid: " + id);
    }
    String entity = text("default_entity_id");
    if (settings.containsKey("default_entity_id")) {
      if (!ENTITY_ID.matcher(entity).matches() || !entity.startsWith(platform + ".")) {
        errors.accept("default_entity_id: expected " + platform + ".name: " + entity);
      }
    }
    if (required("name").isBlank()) {
      errors.accept("name: empty");
    }
  }

  private void topics() {
    settings.forEach(
        (name, value) -> {
          if (name.endsWith("_topic")) {
            checkTopic(name, value);
          }
        });
  }

  private void checkTopic(String name, @Nullable Object value) {
    if (!(value instanceof String topic)
        || topic.isEmpty()
        || topic.startsWith("/")
        || topic.chars().anyMatch(c -> c == '+' || c == '#' || c < ' ')) {
      errors.accept(name + ": invalid topic: " + value);
    }
  }

  private void availability() {
    if (settings.containsKey("availability") && settings.containsKey("availability_topic")) {
      errors.accept("availability excludes availability_topic");
    }
    if (settings.get("availability") instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> map) {
          checkTopic("availability topic", map.get("topic"));
        } else {
          errors.accept("availability: expected a list of objects");
        }
      }
    }
  }

  private void common() {
    if (settings.containsKey("entity_category")
        && !platform.equals("button")
        && !text("entity_category").equals("diagnostic")) {
      errors.accept("entity_category: only 'diagnostic' is possible");
    }
    if (settings.containsKey("icon") && !ICON.matcher(text("icon")).matches()) {
      errors.accept("icon: expected mdi:name: " + text("icon"));
    }
    Object qos = settings.get("qos");
    if (qos != null && !(qos instanceof Number n && n.intValue() >= 0 && n.intValue() <= MAX_QOS)) {
      errors.accept("qos: expected 0, 1 or 2");
    }
  }

  private void sensor() {
    required("state_topic");
    String deviceClass = text("device_class");
    String unit = text("unit_of_measurement");
    String stateClass = text("state_class");
    if (!stateClass.isEmpty()
        && !Set.of("measurement", "total", "total_increasing").contains(stateClass)) {
      errors.accept("unknown state_class: " + stateClass);
    }
    if (!deviceClass.isEmpty()) {
      sensorClass(deviceClass, unit, stateClass);
    }
    if (settings.containsKey("options") && !deviceClass.equals("enum")) {
      errors.accept("options need the device class enum");
    }
    Object decimals = settings.get("suggested_display_precision");
    if (decimals != null && !(decimals instanceof Number n && n.intValue() >= 0)) {
      errors.accept("suggested_display_precision: expected 0 or more: " + decimals);
    }
  }

  private void sensorClass(String deviceClass, String unit, String stateClass) {
    if (!SensorClasses.isClass(deviceClass)) {
      errors.accept("unknown device_class: " + deviceClass);
      return;
    }
    if (!SensorClasses.units(deviceClass).contains(unit)) {
      errors.accept("the unit '" + unit + "' is not valid with device class " + deviceClass);
    }
    if (!stateClass.isEmpty() && !SensorClasses.stateClasses(deviceClass).contains(stateClass)) {
      errors.accept("state class " + stateClass + " is impossible with " + deviceClass);
    }
  }

  private void binarySensor() {
    required("state_topic");
    String deviceClass = text("device_class");
    if (!deviceClass.isEmpty() && !BINARY_CLASSES.contains(deviceClass)) {
      errors.accept("unknown device_class of binary_sensor: " + deviceClass);
    }
    if (settings.containsKey("payload_on") && text("payload_on").equals(text("payload_off"))) {
      errors.accept("payload_on and payload_off are equal");
    }
  }

  private String required(String name) {
    if (!(settings.get(name) instanceof String)) {
      errors.accept("required: " + name);
    }
    return text(name);
  }

  private String text(String name) {
    return settings.get(name) instanceof String text ? text : "";
  }
}
