package io.obdio.socketio.uplink.homeassistant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The abbreviations of the settings that this test knows.
 *
 * @see <a href="https://www.home-assistant.io/integrations/mqtt/#discovery-payload">payload</a>
 */
final class SettingNames {

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("avty", "availability"),
          Map.entry("avty_mode", "availability_mode"),
          Map.entry("avty_t", "availability_topic"),
          Map.entry("avty_tpl", "availability_template"),
          Map.entry("cmd_t", "command_topic"),
          Map.entry("cmd_tpl", "command_template"),
          Map.entry("cmps", "components"),
          Map.entry("def_ent_id", "default_entity_id"),
          Map.entry("dev", "device"),
          Map.entry("dev_cla", "device_class"),
          Map.entry("e", "encoding"),
          Map.entry("en", "enabled_by_default"),
          Map.entry("ent_cat", "entity_category"),
          Map.entry("exp_aft", "expire_after"),
          Map.entry("frc_upd", "force_update"),
          Map.entry("ic", "icon"),
          Map.entry("json_attr_t", "json_attributes_topic"),
          Map.entry("json_attr_tpl", "json_attributes_template"),
          Map.entry("migr_discvry", "migrate_discovery"),
          Map.entry("o", "origin"),
          Map.entry("obj_id", "object_id"),
          Map.entry("ops", "options"),
          Map.entry("p", "platform"),
          Map.entry("pl_avail", "payload_available"),
          Map.entry("pl_not_avail", "payload_not_available"),
          Map.entry("pl_off", "payload_off"),
          Map.entry("pl_on", "payload_on"),
          Map.entry("pl_prs", "payload_press"),
          Map.entry("ret", "retain"),
          Map.entry("src_type", "source_type"),
          Map.entry("stat_cla", "state_class"),
          Map.entry("stat_t", "state_topic"),
          Map.entry("sug_dsp_prc", "suggested_display_precision"),
          Map.entry("t", "topic"),
          Map.entry("uniq_id", "unique_id"),
          Map.entry("unit_of_meas", "unit_of_measurement"),
          Map.entry("val_tpl", "value_template"));

  private static final Map<String, String> DEVICE =
      Map.of(
          "cu", "configuration_url",
          "cns", "connections",
          "ids", "identifiers",
          "mf", "manufacturer",
          "mdl", "model",
          "mdl_id", "model_id",
          "hw", "hw_version",
          "sw", "sw_version",
          "sa", "suggested_area",
          "sn", "serial_number");

  private static final Map<String, String> ORIGIN =
      Map.of("sw", "sw_version", "url", "support_url");

  private SettingNames() {}

  /** Returns a discovery payload with full names. */
  static Map<String, @Nullable Object> expand(Map<?, ?> payload) {
    Map<String, @Nullable Object> full = expand(payload, SETTINGS);
    full.computeIfPresent("device", (key, value) -> expandMap(value, DEVICE));
    full.computeIfPresent("origin", (key, value) -> expandMap(value, ORIGIN));
    full.computeIfPresent("availability", (key, value) -> expandList(value));
    if (full.get("components") instanceof Map<?, ?> components) {
      Map<String, @Nullable Object> expanded = new LinkedHashMap<>();
      components.forEach(
          (key, value) ->
              expanded.put(
                  String.valueOf(key), value instanceof Map<?, ?> map ? expand(map) : value));
      full.put("components", expanded);
    }
    return full;
  }

  private static Object expandMap(Object value, Map<String, String> names) {
    return value instanceof Map<?, ?> map ? expand(map, names) : value;
  }

  private static Object expandList(Object value) {
    if (!(value instanceof List<?> list)) {
      return value;
    }
    List<Object> expanded = new ArrayList<>();
    list.forEach(item -> expanded.add(expandMap(item, SETTINGS)));
    return expanded;
  }

  private static Map<String, @Nullable Object> expand(Map<?, ?> map, Map<String, String> names) {
    Map<String, @Nullable Object> full = new LinkedHashMap<>();
    map.forEach(
        (key, value) ->
            full.put(names.getOrDefault(String.valueOf(key), String.valueOf(key)), value));
    return full;
  }
}
