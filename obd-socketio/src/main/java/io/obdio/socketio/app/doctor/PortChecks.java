package io.obdio.socketio.app.doctor;

import io.obdio.socketio.app.doctor.PortFacts.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The checks of the user and the serial ports. */
final class PortChecks {

  /** The table. */
  static final List<Check<PortFacts>> ROWS =
      List.of(
          new Check<>("user", PortChecks::user),
          new Check<>("ports", PortChecks::ports),
          new Check<>("permission", PortChecks::permission),
          new Check<>("port-in-use", PortChecks::inUse),
          new Check<>("modem-manager", PortChecks::managers),
          new Check<>("bluetooth", PortChecks::bluetooth));

  private static final String NOT_NEEDED = "the transport uses no serial port";

  private PortChecks() {}

  private static Judgement user(PortFacts facts) {
    UserFacts user = facts.user();
    if (user.root()) {
      return Judgement.ok(user.name() + ", with all permissions; those of other users do not show");
    }
    return Judgement.ok(
        user.groups().isEmpty()
            ? user.name()
            : user.name() + ", in the groups " + user.groups().stream().sorted().collect(joined()));
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }

  private static Judgement ports(PortFacts facts) {
    List<Port> there = facts.ports().stream().filter(Port::exists).toList();
    String list = there.stream().map(Port::title).collect(joined());
    if (!facts.chosen().isEmpty() && facts.usable().stream().noneMatch(Port::exists)) {
      return Judgement.fail(
          facts.chosen() + " does not exist" + (list.isEmpty() ? "" : "; there are " + list),
          "Plug the adapter in, or correct --transport. Names under /dev/serial/by-id do not change"
              + " when the adapter is plugged in elsewhere.");
    }
    if (!there.isEmpty()) {
      return Judgement.ok(list);
    }
    return facts.needed()
        ? Judgement.fail(
            "there is no serial port",
            "Plug the adapter in. Bind a Bluetooth adapter with rfcomm; name a Wi-Fi adapter with"
                + " --transport elm327://host:port.")
        : Judgement.skipped("there is no serial port; " + NOT_NEEDED);
  }

  private static Judgement permission(PortFacts facts) {
    List<Port> ports = facts.usable().stream().filter(Port::exists).toList();
    List<Port> refused = ports.stream().filter(port -> !port.permitted()).toList();
    if (ports.isEmpty()) {
      return Judgement.skipped("there is no port to open");
    }
    if (refused.isEmpty()) {
      return Judgement.ok(facts.user().name() + " may open " + paths(ports));
    }
    String text = facts.user().name() + " may not open " + paths(refused);
    String group = refused.get(0).group();
    String remedy = remedy(facts.user(), group);
    return facts.needed() && refused.size() == ports.size()
        ? Judgement.fail(text, remedy)
        : Judgement.warn(text, remedy);
  }

  private static String remedy(UserFacts user, String group) {
    if (group.isEmpty() || group.equals("root")) {
      return "Let a udev rule give the device to the group dialout, and add the user to it.";
    }
    if (user.listed().contains(group) && !user.groups().contains(group)) {
      return "Log out and in again: the user is in the group " + group + ", this session is not.";
    }
    return "Add the user to the group: sudo usermod -a -G "
        + group
        + " "
        + user.name()
        + ". Then log out and in again.";
  }

  private static String paths(List<Port> ports) {
    return ports.stream().map(Port::path).collect(joined());
  }

  private static Judgement inUse(PortFacts facts) {
    List<Port> ports = facts.usable().stream().filter(Port::exists).toList();
    if (ports.isEmpty()) {
      return Judgement.skipped("there is no port to open");
    }
    List<String> held = new ArrayList<>();
    List<String> stale = new ArrayList<>();
    for (Port port : ports) {
      port.holders().forEach(holder -> held.add(port.path() + " is open in " + holder));
      for (Holders.LockFile lock : port.locks()) {
        (lock.alive() ? held : stale)
            .add(port.path() + " is locked by " + lock.path() + " of process " + lock.process());
      }
    }
    if (!held.isEmpty()) {
      String text = String.join("; ", held);
      String remedy = "End this program first: only one program can talk to an adapter.";
      return facts.needed() && ports.stream().allMatch(Port::inUse)
          ? Judgement.fail(text, remedy)
          : Judgement.warn(text, remedy);
    }
    if (!stale.isEmpty()) {
      return Judgement.warn(
          String.join("; ", stale) + ", which has ended", "Delete the lock file.");
    }
    return Judgement.ok(
        facts.user().root()
            ? "no other program uses " + paths(ports)
            : "no other program of this user uses " + paths(ports));
  }

  private static Judgement managers(PortFacts facts) {
    if (facts.managers().isEmpty()) {
      return Judgement.ok("no program probes serial ports by itself");
    }
    return Judgement.warn(
        String.join(", ", facts.managers()) + " sends modem commands to new serial ports",
        "Disable it (sudo systemctl disable --now ModemManager), or exclude the adapter by a udev"
            + " rule with ENV{ID_MM_DEVICE_IGNORE}=\"1\".");
  }

  private static Judgement bluetooth(PortFacts facts) {
    if (facts.bluetooth().isEmpty()) {
      return Judgement.skipped("this machine has no Bluetooth adapter");
    }
    PortFacts.Bluetooth bluetooth = facts.bluetooth().get();
    if (bluetooth.blocked()) {
      return Judgement.warn("Bluetooth is switched off", "Switch it on: rfkill unblock bluetooth.");
    }
    return Judgement.ok(
        bluetooth.bound().isEmpty()
            ? "Bluetooth is on; no adapter is bound with rfcomm"
            : "bound: " + String.join(", ", bluetooth.bound()));
  }
}
