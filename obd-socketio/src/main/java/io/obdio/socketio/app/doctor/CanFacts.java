package io.obdio.socketio.app.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The CAN interfaces.
 *
 * @param supported whether the system can have CAN interfaces
 * @param chosen the interface that the transport names; empty if it uses none
 * @param interfaces those of the machine
 */
record CanFacts(boolean supported, String chosen, List<Interface> interfaces) {

  /** {@code ARPHRD_CAN} of Linux. */
  private static final long TYPE_CAN = 280;

  private static final long FLAG_UP = 1;

  CanFacts {
    interfaces = List.copyOf(interfaces);
  }

  /**
   * A CAN interface.
   *
   * @param name such as {@code can0}
   * @param up whether it is up
   * @param virtual whether it has no bit rate
   * @param bitRate in bit/s; 0 if it is not known or not set
   * @param state such as {@code ERROR-ACTIVE} or {@code BUS-OFF}; empty if it is not known
   * @param transmitErrors the controller's counter of transmit errors
   * @param receiveErrors the controller's counter of receive errors
   * @param dropped frames that were received and lost
   * @param restartMillis the time after which the interface recovers from bus-off; 0 for never
   */
  record Interface(
      String name,
      boolean up,
      boolean virtual,
      long bitRate,
      String state,
      long transmitErrors,
      long receiveErrors,
      long dropped,
      long restartMillis) {}

  /** Returns the interface that the transport names; all if it names none. */
  List<Interface> relevant() {
    return chosen.isEmpty()
        ? interfaces
        : interfaces.stream().filter(each -> each.name().equals(chosen)).toList();
  }

  /** Collects the facts from {@code /sys} and from {@code ip}. */
  static CanFacts collect(Machine machine, String chosen) throws InterruptedException {
    if (!machine.linux()) {
      return new CanFacts(false, chosen, List.of());
    }
    List<String> names = new ArrayList<>();
    for (String name : machine.names("/sys/class/net")) {
      if (machine.number("/sys/class/net/" + name + "/type", 0) == TYPE_CAN) {
        names.add(name);
      }
    }
    Map<String, JsonNode> links =
        names.isEmpty()
            ? Map.of()
            : SystemCommand.output(List.of("ip", "-details", "-statistics", "-json", "link"))
                .map(CanFacts::links)
                .orElse(Map.of());
    List<Interface> interfaces = new ArrayList<>();
    for (String name : names) {
      interfaces.add(of(machine, name, Optional.ofNullable(links.get(name))));
    }
    return new CanFacts(true, chosen, interfaces);
  }

  /** Returns the links of the output of {@code ip}, by name. */
  static Map<String, JsonNode> links(String json) {
    Map<String, JsonNode> links = new LinkedHashMap<>();
    try {
      for (JsonNode link : new JsonMapper().readTree(json)) {
        links.put(link.path("ifname").asString(""), link);
      }
    } catch (JacksonException e) {
      return Map.of();
    }
    return links;
  }

  static Interface of(Machine machine, String name, Optional<JsonNode> link) {
    String folder = "/sys/class/net/" + name;
    JsonNode info = link.map(each -> each.path("linkinfo")).orElse(JsonMapper.shared().nullNode());
    JsonNode data = info.path("info_data");
    boolean virtual =
        info.path("info_kind").asString(name.startsWith("v") ? "vcan" : "can").startsWith("v");
    return new Interface(
        name,
        (machine.number(folder + "/flags", 0) & FLAG_UP) != 0,
        virtual,
        data.path("bittiming").path("bitrate").asLong(0),
        data.path("state").asString(""),
        data.path("berr_counter").path("tx").asLong(0),
        data.path("berr_counter").path("rx").asLong(0),
        machine.number(folder + "/statistics/rx_over_errors", 0)
            + machine.number(folder + "/statistics/rx_dropped", 0),
        data.path("restart_ms").asLong(0));
  }
}
