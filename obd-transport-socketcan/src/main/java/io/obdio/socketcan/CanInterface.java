package io.obdio.socketcan;

import io.obdio.core.transport.ConnectionReason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A CAN interface as {@code /sys/class/net} describes it.
 *
 * @param name such as {@code can0}
 * @param up true if the interface is up
 * @param fd true if it supports FD frames
 * @param virtual true if the interface has no device
 */
record CanInterface(String name, boolean up, boolean fd, boolean virtual) {

  static final Path SYS = Path.of("/sys/class/net");

  private static final int ARPHRD_CAN = 280;
  private static final int IFF_UP = 1;
  private static final int CANFD_MTU = 72;

  /**
   * Returns an interface that is up.
   *
   * @param sys the directory of the interfaces
   * @throws IOException if there is none of that name or it is down; the message names the command
   *     to run
   */
  static CanInterface ready(Path sys, String name) throws IOException {
    CanInterface found = find(sys, name);
    if (!found.up) {
      throw new CanInterfaceException(
          ConnectionReason.INTERFACE_DOWN, name + " is down; run: " + found.upCommand());
    }
    return found;
  }

  static CanInterface find(Path sys, String name) throws IOException {
    if (!Files.isDirectory(sys)) {
      throw new IOException(
          "SocketCAN requires Linux; this is " + System.getProperty("os.name", "something else"));
    }
    // An invalid name must not become part of a path.
    if (!name.matches("[^/\\s]{1,15}")
        || name.startsWith(".")
        || !Files.exists(sys.resolve(name))) {
      throw new CanInterfaceException(ConnectionReason.PORT_MISSING, missing(sys, name));
    }
    Path folder = sys.resolve(name);
    if (number(folder, "type") != ARPHRD_CAN) {
      throw new CanInterfaceException(
          ConnectionReason.PORT_MISSING, name + " is not a CAN interface; " + others(sys));
    }
    return new CanInterface(
        name,
        (number(folder, "flags") & IFF_UP) != 0,
        number(folder, "mtu") >= CANFD_MTU,
        !Files.exists(folder.resolve("device")));
  }

  private static String missing(Path sys, String name) {
    return "there is no interface '"
        + name
        + "'; "
        + others(sys)
        + "; connect its adapter, or create a virtual one: sudo modprobe vcan && sudo ip link add dev "
        + (name.matches("[A-Za-z0-9]{1,15}") ? name : "vcan0")
        + " type vcan && sudo ip link set "
        + (name.matches("[A-Za-z0-9]{1,15}") ? name : "vcan0")
        + " up";
  }

  private static String others(Path sys) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(sys)) {
      for (Path folder : folders) {
        if (number(folder, "type") == ARPHRD_CAN) {
          names.add(String.valueOf(folder.getFileName()));
        }
      }
    } catch (IOException e) {
      // The list is then incomplete.
    }
    names.sort(null);
    return names.isEmpty()
        ? "there are no CAN interfaces"
        : "CAN interfaces: " + String.join(", ", names);
  }

  /** Returns the number in a file, or 0 if it cannot be read. */
  private static int number(Path folder, String file) {
    try {
      return Integer.decode(Files.readString(folder.resolve(file)).strip());
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  /** Returns the command that sets the interface up. */
  String upCommand() {
    return "sudo ip link set " + name + (virtual ? " up" : " up type can bitrate 500000");
  }

  /** Returns the command that enables FD frames. */
  String fdCommand() {
    return virtual
        ? "sudo ip link set " + name + " down && sudo ip link set " + name + " mtu 72 up"
        : "sudo ip link set "
            + name
            + " down && sudo ip link set "
            + name
            + " up type can bitrate 500000 dbitrate 2000000 fd on";
  }
}
