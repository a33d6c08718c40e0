package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.RawWebSocket;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * All attacks at once on the program with a heap of 256 MB, beside a client that behaves: it is
 * answered in time, its values are right, and the process lives. The long test takes ten minutes.
 */
@Tag("alone")
class AllAttacksIT {

  /** On a machine with idle processors; the tests of other modules may run beside it. */
  private static final long MAX_P99_MILLIS = Long.getLong("obdio.attacks.p99", 1_000);

  /** So short that there are more than a hundred answers in the time of the short test. */
  private static final long PAUSE_MILLIS = 40;

  @TempDir Path folder;

  @Test
  @Timeout(180)
  void forTenSeconds() throws Exception {
    attack(10);
  }

  @Test
  @Tag("long")
  @Timeout(900)
  void forTenMinutes() throws Exception {
    attack(Integer.getInteger("obdio.attacks.seconds", 600));
  }

  private void attack(int seconds) throws Exception {
    try (Program program =
        Program.startOther(
            folder,
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx256m",
            "-cp",
            absolute(System.getProperty("java.class.path")),
            Main.class.getName(),
            "serve",
            "--port=0",
            "--allowed-hosts=test")) {
      int port = Integer.parseInt(program.await("http://127\\.0\\.0\\.1:(\\d+)/").group(1));
      Honest honest = new Honest(port);
      honest.run(2);
      System.out.println("without attacks: " + honest.figures());
      honest.clear();
      try (Attacks attacks = new Attacks(port)) {
        attacks.start();
        honest.run(seconds);
        System.out.println("with attacks: " + honest.figures() + ", rounds " + attacks.rounds());
        attacks
            .rounds()
            .forEach((name, rounds) -> assertTrue(rounds.sum() > 0, name + " never began"));
      }
      assertTrue(program.isAlive(), program.output());
      assertTrue(
          honest.percentile(99) <= TimeUnit.MILLISECONDS.toNanos(MAX_P99_MILLIS), honest::figures);
    }
  }

  private static String absolute(String classPath) {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  /** The client that behaves: it asks several times a second and checks every answer. */
  private static final class Honest {
    private final RawWebSocket socket;
    private final List<Long> waits = new ArrayList<>();
    private int values;

    Honest(int port) throws Exception {
      socket =
          RawWebSocket.connect("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket");
      socket.textAfterPings();
      socket.send("40");
      socket.textAfterPings();
      ask("subscribe", "\"SPEED\",{\"max_rate_hz\":10}");
    }

    void run(int seconds) throws Exception {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      while (System.nanoTime() < end) {
        long start = System.nanoTime();
        assertEquals("Car Connected", ask("status", "0").getString(0));
        waits.add(System.nanoTime() - start);
        JSONObject rpm = ask("query_now", "\"RPM\",{\"timeout_ms\":20000}").getJSONObject(0);
        checkValue(rpm, "RPM", "revolutions_per_minute", 9_000);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
      }
      assertTrue(values > seconds, () -> values + " values in " + seconds + " s");
    }

    private JSONArray ask(String event, String args) throws Exception {
      socket.send("427[\"" + event + "\"," + args + "]");
      while (true) {
        String packet = socket.textAfterPings();
        if (packet.startsWith("437")) {
          return new JSONArray(packet.substring(3));
        }
        if (packet.startsWith("42[\"response\"")) {
          JSONObject speed = new JSONArray(packet.substring(2)).getJSONObject(1);
          checkValue(speed, "SPEED", "kilometer_per_hour", 255);
        }
      }
    }

    private void checkValue(JSONObject response, String name, String unit, int max)
        throws Exception {
      assertTrue(response.has("value"), response::toString);
      assertEquals(name, response.getJSONObject("command").getString("name"));
      assertEquals(unit, response.getString("unit"));
      double value = response.getDouble("value");
      assertTrue(value >= 0 && value <= max, response::toString);
      values++;
    }

    void clear() {
      waits.clear();
      values = 0;
    }

    long percentile(int percent) {
      List<Long> sorted = waits.stream().sorted().toList();
      return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    String figures() {
      return String.format(
          "%d answers, p50 %.1f ms, p99 %.1f ms, longest %.1f ms, %d values",
          waits.size(), percentile(50) / 1e6, percentile(99) / 1e6, percentile(100) / 1e6, values);
    }
  }
}
