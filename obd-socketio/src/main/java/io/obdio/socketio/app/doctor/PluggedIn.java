package io.obdio.socketio.app.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON of what a client can connect: serial ports, CAN interfaces, the simulator. */
final class PluggedIn {

  private PluggedIn() {}

  /**
   * Returns {@code {"configured": .., "devices": [{"kind", "name", "uri", "usable", "problem"}]}}.
   *
   * @param configured the transport of the server
   */
  static Map<String, Object> of(String configured, PortFacts ports, CanFacts can) {
    List<Object> devices = new ArrayList<>();
    for (PortFacts.Port port : ports.ports()) {
      if (port.exists()) {
        devices.add(device("serial", port.title(), "elm327:" + port.path(), problem(port)));
      }
    }
    for (CanFacts.Interface each : can.interfaces()) {
      String rate = each.bitRate() == 0 ? "" : " (" + each.bitRate() + " bit/s)";
      devices.add(
          device(
              "can",
              each.name() + rate,
              "socketcan:" + each.name(),
              each.up() ? "" : "the interface is down"));
    }
    devices.add(device("simulator", "Simulated vehicle", "sim:", ""));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("configured", configured);
    json.put("devices", devices);
    return json;
  }

  private static String problem(PortFacts.Port port) {
    if (!port.permitted()) {
      return "the user of the server may not open it";
    }
    return port.inUse() ? "another program uses it" : "";
  }

  private static Map<String, Object> device(String kind, String name, String uri, String problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", kind);
    json.put("name", name);
    json.put("uri", uri);
    json.put("usable", problem.isEmpty());
    json.put("problem", problem);
    return json;
  }
}
