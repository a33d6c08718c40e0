package io.obdio.socketio.uplink.homeassistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.unit.Units;
import io.obdio.socketio.uplink.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The engine step by step. */
class DiscoveryScheduleTest extends DiscoveryScenario {

  @Test
  void announcesTheVehicleInOneMessage() {
    connect();
    discovery.values(TestDiscovery.someValues(), now);
    pass(60_000);
    assertEquals(List.of(DEVICE), published);
    assertEquals(
        Set.of(
            "binary_sensor obdio_VAN-1 AUX_INPUT_STATUS",
            "binary_sensor obdio_VAN-1 STATUS-MIL",
            "binary_sensor obdio_VAN-1 online",
            "button obdio_VAN-1 clear_dtc",
            "button obdio_VAN-1 query_now",
            sensor("FUEL_TYPE"),
            sensor("RPM"),
            sensor("SPEED"),
            sensor("last_seen")),
        entities());
    assertEquals("sensor.van_rpm", homeAssistant.registry().get("obdio_VAN-1_RPM"));
  }

  @Test
  void announcesNewValuesTogetherAfterAWhile() {
    connect();
    pass(10_000);
    published.clear();
    for (int i = 0; i < 30; i++) {
      discovery.values(List.of(TestDiscovery.number("V" + i, "Value", Units.VOLT)), now);
      pass(1_000);
    }
    pass(30_000);
    // One each 15 s while there are always new ones, and the last one.
    assertEquals(List.of(DEVICE, DEVICE), published);
    assertTrue(entities().contains(sensor("V29")));
  }

  @Test
  void aKnownValueIsNoChange() {
    connect();
    discovery.values(TestDiscovery.someValues(), now);
    pass(10_000);
    published.clear();
    discovery.values(TestDiscovery.someValues(), now);
    pass(60_000);
    assertEquals(List.of(), published);
  }

  @Test
  void anotherStartKeepsEntitiesWhoseValuesWereNotReadYet() {
    connect();
    discovery.values(TestDiscovery.someValues(), now);
    pass(10_000);
    published.clear();
    discovery = create(TestDiscovery.options(DiscoveryStyle.DEVICE), name -> true);
    connect();
    pass(60_000);
    assertEquals(List.of(), published, "the broker keeps this already");
    discovery.values(List.of(TestDiscovery.number("MAF", "Air Flow", Units.GRAM_PER_SECOND)), now);
    pass(60_000);
    assertTrue(entities().containsAll(Set.of(sensor("RPM"), sensor("MAF"))));
    assertEquals(List.of(), homeAssistant.removed());
  }

  @Test
  void aValueThatIsNotPublishedAnyMoreIsRemovedInTwoSteps() {
    connect();
    discovery.values(TestDiscovery.someValues(), now);
    pass(10_000);
    published.clear();
    discovery = create(TestDiscovery.options(DiscoveryStyle.DEVICE), name -> !name.equals("SPEED"));
    connect();
    pass(60_000);
    assertEquals(List.of(DEVICE, DEVICE), published);
    assertFalse(entities().contains(sensor("SPEED")));
    assertEquals(List.of(sensor("SPEED")), homeAssistant.removed());
    assertTrue(entities().contains(sensor("RPM")));
  }

  @Test
  void anEntityOfAnotherPlatformReplacesTheFirst() {
    connect();
    discovery.values(List.of(TestDiscovery.AUX), now);
    pass(10_000);
    discovery.values(List.of(new ValueText("AUX_INPUT_STATUS", "Status", "on", null)), now);
    pass(60_000);
    assertTrue(entities().contains(sensor("AUX_INPUT_STATUS")));
    assertEquals(List.of("binary_sensor obdio_VAN-1 AUX_INPUT_STATUS"), homeAssistant.removed());
  }

  @Test
  void theStyleChangesWithoutLosingAnEntity() {
    connect();
    discovery.values(TestDiscovery.someValues(), now);
    pass(10_000);
    Set<String> before = entities();
    Map<String, String> registry = homeAssistant.registry();

    discovery = create(TestDiscovery.options(DiscoveryStyle.ENTITY), name -> true);
    connect();
    pass(60_000);
    assertEquals(before, entities());
    assertFalse(broker.containsKey(DEVICE));
    assertEquals(before.size(), broker.size());

    discovery = create(TestDiscovery.options(DiscoveryStyle.DEVICE), name -> true);
    connect();
    pass(60_000);
    assertEquals(before, entities());
    assertEquals(Set.of(DEVICE), broker.keySet());
    assertEquals(List.of(), homeAssistant.removed());
    assertEquals(registry, homeAssistant.registry());
  }

