package io.obdio.socketio.fleet.face;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.socketio.fleet.Page;
import io.obdio.socketio.fleet.VehicleInfo;
import io.obdio.socketio.vehicle.ResponseJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON of vehicles and of their values, as maps for a codec. Immutable. */
final class FleetJson {

  private final Commands commands;
  private final ResponseJson responses = new ResponseJson(false);

  /**
   * Creates a representation.
   *
   * @param commands describe the values of these names
   */
  FleetJson(Commands commands) {
    this.commands = commands;
  }

  /** Returns a page: {@code {"vehicles": [..], "next": ".."}}. */
  Map<String, Object> page(Page<VehicleInfo> page) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("vehicles", page.items().stream().map(FleetJson::vehicle).toList());
    json.put("next", page.next());
    return json;
  }

  /** Returns a vehicle: {@code {"id", "online", "last_seen", "vin"}}. */
  static Map<String, Object> vehicle(VehicleInfo info) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", info.id());
    json.put("online", info.online());
    json.put("last_seen", info.lastSeen());
    json.put("vin", info.vin());
    return json;
  }

  /** Returns a vehicle with the position up to which its batches are stored. */
  static Map<String, Object> details(VehicleInfo info) {
    Map<String, Object> json = vehicle(info);
    json.put("epoch", info.epoch());
    json.put("seq", info.seq());
    return json;
  }

  /** Returns a value as the namespace {@code /} does; null if it is not known. */
  @Nullable Map<String, @Nullable Object> response(VehicleValues values, String name) {
    Object value = values.value(name);
    if (value == null) {
      return null;
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("value", value);
    json.put("command", command(name));
    json.put("time", values.time(name));
    json.put("unit", values.unit(name));
    return json;
  }

  /** Returns the commands of values. */
  List<Map<String, Object>> commands(VehicleValues values) {
    return values.names().stream().map(this::command).toList();
  }

  private Map<String, Object> command(String name) {
    Optional<ObdCommand<?>> known = commands.find(name);
    return known.isPresent() ? responses.command(known.get()) : Map.of("name", name, "desc", name);
  }
}
