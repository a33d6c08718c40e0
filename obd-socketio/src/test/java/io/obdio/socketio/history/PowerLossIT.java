package io.obdio.socketio.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recording process is killed (SIGKILL) at random times: everything that was committed is in the
 * database, no more than the last interval is missing, the structure is sound, and the next process
 * continues the trip.
 */
class PowerLossIT {

  /** Beside the interval: the time until a busy machine runs the thread that writes. */
  private static final long SLACK_MILLIS = 2_000;

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void threeTimes() throws Exception {
    kill(3);
  }

  @Test
  @Tag("long")
  @Timeout(1200)
  void fiftyTimes() throws Exception {
    kill(50);
  }

  private void kill(int rounds) throws Exception {
    Path file = folder.resolve("history.db");
    Random random = new Random(1);
    long before = 0;
    long worst = 0;
    for (int round = 1; round <= rounds; round++) {
      Process process = start(file);
      long committed = before;
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        // It records: then it is killed at a random time within some intervals.
        while (committed <= before) {
          committed = Long.parseLong(out.readLine());
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1_000)));
        process.destroyForcibly().waitFor();
        long killed = System.currentTimeMillis();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          committed = Long.parseLong(line);
        }
        long[] found = check(file, round);
        assertTrue(found[0] >= committed, round + ": " + found[0] + " of " + committed);
        long lost = killed - found[1];
        worst = Math.max(worst, lost);
        assertTrue(
            lost <= KillTarget.COMMIT.toMillis() + SLACK_MILLIS, round + ": lost " + lost + " ms");
        before = found[0];
      } finally {
        process.destroyForcibly();
      }
    }
    System.out.println(rounds + " rounds, " + before + " samples, at most " + worst + " ms lost");
  }

  private static Process start(Path file) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path") + File.pathSeparator,
            KillTarget.class.getName(),
            file.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Returns the number of samples and the time of the last one. */
  private static long[] check(Path file, int round) throws Exception {
    try (Connection database = Database.openForWriting(file);
        HistoryStore store = new HistoryStore(database)) {
      assertEquals("", Database.check(database), "round " + round);
      assertEquals(1, store.number("SELECT count(*) FROM trips"), "the trip continues");
      return new long[] {
        store.number("SELECT (SELECT count(*) FROM samples) + (SELECT count(*) FROM states)"),
        store.number("SELECT max(t.begin_time + s.ms) FROM samples s JOIN trips t ON t.id = s.trip")
      };
    }
  }
}
