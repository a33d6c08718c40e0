package io.obdio.socketio.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The clocks of the computer. */
interface HistoryClock {

  /** Linux gives each start of the computer a random number. */
  String BOOT = readBoot();

  private static String readBoot() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim();
    } catch (IOException e) {
      // Elsewhere the origin of the monotonic clock is only known to be that of this process.
      return UUID.randomUUID().toString();
    }
  }

  /** The system's clocks. */
  HistoryClock SYSTEM =
      new HistoryClock() {
        @Override
        public long monotonic() {
          return System.nanoTime() / 1_000_000;
        }

        @Override
        public long wall() {
          return System.currentTimeMillis();
        }

        @Override
        public String boot() {
          return BOOT;
        }
      };

  /** Returns the time of a clock that only advances, in ms from any origin. */
  long monotonic();

  /** Returns the time in ms since 1970-01-01 UTC, as the computer believes. */
  long wall();

  /** Returns what identifies the origin of the monotonic clock: one start of the computer. */
  String boot();
}
