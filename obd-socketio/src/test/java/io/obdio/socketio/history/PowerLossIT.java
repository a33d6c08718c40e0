package io.obdio.socketio.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
      Path output = folder.resolve("out-" + round);
      Process process = start(file, output);
      try {
        // It records: then it is killed at a random time within some intervals.
        long known = before;
        Await.until(
            "round " + round + ": samples are committed",
            () -> lastNumber(output) > known || !process.isAlive());
        assertTrue(process.isAlive(), "the process has ended");
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1_000)));
        process.destroyForcibly().waitFor();
        long killed = System.currentTimeMillis();
        long committed = lastNumber(output);
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

  /** Returns the last complete line of the output; 0 if there is none. */
  private static long lastNumber(Path output) {
    try {
      String text = Files.readString(output);
      String[] lines = text.substring(0, text.lastIndexOf('\n') + 1).split("\n");
      String last = lines[lines.length - 1];
      return last.isEmpty() ? 0 : Long.parseLong(last);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process start(Path file, Path output) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KillTarget.class.getName(),
            file.toString())
        .redirectOutput(output.toFile())
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
