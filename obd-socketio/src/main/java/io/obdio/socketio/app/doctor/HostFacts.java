package io.obdio.socketio.app.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The clock and the disks.
 *
 * @param now the time of the clock
 * @param synchronised whether the system considers the clock synchronised; empty if it is not known
 * @param hardwareClock whether there is a clock that keeps the time while the machine is off
 * @param folders the folders to which the program writes
 * @param brokenDisks the ext4 file systems that have recorded errors, with their number
 * @param service the systemd unit; empty without systemd or without a unit
 */
record HostFacts(
    Instant now,
    Optional<Boolean> synchronised,
    boolean hardwareClock,
    List<Folder> folders,
    Map<String, Long> brokenDisks,
    Optional<Unit> service) {

  HostFacts {
    folders = List.copyOf(folders);
    brokenDisks = Map.copyOf(brokenDisks);
  }

  /**
   * A folder.
   *
   * @param path of the folder
   * @param freeBytes the free space; -1 if there is no such folder
   * @param writable whether the user may write there
   */
  record Folder(String path, long freeBytes, boolean writable) {}

  /**
   * A unit of systemd.
   *
   * @param state such as {@code active (running)}
   * @param failed whether it has failed
   * @param enabled whether it starts with the machine
   * @param restarts how often systemd has restarted it
   */
  record Unit(String state, boolean failed, boolean enabled, OptionalInt restarts) {}

  /** Collects the facts. */
  static HostFacts collect(Machine machine, List<Path> folders) throws InterruptedException {
    return new HostFacts(
        Instant.now(),
        synchronised(machine),
        !machine.names("/sys/class/rtc").isEmpty(),
        folders.stream().distinct().map(HostFacts::folder).toList(),
        brokenDisks(machine),
        machine.exists("/run/systemd/system") ? unit() : Optional.empty());
  }

  private static Optional<Boolean> synchronised(Machine machine) throws InterruptedException {
    if (machine.exists("/run/systemd/timesync/synchronized")) {
      return Optional.of(true);
    }
    return SystemCommand.output(
            List.of("timedatectl", "show", "--property=NTPSynchronized", "--value"))
        .map(String::strip)
        .filter(text -> text.equals("yes") || text.equals("no"))
        .map(text -> text.equals("yes"));
  }

  private static Folder folder(Path path) {
    try {
      FileStore store = Files.getFileStore(path);
      return new Folder(path.toString(), store.getUsableSpace(), Files.isWritable(path));
    } catch (IOException e) {
      return new Folder(path.toString(), -1, false);
    }
  }

  private static Map<String, Long> brokenDisks(Machine machine) {
    Map<String, Long> broken = new LinkedHashMap<>();
    for (String disk : machine.names("/sys/fs/ext4")) {
      long errors = machine.number("/sys/fs/ext4/" + disk + "/errors_count", 0);
      if (errors > 0) {
        broken.put(disk, errors);
      }
    }
    return broken;
  }

  private static Optional<Unit> unit() throws InterruptedException {
    List<String> properties =
        List.of("LoadState", "ActiveState", "SubState", "UnitFileState", "NRestarts");
    List<String> command = new ArrayList<>(List.of("systemctl", "show", "obdio.service"));
    command.add("--property=" + String.join(",", properties));
    return SystemCommand.output(command).flatMap(HostFacts::unit);
  }

  /** Reads the output of {@code systemctl show}; empty if there is no such unit. */
  static Optional<Unit> unit(String output) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : output.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    if (!values.getOrDefault("LoadState", "").equals("loaded")) {
      return Optional.empty();
    }
    String active = values.getOrDefault("ActiveState", "");
    String restarts = values.getOrDefault("NRestarts", "");
    return Optional.of(
        new Unit(
            active + " (" + values.getOrDefault("SubState", "") + ")",
            active.equals("failed"),
            values.getOrDefault("UnitFileState", "").equals("enabled"),
            restarts.matches("\\d{1,9}")
                ? OptionalInt.of(Integer.parseInt(restarts))
                : OptionalInt.empty()));
  }
}