  @Test
  void aLossOfTheConnectionBetweenTwoStepsLosesNoEntity() {
    connect();
    discovery.values(TestDiscovery.someValues(), now);
    pass(10_000);
    Set<String> before = entities();
    discovery = create(TestDiscovery.options(DiscoveryStyle.ENTITY), name -> true);
    connect();
    pass(3_000); // the first step: the device message is given up
    assertTrue(text(broker.get(DEVICE)).contains("migrate_discovery"));
    discovery.disconnected();
    pass(60_000);
    connect();
    pass(60_000);
    assertEquals(before, entities());
    assertFalse(broker.containsKey(DEVICE));
  }

  @Test
  void anEntityThatGoesTogetherWithAStyleIsRemoved() {
    connect();
    discovery.values(TestDiscovery.someValues(), now);
    pass(10_000);
    discovery = create(TestDiscovery.options(DiscoveryStyle.ENTITY), name -> !name.equals("RPM"));
    connect();
    pass(60_000);
    assertFalse(entities().contains(sensor("RPM")));
    discovery = create(TestDiscovery.options(DiscoveryStyle.DEVICE), name -> !name.equals("SPEED"));
    connect();
    pass(60_000);
    assertFalse(entities().contains(sensor("SPEED")));
    assertEquals(List.of(sensor("RPM"), sensor("SPEED")), homeAssistant.removed());
  }

  @Test
  void aBrokerThatHasLostEverythingReceivesItAgain() {
    connect();
    discovery.values(TestDiscovery.someValues(), now);
    pass(10_000);
    Set<String> before = entities();
    broker.clear();
    discovery.disconnected();
    connect();
    pass(10_000);
    assertEquals(Set.of(DEVICE), broker.keySet());
    assertEquals(before, entities());
  }

  @Test
  void theStartOfHomeAssistantRepeatsTheMessageAfterTheDelay() {
    connect();
    discovery.values(TestDiscovery.someValues(), now);
    pass(10_000);
    published.clear();
    discovery.homeAssistantStarted(now, 0.8);
    pass(3_999);
    assertEquals(List.of(), published);
    pass(1);
    assertEquals(List.of(DEVICE), published);
  }

  @Test
  void aStartOfHomeAssistantWhileRetainedMessagesArriveIsNotLost() {
    connect();
    pass(10_000);
    discovery.disconnected();
    published.clear();
    connect();
    discovery.homeAssistantStarted(now, 0.2);
    pass(60_000);
    assertEquals(List.of(DEVICE), published);
  }

  @Test
  void nothingIsPublishedWithoutAConnection() {
    discovery.values(TestDiscovery.someValues(), now);
    discovery.homeAssistantStarted(now, 0);
    pass(60_000);
    assertEquals(List.of(), published);
    connect();
    pass(60_000);
    assertTrue(entities().contains(sensor("RPM")));
  }

  @Test
  void theOptionMakesValuesUnavailableWhileTheVehicleIsOffline() {
    connect();
    discovery.values(TestDiscovery.someValues(), now);
    pass(10_000);
    assertEquals("", homeAssistant.entity(sensor("RPM")).text("availability_topic"));
    assertEquals(
        "obdio/VAN-1/status",
        homeAssistant.entity("button obdio_VAN-1 clear_dtc").text("availability_topic"));
    discovery =
        create(
            new HomeAssistantOptions("homeassistant", DiscoveryStyle.DEVICE, true, true, true),
            name -> true);
    connect();
    pass(60_000);
    assertEquals(
        "obdio/VAN-1/status", homeAssistant.entity(sensor("RPM")).text("availability_topic"));
    for (String always : List.of("binary_sensor obdio_VAN-1 online", sensor("last_seen"))) {
      assertEquals("", homeAssistant.entity(always).text("availability_topic"));
    }
    assertEquals(List.of(), homeAssistant.errors());
  }

  @Test
  void buttonsAreThereOnlyIfTheRequestsAreAllowed() {
    discovery =
        create(
            new HomeAssistantOptions("homeassistant", DiscoveryStyle.DEVICE, false, true, false),
            name -> true);
    connect();
    pass(10_000);
    assertTrue(entities().contains("button obdio_VAN-1 query_now"));
    assertFalse(entities().contains("button obdio_VAN-1 clear_dtc"));
  }

