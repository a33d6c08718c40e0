package io.obdio.socketio.vehicle;

import io.obdio.core.unit.Unit;
import io.obdio.core.unit.UnitConversion;
import io.obdio.core.unit.UnitSystem;
import io.obdio.core.unit.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON of the systems of units, so that a page needs no table of its own: every unit with its
 * symbol and decimals, and for each system the conversions of the units that it replaces.
 */
public final class UnitsJson {

  private UnitsJson() {}

  /** Returns all units and the conversions of {@code systems}. */
  public static Map<String, Object> of(List<UnitSystem> systems) {
    Map<String, Object> units = new LinkedHashMap<>();
    for (Unit unit : Units.all()) {
      units.put(unit.name(), Map.of("symbol", unit.symbol(), "decimals", unit.decimals()));
    }
    List<Object> ids = new ArrayList<>();
    Map<String, Object> conversions = new LinkedHashMap<>();
    for (UnitSystem system : systems) {
      ids.add(system.id());
      conversions.put(system.id(), conversions(system));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("systems", ids);
    json.put("units", units);
    json.put("conversions", conversions);
    return json;
  }

  private static Map<String, Object> conversions(UnitSystem system) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (UnitConversion conversion : system.conversions()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("unit", conversion.to().name());
      row.put("symbol", conversion.to().symbol());
      row.put("factor", conversion.factor());
      row.put("offset", conversion.offset());
      row.put("reciprocal", conversion.reciprocal());
      row.put("decimals", conversion.to().decimals());
      json.put(conversion.from().name(), row);
    }
    return json;
  }
}
