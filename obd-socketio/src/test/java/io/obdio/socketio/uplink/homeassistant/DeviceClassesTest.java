package io.obdio.socketio.uplink.homeassistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.core.unit.Unit;
import io.obdio.core.unit.Units;
import io.obdio.socketio.uplink.ValueText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of units and values against the lists of Home Assistant. */
class DeviceClassesTest {

  @Test
  void everyUnitHasARow() {
    for (Unit unit : Units.all()) {
      assertTrue(DeviceClasses.contains(unit), unit.name());
    }
  }

  @Test
  void everyUnitIsAcceptedWithItsClass() {
    List<String> errors = new ArrayList<>();
    for (Unit unit : Units.all()) {
      ValueText value = TestDiscovery.number("X", "X", unit);
      check(value, errors);
    }
    assertEquals(List.of(), errors);
  }

  @Test
  void aUnitOfADefinitionHasNoClass() {
    List<String> errors = new ArrayList<>();
    Component component = check(TestDiscovery.number("X", "X", Unit.other("furlong")), errors);
    assertEquals(List.of(), errors);
    assertEquals("furlong", component.text("unit_of_meas"));
    assertEquals("", component.text("dev_cla"));
  }

  @Test
  void everyTraitIsOfAValue() {
    Commands commands = Commands.standard();
    for (String name : SensorTraits.names()) {
      int dot = name.indexOf('.');
      String command = dot < 0 ? name : name.substring(0, dot);
      assertTrue(commands.find(command).isPresent(), name);
    }
  }

  @Test
  void everyTraitIsAccepted() {
    List<String> errors = new ArrayList<>();
    check(TestDiscovery.number("HYBRID_BATTERY_REMAINING", "Battery", Units.PERCENT), errors);
    check(TestDiscovery.number("ODOMETER", "Odometer", Units.KILOMETER), errors);
    check(TestDiscovery.number("RUN_TIME", "Run time", Units.SECOND), errors);
    check(TestDiscovery.number("WARMUPS_SINCE_DTC_CLEAR", "Warm-ups", Units.COUNT), errors);
    check(new ValueText("VIN", "Vehicle identification number", "WVW", null), errors);
    assertEquals(List.of(), errors);
  }

  private static Component check(ValueText value, List<String> errors) {
    Component component =
        TestDiscovery.components(TestDiscovery.options(DiscoveryStyle.DEVICE)).value(value);
    EntityRules.check(
        component.platform(),
        SettingNames.expand(component.settings()),
        text -> errors.add(value + ": " + text));
    return component;
  }
}
