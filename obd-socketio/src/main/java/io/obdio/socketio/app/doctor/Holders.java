package io.obdio.socketio.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The search for the processes that use a device or listen on a port. */
final class Holders {

  /** The folders of lock files (Filesystem Hierarchy Standard 3.0, 5.9). */
  private static final List<String> LOCKS = List.of("/run/lock", "/var/lock");

  private static final String PSEUDO_TERMINALS = "/dev/pts/";

  private final Machine machine;
  private final String self;

  Holders(Machine machine) {
    this.machine = machine;
    this.self = String.valueOf(ProcessHandle.current().pid());
  }

  /**
   * Returns the other processes that have opened a device, such as {@code screen (process 123)}.
   * Those of other users are visible to root only.
   */
  List<String> ofDevice(String device) {
    String real;
    try {
      real = Path.of(device).toRealPath().toString();
    } catch (IOException e) {
      return List.of();
    }
    return withFile(real);
  }

  /** Returns the processes that listen on a TCP port. */
  List<String> ofPort(int port) {
    List<String> holders = new ArrayList<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : machine.lines(table)) {
        String[] words = line.strip().split("\\s+", -1);
        // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode; 0A is LISTEN
        if (words.length > 9
            && words[3].equals("0A")
            && words[1].endsWith(String.format(Locale.ROOT, ":%04X", port))) {
          holders.addAll(withFile("socket:[" + words[9] + "]"));
        }
      }
    }
    return holders.stream().distinct().toList();
  }

  private List<String> withFile(String target) {
    return machine
        .processes()
        .filter(pid -> !pid.equals(self))
        .filter(pid -> uses(pid, target))
        .map(pid -> machine.processName(pid) + " (process " + pid + ")")
        .toList();
  }

  /**
   * Returns whether a process uses a device. One that has the other side of a pseudo-terminal open
   * provides the device instead.
   */
  private boolean uses(String pid, String target) {
    String folder = "/proc/" + pid + "/fd/";
    boolean open = false;
    boolean provides = false;
    for (String fd : machine.names(folder)) {
      String file = machine.link(folder + fd);
      open |= file.equals(target) && isSame(machine.at(folder + fd), target);
      provides |= target.startsWith(PSEUDO_TERMINALS) && file.endsWith("/ptmx");
    }
    return open && !provides;
  }

  /** Returns whether a descriptor is a device: containers have pseudo-terminals of equal names. */
  private static boolean isSame(Path descriptor, String target) {
    if (!target.startsWith(PSEUDO_TERMINALS)) {
      return true;
    }
    try {
      Object key = Files.readAttributes(descriptor, BasicFileAttributes.class).fileKey();
      return Objects.equals(
          key, Files.readAttributes(Path.of(target), BasicFileAttributes.class).fileKey());
    } catch (IOException e) {
      return true;
    }
  }

  /** Returns the lock files of a device whose process is alive, and those that were left over. */
  List<LockFile> locksOf(String device) {
    String name = "LCK.." + Path.of(device).getFileName();
    List<LockFile> locks = new ArrayList<>();
    for (String folder : LOCKS) {
      String file = folder + "/" + name;
      if (machine.exists(file) && locks.isEmpty()) { // /var/lock is often a link to /run/lock
        String pid = machine.text(file).replaceAll("[^0-9].*", "");
        boolean alive = !pid.isEmpty() && machine.exists("/proc/" + pid);
        if (!pid.equals(self)) {
          locks.add(new LockFile(file, pid, alive));
        }
      }
    }
    return locks;
  }

  /** Returns the process of a name, such as {@code ModemManager (process 412)}; empty if none. */
  List<String> named(String name) {
    return machine
        .processes()
        .filter(pid -> machine.processName(pid).equals(name))
        .map(pid -> name + " (process " + pid + ")")
        .toList();
  }

  /**
   * A lock file.
   *
   * @param path of the file
   * @param process the id of the process that made it
   * @param alive whether this process runs
   */
  record LockFile(String path, String process, boolean alive) {}
}