  @Test
  void uniqueIdsStayWhenNamesChange() {
    connect();
    discovery.values(TestDiscovery.someValues(), now);
    pass(10_000);
    Map<String, String> registry = homeAssistant.registry();
    discovery =
        create(
            TestDiscovery.options(DiscoveryStyle.DEVICE),
            new VehicleDevice("VAN-1", "Another name", "", "2.0"),
            name -> true);
    connect();
    discovery.values(List.of(TestDiscovery.number("RPM", "Drehzahl", Units.RPM)), now);
    pass(10_000);
    assertEquals("Drehzahl", homeAssistant.entity(sensor("RPM")).text("name"));
    assertEquals(registry, homeAssistant.registry());
    assertEquals(List.of(), homeAssistant.errors());
  }

  @Test
  void namesWithOtherCharactersHaveIdsOfTheirOwn() {
    discovery =
        create(
            TestDiscovery.options(DiscoveryStyle.ENTITY),
            new VehicleDevice("a.b:c", "Äpfel & Birnen", "", "1"),
            name -> true);
    connect();
    discovery.values(
        List.of(
            TestDiscovery.number("HV.V", "Voltage", Units.VOLT),
            TestDiscovery.number("HV-V", "Voltage", Units.VOLT),
            TestDiscovery.number("HV_V", "Voltage", Units.VOLT),
            TestDiscovery.number("HV V", "Voltage", Units.VOLT)),
        now);
    pass(10_000);
    assertEquals(4, entities().stream().filter(id -> id.matches(".* HV[_-]V.*")).count());
  }

  @Test
  void thePrefixMayHaveSeveralLevels() {
    discovery =
        create(
            new HomeAssistantOptions("site/ha", DiscoveryStyle.ENTITY, false, true, true),
            name -> true);
    connect();
    discovery.values(TestDiscovery.someValues(), now);
    pass(10_000);
    Set<String> before = broker.keySet();
    assertTrue(before.contains("site/ha/sensor/obdio_VAN-1/RPM/config"), before::toString);
    discovery =
        create(
            new HomeAssistantOptions("site/ha", DiscoveryStyle.DEVICE, false, true, true),
            name -> true);
    connect();
    pass(60_000);
    assertEquals(Set.of("site/ha/device/obdio_VAN-1/config"), broker.keySet());
  }

  @Test
  void anInvalidPrefixIsRefused() {
    for (String prefix : List.of("", "/x", "x/", "a/+", "a/#", "$SYS")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new HomeAssistantOptions(prefix, DiscoveryStyle.DEVICE, false, true, true));
    }
  }

  @Test
  void thePositionIsATracker() {
    connect();
    discovery.positionKnown(now);
    pass(10_000);
    TestHomeAssistant.Entity tracker = homeAssistant.entity("device_tracker obdio_VAN-1 location");
    assertEquals("obdio/VAN-1/position", tracker.text("json_attributes_topic"));
    discovery = create(TestDiscovery.options(DiscoveryStyle.DEVICE), name -> true);
    connect();
    pass(60_000);
    assertTrue(entities().contains("device_tracker obdio_VAN-1 location"));
  }

  @Test
  void theNumberOfEntitiesIsLimited() {
    connect();
    List<ValueText> many = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      many.add(TestDiscovery.number("V" + i, "Value", Units.VOLT));
    }
    discovery.values(many, now);
    pass(10_000);
    assertEquals(DiscoverySchedule.MAX_ENTITIES + 4, entities().size());
  }

  @Test
  void messagesOfOthersAreIgnored() {
    broker.put(DEVICE, bytes("no JSON"));
    broker.put("homeassistant/sensor/obdio_VAN-1/RPM/config", bytes("[[["));
    broker.put(
        "homeassistant/sensor/obdio_VAN-1/X/config",
        bytes("{\"stat_t\":\"elsewhere/x\",\"uniq_id\":\"obdio_VAN-1_X\"}"));
    broker.put("homeassistant/sensor/other/RPM/config", bytes("{}"));
    connect();
    pass(60_000);
    assertEquals(4, entities().size());
    assertEquals(Set.of(DEVICE, "homeassistant/sensor/other/RPM/config"), broker.keySet());
  }
}
