package io.obdio.socketio.app.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.obdio.socketio.app.Main;
import io.obdio.socketio.fleet.Fleet;
import io.obdio.socketio.fleet.FleetOptions;
import io.obdio.socketio.telemetry.BatchFormat;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.testing.MosquittoProcess;
import io.obdio.socketio.uplink.mqtt.MqttBroker;
import io.obdio.socketio.uplink.mqtt.MqttOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A vehicle during a drive, a broker and a fleet: the broker, the vehicle's program, or both are
 * killed (SIGKILL) at random times. At the end the fleet has every committed sample of the
 * vehicle's database, once and with the same value, and no drive has lost more than one interval.
 */
@Tag("alone")
class DeliveryIT {

  /** Beside the interval: the time until a busy machine runs the thread that writes. */
  private static final long SLACK_MILLIS = 2_000;

  private static final long COMMIT_MILLIS = 200;
  private static final String DRIVE = "sim:?cycle=idle";

  /** No program listens on this port. */
  private static final String NO_ADAPTER = "elm327://127.0.0.1:9";

  /** Above the longest delay between two attempts to connect. */
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  @TempDir Path folder;

  private final MemorySink sink = new MemorySink();
  private Random random = new Random();
  private MosquittoProcess mosquitto;
  private Process car;
  private long worstLoss;
  private int kills;

  @Test
  @Timeout(120)
  void threeRounds() throws Exception {
    deliver(3, 1, BatchFormat.JSON, 0);
  }

  @Test
  @Tag("long")
  @Timeout(1_200)
  void fiftyRounds() throws Exception {
    deliver(50, 2, BatchFormat.DELTA, 60_000);
  }

  /**
   * Executes the rounds.
   *
   * @param longOutage time for which the broker is away in one of the rounds, in ms; 0 for none
   */
  private void deliver(int rounds, long seed, BatchFormat format, long longOutage)
      throws Exception {
    random = new Random(seed);
    mosquitto = MosquittoProcess.start(folder, "max_queued_messages 0");
    try (MqttBroker connection = fleetConnection();
        Fleet fleet = new Fleet(connection, sink, FleetOptions.of(Topics.DEFAULT, "test"))) {
      fleet.start();
      connection.start();
      car = start(format, DRIVE);
      for (int round = 0; round < rounds; round++) {
        int known = sink.batches();
        await("round " + round + ": batches arrive", () -> sink.batches() > known);
        pause(random.nextInt(700));
        disturb(round % 3, format, round == rounds / 2 ? longOutage : 0);
      }
      kill();
      car = start(format, NO_ADAPTER);
      Map<Long, Integer> expected = StoredSamples.frames(file());
      await("every frame of the database", () -> sink.batches() >= expected.size());
      car.destroyForcibly().waitFor();
      Map<String, Object> samples = StoredSamples.samples(file());
      assertEquals(expected.keySet(), sink.seqs());
      assertEquals(samples.size(), sink.samples(file()).size());
      assertEquals(samples, sink.samples(file()));
      System.out.printf(
          "%d rounds, %d kills of the vehicle's program: %d batches, %d samples equal, %d"
              + " repetitions arrived, at most %d ms lost, %s%n",
          rounds,
          kills,
          sink.batches(),
          samples.size(),
          fleet.stats().duplicates(),
          worstLoss,
          format);
    } finally {
      if (car != null) {
        car.destroyForcibly();
      }
      mosquitto.close();
    }
  }

  private void await(String what, BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (!car.isAlive() || System.nanoTime() > end) {
        fail(
            what
                + ": "
                + sink.batches()
                + " so far; "
                + Files.readString(folder.resolve("car.err")));
      }
      pause(20);
    }
  }

  private void disturb(int kind, BatchFormat format, long longOutage) throws Exception {
    boolean broker = kind != 1;
    boolean vehicle = kind != 0;
    if (broker) {
      mosquitto.kill();
    }
    if (vehicle) {
      kill();
    }
    pause(longOutage > 0 ? longOutage : random.nextInt(1_500));
    if (vehicle && random.nextBoolean()) {
      car = start(format, DRIVE);
      vehicle = false;
    }
    if (broker) {
      mosquitto.restart();
    }
    if (vehicle) {
      car = start(format, DRIVE);
    }
  }

  private static void pause(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private void kill() throws Exception {
    car.destroyForcibly().waitFor();
    long killed = System.currentTimeMillis();
    long lost = killed - StoredSamples.last(file());
    kills++;
    worstLoss = Math.max(worstLoss, lost);
    assertTrue(lost <= COMMIT_MILLIS + SLACK_MILLIS, "lost " + lost + " ms of the drive");
  }

  private Path file() {
    return folder.resolve("history.db");
  }

  private MqttBroker fleetConnection() throws Exception {
    return new MqttBroker(
        MqttOptions.at(mosquitto.uri(), "fleet")
            .reconnect(Duration.ofMillis(100), Duration.ofMillis(500))
            .build());
  }

  /** Starts the program; without an adapter it only sends what it has recorded before. */
  private Process start(BatchFormat format, String transport) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "serve",
            "--port=0",
            "--transport=" + transport,
            "--history=" + file(),
            "--history-interval=50",
            "--history-rate=20",
            "--history-commit=" + COMMIT_MILLIS,
            "--uplink=" + mosquitto.uri(),
            "--uplink-vehicle=VAN-1",
            "--uplink-format=" + format.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .directory(folder.toFile())
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("car.out").toFile()))
        .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("car.err").toFile()))
        .start();
  }
}
