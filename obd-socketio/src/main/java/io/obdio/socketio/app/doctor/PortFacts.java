package io.obdio.socketio.app.doctor;

import io.obdio.elm327.link.PortInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The serial ports.
 *
 * @param needed whether the transport uses a serial port
 * @param chosen the port that the transport names; empty if it searches all of them
 * @param ports those of the machine, and the chosen one
 * @param user the user who opens them
 * @param managers programs that probe new serial ports by themselves, such as ModemManager
 * @param bluetooth what is known about Bluetooth; empty without a Bluetooth adapter
 */
record PortFacts(
    boolean needed,
    String chosen,
    List<Port> ports,
    UserFacts user,
    List<String> managers,
    Optional<Bluetooth> bluetooth) {

  private static final Set<PosixFilePermission> GROUP_ACCESS =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE);

  PortFacts {
    ports = List.copyOf(ports);
    managers = List.copyOf(managers);
  }

  /**
   * A serial port.
   *
   * @param path such as {@code /dev/ttyUSB0}
   * @param description the operating system's name of the device
   * @param identity vendor, product and serial number of a USB device; empty if there are none
   * @param exists whether there is such a device
   * @param permitted whether the user may read and write it
   * @param group the group whose members may read and write it; empty if there is none
   * @param holders the processes that have opened it
   * @param locks its lock files
   */
  record Port(
      String path,
      String description,
      String identity,
      boolean exists,
      boolean permitted,
      String group,
      List<String> holders,
      List<Holders.LockFile> locks) {

    /** Returns path and name, such as {@code /dev/ttyUSB0 (CP2102 USB to UART)}. */
    String title() {
      return description.isEmpty() ? path : path + " (" + description + ")";
    }

    /** Returns whether another process uses it. */
    boolean inUse() {
      return !holders.isEmpty() || locks.stream().anyMatch(Holders.LockFile::alive);
    }
  }

  /**
   * The state of Bluetooth.
   *
   * @param blocked whether the radio is switched off by rfkill
   * @param bound the bound serial ports, such as {@code rfcomm0 to 00:1D:A5:00:00:01}
   */
  record Bluetooth(boolean blocked, List<String> bound) {}

  /** Returns the ports that the transport may open. */
  List<Port> usable() {
    return chosen.isEmpty()
        ? ports
        : ports.stream().filter(port -> port.path().equals(chosen)).toList();
  }

  /**
   * Collects the facts.
   *
   * @param known the ports of the machine, as the driver lists them
   */
  static PortFacts collect(Machine machine, boolean needed, String chosen, List<PortInfo> known) {
    Holders holders = new Holders(machine);
    List<Port> ports = new ArrayList<>();
    for (PortInfo info : known) {
      ports.add(port(machine, holders, info));
    }
    if (!chosen.isEmpty() && ports.stream().noneMatch(port -> port.path().equals(chosen))) {
      ports.add(port(machine, holders, new PortInfo(chosen, "", "")));
    }
    return new PortFacts(
        needed,
        chosen,
        ports,
        UserFacts.collect(machine),
        holders.named("ModemManager"),
        bluetooth(machine));
  }

  private static Port port(Machine machine, Holders holders, PortInfo info) {
    Path device = Path.of(info.path());
    boolean files = machine.linux() || info.path().startsWith("/");
    boolean exists = !files || Files.exists(device);
    boolean permitted = !files || Files.isReadable(device) && Files.isWritable(device);
    return new Port(
        info.path(),
        info.description().equals(info.path()) ? "" : info.description(),
        info.identity(),
        exists,
        permitted,
        group(device),
        machine.linux() ? holders.ofDevice(info.path()) : List.of(),
        machine.linux() ? holders.locksOf(info.path()) : List.of());
  }

  private static String group(Path device) {
    try {
      PosixFileAttributes attributes = Files.readAttributes(device, PosixFileAttributes.class);
      return attributes.permissions().containsAll(GROUP_ACCESS) ? attributes.group().getName() : "";
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  private static Optional<Bluetooth> bluetooth(Machine machine) {
    if (machine.names("/sys/class/bluetooth").stream().noneMatch(name -> name.startsWith("hci"))) {
      return Optional.empty();
    }
    boolean blocked = false;
    for (String name : machine.names("/sys/class/rfkill")) {
      String folder = "/sys/class/rfkill/" + name;
      blocked |=
          machine.text(folder + "/type").equals("bluetooth")
              && (machine.number(folder + "/soft", 0) == 1
                  || machine.number(folder + "/hard", 0) == 1);
    }
    List<String> bound = new ArrayList<>();
    for (String name : machine.names("/sys/class/tty")) {
      if (name.startsWith("rfcomm")) {
        String address = machine.text("/sys/class/tty/" + name + "/address");
        bound.add(address.isEmpty() ? name : name + " to " + address);
      }
    }
    return Optional.of(new Bluetooth(blocked, bound));
  }
}
