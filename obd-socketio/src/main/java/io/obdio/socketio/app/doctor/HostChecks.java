package io.obdio.socketio.app.doctor;

import io.obdio.socketio.app.doctor.HostFacts.Folder;
import io.obdio.socketio.app.doctor.HostFacts.Unit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** The checks of clock, disks and service. */
final class HostChecks {

  private static final long MIB = 1 << 20;
  private static final long LITTLE = 500 * MIB;
  private static final long TOO_LITTLE = 50 * MIB;
  private static final int MANY_RESTARTS = 5;

  /** A clock before this time was never set: the program is younger. */
  private static final Instant EARLIEST = Instant.parse("2025-01-01T00:00:00Z");

  /** The table. */
  static final List<Check<HostFacts>> ROWS =
      List.of(
          new Check<>("clock", HostChecks::clock),
          new Check<>("disk-space", HostChecks::space),
          new Check<>("disk-errors", HostChecks::errors),
          new Check<>("service", HostChecks::service));

  private HostChecks() {}

  private static Judgement clock(HostFacts facts) {
    String text = facts.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String battery =
        facts.hardwareClock()
            ? ""
            : " This machine has no clock that runs while it is off; a module such as a DS3231"
                + " adds one.";
    if (facts.now().isBefore(EARLIEST)) {
      return Judgement.fail(
          text + " is in the past",
          "Set the clock, or connect the machine to a network." + battery);
    }
    if (facts.synchronised().isEmpty()) {
      return Judgement.ok(text + "; whether it is synchronised is not known");
    }
    return facts.synchronised().get()
        ? Judgement.ok(text + ", synchronised")
        : Judgement.warn(
            text + ", not synchronised",
            "Recordings and trips may have wrong times until there is a network." + battery);
  }

  private static Judgement space(HostFacts facts) {
    List<Folder> folders = facts.folders();
    if (folders.isEmpty()) {
      return Judgement.skipped("the program writes no files");
    }
    for (Folder folder : folders) {
      if (folder.freeBytes() < 0) {
        return Judgement.fail(folder.path() + " does not exist", "Create the folder.");
      }
      if (folder.freeBytes() < TOO_LITTLE) {
        return Judgement.fail(text(folder), "Delete old recordings, or use a larger card.");
      }
    }
    for (Folder folder : folders) {
      if (!folder.writable()) {
        return Judgement.warn(
            folder.path() + " cannot be written",
            "Recordings and settings need a folder that the user may write. A file system that is"
                + " mounted read-only after errors needs a check (fsck).");
      }
      if (folder.freeBytes() < LITTLE) {
        return Judgement.warn(text(folder), "Delete old recordings, or use a larger card.");
      }
    }
    return Judgement.ok(folders.stream().map(HostChecks::text).collect(Collectors.joining(", ")));
  }

  private static String text(Folder folder) {
    return folder.freeBytes() / MIB + " MiB free in " + folder.path();
  }

  private static Judgement errors(HostFacts facts) {
    if (facts.brokenDisks().isEmpty()) {
      return Judgement.ok("no errors of a file system are recorded");
    }
    String text =
        facts.brokenDisks().entrySet().stream()
            .sorted(java.util.Map.Entry.comparingByKey())
            .map(disk -> disk.getKey() + ": " + disk.getValue() + " errors")
            .collect(Collectors.joining(", "));
    return Judgement.fail(
        text,
        "Save the data and replace the card: cards that are switched off while writing wear out.");
  }

  private static Judgement service(HostFacts facts) {
    if (facts.service().isEmpty()) {
      return Judgement.skipped("no unit obdio.service is installed");
    }
    Unit unit = facts.service().get();
    String text = "obdio.service: " + unit.state();
    if (unit.failed()) {
      return Judgement.fail(text, "See the reason: journalctl -u obdio -n 50.");
    }
    if (unit.restarts().orElse(0) >= MANY_RESTARTS) {
      return Judgement.warn(
          text + ", restarted " + unit.restarts().getAsInt() + " times",
          "See the reason: journalctl -u obdio -n 50.");
    }
    return unit.enabled()
        ? Judgement.ok(text)
        : Judgement.warn(
            text + ", does not start with the machine", "Enable it: sudo systemctl enable obdio.");
  }
}
