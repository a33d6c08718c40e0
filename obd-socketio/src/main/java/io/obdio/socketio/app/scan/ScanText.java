package io.obdio.socketio.app.scan;

import io.obdio.socketio.app.terminal.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scan as lines for people, and as a tree for JSON. */
final class ScanText {

  private static final String INDENT = "    ";

  private ScanText() {}

  /** Returns the lines, none longer than {@code width} unless a word is. */
  static List<String> of(VehicleScan scan, int width) {
    List<String> lines = new ArrayList<>();
    lines.add("Port: " + scan.port());
    lines.add("Protocol: " + scan.protocol().name() + " (" + scan.protocol().id() + ")");
    lines.add("VIN: " + (scan.vin().isEmpty() ? "not reported" : scan.vin()));
    for (ScannedEcu ecu : scan.ecus()) {
      lines.add("");
      lines.add(
          "ECU "
              + ecu.address()
              + (ecu.name().isEmpty() ? "" : " " + ecu.name())
              + ": "
              + ecu.count()
              + " commands"
              + (ecu.uds() ? ", UDS" : ""));
      ecu.calibrations().forEach(each -> lines.add("  Calibration: " + each));
      ecu.supported().forEach((service, names) -> service(lines, service, names, width));
    }
    return lines.stream().map(Printable::of).toList();
  }

  private static void service(List<String> lines, int service, List<String> names, int width) {
    lines.add("  Service " + VehicleScan.hex(service) + ":" + (names.isEmpty() ? " none" : ""));
    StringBuilder line = new StringBuilder(INDENT);
    for (String name : names) {
      if (line.length() > INDENT.length() && line.length() + name.length() + 1 > width) {
        lines.add(line.toString().stripTrailing());
        line.setLength(INDENT.length());
      }
      line.append(name).append(' ');
    }
    if (line.length() > INDENT.length()) {
      lines.add(line.toString().stripTrailing());
    }
  }

  /** Returns the tree. */
  static Map<String, Object> json(VehicleScan scan) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("port", scan.port());
    json.put("protocol_id", scan.protocol().id());
    json.put("protocol_name", scan.protocol().name());
    json.put("vin", scan.vin());
    List<Object> ecus = new ArrayList<>();
    for (ScannedEcu ecu : scan.ecus()) {
      Map<String, Object> services = new LinkedHashMap<>();
      ecu.supported().forEach((service, names) -> services.put(VehicleScan.hex(service), names));
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("ecu", ecu.address().toString());
      one.put("name", ecu.name());
      one.put("calibrations", ecu.calibrations());
      one.put("uds", ecu.uds());
      one.put("services", services);
      ecus.add(one);
    }
    json.put("ecus", ecus);
    return json;
  }
}
