package io.obdio.socketio.uplink.homeassistant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The device classes of sensors of Home Assistant 2024.11, each with its units and state classes.
 * Later versions have more of both: what is valid by this table is valid in all of them.
 *
 * @see <a href="https://developers.home-assistant.io/docs/core/entity/sensor/">sensor entity</a>
 */
final class SensorClasses {

  /** The absence of a unit. */
  static final String NO_UNIT = "";

  private static final Set<String> MEASUREMENT = Set.of("measurement");
  private static final Set<String> TOTALS = Set.of("total", "total_increasing");
  private static final Set<String> ANY = Set.of("measurement", "total", "total_increasing");
  private static final Set<String> NEVER = Set.of();

  private record Row(Set<String> units, Set<String> stateClasses) {}

  private static final Map<String, Row> ROWS = new HashMap<>();

  static {
    row("date", NEVER, NO_UNIT);
    row("enum", NEVER, NO_UNIT);
    row("timestamp", NEVER, NO_UNIT);
    row("apparent_power", MEASUREMENT, "VA");
    row("aqi", MEASUREMENT, NO_UNIT);
    row("atmospheric_pressure", MEASUREMENT, "Pa hPa kPa bar cbar mbar mmHg inHg psi".split(" "));
    row("battery", MEASUREMENT, "%");
    row("carbon_dioxide", MEASUREMENT, "ppm");
    row("carbon_monoxide", MEASUREMENT, "ppm");
    row("current", MEASUREMENT, "A", "mA");
    row("data_size", ANY, "bit kbit Mbit Gbit B kB MB GB TB PB KiB MiB GiB TiB".split(" "));
    row("distance", ANY, "mm cm m km in ft yd mi".split(" "));
    row("duration", ANY, "ms s min h d".split(" "));
    row("energy", TOTALS, "Wh kWh MWh MJ GJ".split(" "));
    row("energy_storage", MEASUREMENT, "Wh kWh MWh MJ GJ".split(" "));
    row("frequency", MEASUREMENT, "Hz kHz MHz GHz".split(" "));
    row("gas", TOTALS, "m³", "ft³", "CCF");
    row("humidity", MEASUREMENT, "%");
    row("illuminance", MEASUREMENT, "lx");
    row("irradiance", MEASUREMENT, "W/m²", "BTU/(h⋅ft²)");
    row("moisture", MEASUREMENT, "%");
    row("power", MEASUREMENT, "W", "kW");
    row("power_factor", MEASUREMENT, "%", NO_UNIT);
    row("precipitation", ANY, "cm", "mm", "in");
    row("pressure", MEASUREMENT, "Pa hPa kPa bar cbar mbar mmHg inHg psi".split(" "));
    row("signal_strength", MEASUREMENT, "dB", "dBm");
    row("speed", MEASUREMENT, "m/s km/h mph kn ft/s mm/d mm/h in/d in/h".split(" "));
    row("temperature", MEASUREMENT, "°C", "°F", "K");
    row("voltage", MEASUREMENT, "V", "mV");
    row("volume", TOTALS, "mL L m³ ft³ CCF gal".split(" "));
    row("volume_flow_rate", MEASUREMENT, "m³/h ft³/min L/min gal/min mL/s".split(" "));
    row("volume_storage", MEASUREMENT, "mL L m³ ft³ CCF gal".split(" "));
    row("water", TOTALS, "L m³ ft³ CCF gal".split(" "));
    row("weight", ANY, "mg g kg oz lb".split(" "));
    row("wind_speed", MEASUREMENT, "m/s km/h mph kn ft/s".split(" "));
  }

  private SensorClasses() {}

  private static void row(String name, Set<String> stateClasses, String... units) {
    ROWS.put(name, new Row(Set.copyOf(List.of(units)), stateClasses));
  }

  static boolean isClass(String name) {
    return ROWS.containsKey(name);
  }

  static Set<String> units(String name) {
    return row(name).units();
  }

  static Set<String> stateClasses(String name) {
    return row(name).stateClasses();
  }

  private static Row row(String name) {
    Row row = ROWS.get(name);
    if (row == null) {
      throw new IllegalArgumentException(name);
    }
    return row;
  }
}
