package io.obdio.socketio.uplink.homeassistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.telemetry.BrokerMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader of discovery messages finds faults: each rule is broken once. */
class TestHomeAssistantTest {

  private static final String TOPIC = "homeassistant/device/obdio_VAN-1/config";

  private final TestHomeAssistant homeAssistant = new TestHomeAssistant("homeassistant");

  private static byte[] valid() {
    Components components = TestDiscovery.components(TestDiscovery.options(DiscoveryStyle.DEVICE));
    List<Component> all = new ArrayList<>(components.general());
    TestDiscovery.someValues().forEach(value -> all.add(components.value(value)));
    all.add(components.location());
    return TestDiscovery.messages().deviceMessage(all, List.of());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> tree(byte[] payload) {
    try {
      return copy(
          (Map<String, Object>)
              Objects.requireNonNull(new JacksonJson().decode(payload, 0, payload.length)));
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> copy(Map<String, Object> map) {
    Map<String, Object> copy = new LinkedHashMap<>(map);
    copy.replaceAll(
        (key, value) -> value instanceof Map<?, ?> m ? copy((Map<String, Object>) m) : value);
    return copy;
  }

  private void receive(String topic, Map<String, Object> payload) throws JsonException {
    homeAssistant.discovered(
        BrokerMessage.atLeastOnce(topic, new JacksonJson().encode(payload, new ArrayList<>())));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> member(Map<String, Object> tree, String name) {
    return (Map<String, Object>) Objects.requireNonNull(tree.get(name));
  }

  private static Map<String, Object> component(Map<String, Object> tree, String key) {
    return member(member(tree, "cmps"), key);
  }

  private static Arguments fault(String expected, Consumer<Map<String, Object>> change) {
    return Arguments.of(expected, change);
  }

  private static Arguments inRpm(String expected, String name, Object value) {
    return fault(expected, tree -> component(tree, "RPM").put(name, value));
  }

  private static Arguments without(String expected, String key, String name) {
    return fault(expected, tree -> component(tree, key).remove(name));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("required: device", tree -> tree.remove("dev")),
        fault("required: origin", tree -> tree.remove("o")),
        fault("required: components", tree -> tree.remove("cmps")),
        fault("required: identifiers or connections", tree -> member(tree, "dev").remove("ids")),
        fault("identifiers or connections", tree -> member(tree, "dev").put("ids", List.of())),
        fault("unknown setting of device", tree -> member(tree, "dev").put("colour", "red")),
        fault("device: expected a text", tree -> member(tree, "dev").put("name", 5)),
        fault("origin: required: name", tree -> member(tree, "o").remove("name")),
        fault("unknown setting of origin", tree -> member(tree, "o").put("author", "x")),
        fault("unknown setting of a device message", tree -> tree.put("icon", "mdi:car")),
        without("required: platform", "RPM", "p"),
        fault("unsupported platform", tree -> component(tree, "RPM").put("p", "sensors")),
        without("required: unique_id", "RPM", "uniq_id"),
        inRpm("unique_id is used by", "uniq_id", "obdio_VAN-1_SPEED"),
        inRpm("unique_id: invalid", "uniq_id", "van 1"),
        inRpm("object_id does not work", "obj_id", "rpm"),
        inRpm("object_id does not work", "object_id", "rpm"),
        inRpm("default_entity_id", "default_entity_id", "rpm"),
        inRpm("default_entity_id", "default_entity_id", "binary_sensor.rpm"),
        inRpm("default_entity_id", "def_ent_id", "sensor.RPM"),
        inRpm("unknown setting of sensor", "pl_on", "1"),
        inRpm("name: empty", "name", " "),
        without("required: state_topic", "RPM", "stat_t"),
        without("required: state_topic", "STATUS-MIL", "stat_t"),
        without("required: command_topic", "clear_dtc", "cmd_t"),
        without("required: json_attributes_topic", "location", "json_attr_t"),
        fault("unknown setting", tree -> component(tree, "location").put("stat_t", "a/b")),
        inRpm("invalid topic", "stat_t", "a/+/b"),
        inRpm("invalid topic", "stat_t", ""),
        inRpm("unknown device_class", "dev_cla", "rotation"),
        inRpm("is not valid with device class", "dev_cla", "speed"),
        fault(
            "is not valid with device class",
            tree -> component(tree, "SPEED").put("unit_of_meas", "kph")),
        inRpm("unknown state_class", "stat_cla", "increasing"),
        fault(
            "state class total is impossible with",
            tree -> component(tree, "SPEED").put("stat_cla", "total")),
        fault(
            "state class measurement is impossible with timestamp",
            tree -> component(tree, "last_seen").put("stat_cla", "measurement")),
        fault(
            "unknown device_class of binary_sensor",
            tree -> component(tree, "STATUS-MIL").put("dev_cla", "lamp")),
        inRpm("entity_category", "ent_cat", "config"),
        inRpm("icon", "ic", "engine"),
        inRpm("qos", "qos", 3),
        inRpm("suggested_display_precision", "sug_dsp_prc", "1"),
        inRpm("options need", "ops", List.of("a")),
        fault(
            "availability excludes",
            tree -> {
              component(tree, "RPM").put("avty_t", "a");
              component(tree, "RPM").put("avty", List.of(Map.of("t", "b")));
            }),
        inRpm("availability topic: invalid", "avty", List.of(Map.of("topic", "#"))),
        fault(
            "payload_on and payload_off",
            tree -> component(tree, "AUX_INPUT_STATUS").put("pl_off", "true")));
  }

  @ParameterizedTest(name = "{index} {0}")
  @MethodSource("faults")
  void findsTheFault(String expected, Consumer<Map<String, Object>> change) throws Exception {
    Map<String, Object> tree = tree(valid());
    change.accept(tree);
    receive(TOPIC, tree);
    assertTrue(
        homeAssistant.errors().stream().anyMatch(text -> text.contains(expected)),
        () -> "expected: " + expected + " in " + homeAssistant.errors());
  }

  @Test
  void acceptsTheValidMessage() throws Exception {
    receive(TOPIC, tree(valid()));
    assertEquals(List.of(), homeAssistant.errors());
    assertEquals(10, homeAssistant.entities().size());
  }

  @Test
  void aComponentInherits() throws Exception {
    Map<String, Object> tree = tree(valid());
    component(tree, "RPM").remove("stat_t");
    tree.put("stat_t", "a/b");
    member(tree, "cmps").keySet().retainAll(List.of("RPM", "SPEED"));
    receive(TOPIC, tree);
    assertEquals(List.of(), homeAssistant.errors());
    assertEquals("a/b", homeAssistant.entity("sensor obdio_VAN-1 RPM").text("state_topic"));
    assertEquals(
        "obdio/VAN-1/values/SPEED",
        homeAssistant.entity("sensor obdio_VAN-1 SPEED").text("state_topic"));
  }

  @Test
  void findsWrongTopicsAndPayloads() {
    homeAssistant.discovered(TestHomeAssistant.message("homeassistant/device/a b/config", "{}"));
    homeAssistant.discovered(TestHomeAssistant.message("homeassistant/device/a/conf", "{}"));
    homeAssistant.discovered(TestHomeAssistant.message(TOPIC, "[]"));
    homeAssistant.discovered(TestHomeAssistant.message(TOPIC, "{"));
    assertEquals(4, homeAssistant.errors().size(), homeAssistant.errors()::toString);
  }

  @Test
  void findsAComponentThatWasNotRemovedFirst() throws Exception {
    Map<String, Object> tree = tree(valid());
    receive(TOPIC, tree);
    member(tree, "cmps").remove("RPM");
    receive(TOPIC, tree);
    assertTrue(homeAssistant.errors().toString().contains("left out before it was removed"));
  }

  @Test
  void findsAnEntityOfTwoMessages() throws Exception {
    Map<String, Object> tree = tree(valid());
    receive(TOPIC, tree);
    Map<String, Object> single = new LinkedHashMap<>(component(tree, "RPM"));
    single.remove("p");
    single.put("dev", tree.get("dev"));
    receive("homeassistant/sensor/obdio_VAN-1/RPM/config", single);
    receive("homeassistant/sensor/elsewhere/config", single);
    assertEquals(2, homeAssistant.errors().size(), homeAssistant.errors()::toString);
    assertTrue(homeAssistant.errors().get(0).contains("is announced already"));
    assertTrue(homeAssistant.errors().get(1).contains("unique_id is used by"));
  }

  @Test
  void findsAUniqueIdThatChanges() throws Exception {
    Map<String, Object> tree = tree(valid());
    receive(TOPIC, tree);
    component(tree, "RPM").put("uniq_id", "other");
    receive(TOPIC, tree);
    assertTrue(homeAssistant.errors().toString().contains("unique_id has changed"));
  }

  @Test
  void findsAnInvalidMigration() throws Exception {
    receive(TOPIC, Map.of("migrate_discovery", "yes"));
    receive(TOPIC, Map.of("migr_discvry", true, "name", "x"));
    assertEquals(2, homeAssistant.errors().size());
  }

  static Stream<Arguments> states() {
    return Stream.of(
        Arguments.of("values/RPM", "850.5", ""),
        Arguments.of("values/RPM", "850 rpm", "no number"),
        Arguments.of("values/RPM", "Infinity", "not finite"),
        Arguments.of("values/RPM", "8,5", "no number"),
        Arguments.of("values/FUEL_TYPE", "x".repeat(300), ""),
        Arguments.of("values/AUX_INPUT_STATUS", "true", ""),
        Arguments.of("values/AUX_INPUT_STATUS", "True", "neither"),
        Arguments.of("status", "online", ""),
        Arguments.of("status", "away", "neither"),
        Arguments.of("state", "{\"t\":1764445620000,\"v\":{}}", ""),
        Arguments.of("state", "{\"v\":{}}", "template"),
        Arguments.of("state", "1", "template"),
        Arguments.of("values/STATUS.MIL", "true", ""),
        Arguments.of("dtc", "{\"mil\":true,\"count\":2}", ""),
        Arguments.of("dtc", "[]", "no JSON object"),
        Arguments.of("position", "{\"latitude\":48.1,\"longitude\":11.5}", ""),
        Arguments.of("position", "{\"latitude\":\"48.1\",\"longitude\":11.5}", "no numbers"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("states")
  void checksStates(String topic, String payload, String expected) throws Exception {
    receive(TOPIC, tree(valid()));
    homeAssistant.stateReceived(
        BrokerMessage.atMostOnce("obdio/VAN-1/" + topic, payload.getBytes(StandardCharsets.UTF_8)));
    if (expected.isEmpty()) {
      assertEquals(List.of(), homeAssistant.errors());
    } else {
      assertTrue(
          homeAssistant.errors().stream().anyMatch(text -> text.contains(expected)),
          homeAssistant.errors()::toString);
    }
  }
}
