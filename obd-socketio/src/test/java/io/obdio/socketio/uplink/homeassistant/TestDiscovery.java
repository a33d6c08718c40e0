package io.obdio.socketio.uplink.homeassistant;

import io.obdio.core.unit.Unit;
import io.obdio.core.unit.Units;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.uplink.ValueText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a discovery for tests. */
final class TestDiscovery {

  static final String PREFIX = "homeassistant";
  static final Topics TOPICS = Topics.DEFAULT;
  static final VehicleDevice VAN = new VehicleDevice("VAN-1", "Van", "WVWZZZ1JZXW000001", "1.0");

  static final ValueText RPM = number("RPM", "Engine RPM", Units.RPM);
  static final ValueText SPEED = number("SPEED", "Vehicle Speed", Units.KILOMETER_PER_HOUR);
  static final ValueText FUEL_TYPE = new ValueText("FUEL_TYPE", "Fuel Type", "Gasoline", null);
  static final ValueText AUX =
      new ValueText("AUX_INPUT_STATUS", "Auxiliary input status", true, null);

  static final ValueText LAMP =
      new ValueText("STATUS.MIL", "Malfunction indicator lamp", true, null);

  private TestDiscovery() {}

  static ValueText number(String name, String description, @Nullable Unit unit) {
    return new ValueText(name, description, 1.0, unit);
  }

  static List<ValueText> someValues() {
    return List.of(RPM, SPEED, FUEL_TYPE, AUX, LAMP);
  }

  static HomeAssistantOptions options(DiscoveryStyle style) {
    return new HomeAssistantOptions(PREFIX, style, false, true, true);
  }

  static Components components(HomeAssistantOptions options) {
    return new Components(TOPICS, VAN, options);
  }

  static DiscoveryMessages messages() {
    return messages(VAN);
  }

  static DiscoveryMessages messages(VehicleDevice device) {
    Components components = new Components(TOPICS, device, options(DiscoveryStyle.DEVICE));
    return new DiscoveryMessages(PREFIX, components.deviceKey(), device, new JacksonJson());
  }
}
