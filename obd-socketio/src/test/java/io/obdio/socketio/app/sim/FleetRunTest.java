package io.obdio.socketio.app.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.fleet.FleetValue;
import io.obdio.sim.fleet.SimulatedFleet;
import io.obdio.socketio.telemetry.Acknowledgement;
import io.obdio.socketio.telemetry.BatchCodec;
import io.obdio.socketio.telemetry.BatchException;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.Dictionary;
import io.obdio.socketio.telemetry.StateCodec;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.MemoryBroker;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetRunTest {

  private static final Topics TOPICS = Topics.DEFAULT;

  private final MemoryBroker broker = new MemoryBroker();

  /** What a fleet has stored: the batches of each vehicle by number. */
  private final Map<String, TreeMap<Long, DataBatch>> stored = new ConcurrentHashMap<>();

  private static FleetSimSettings settings(int vehicles, int connections) {
    return new FleetSimSettings(
        new SimulatedFleet(1, vehicles, 1),
        TOPICS,
        "CAR-",
        FleetValue.first(20),
        connections,
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofMillis(100),
        1_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void allVehiclesPublishAndEndWithoutBatchesThatWait(int connections) throws Exception {
    broker.receive(this::store);
    FleetRun run = FleetRun.start(settings(30, connections), (name, will) -> broker.connection());
    Await.until("300 batches are acknowledged", () -> run.counts().acknowledged.sum() >= 300);
    run.end();
    assertEquals(0, run.counts().waiting(), run.summary());
    assertEquals(30, stored.size());
    stored.values().forEach(FleetRunTest::assertContinuous);
    Set<String> online = payloads("status", "online");
    assertEquals(stored.keySet(), online);
    assertEquals(online, payloads("status", "offline"));
    assertTrue(run.summary().contains("0 waiting, 0 sent again"), run.summary());
    assertTrue(run.counts().states.sum() >= 30);
  }

  /** The values between two batches continue without a gap; see the issue of the store. */
  private static void assertContinuous(NavigableMap<Long, DataBatch> batches) {
    long last = batches.firstEntry().getValue().time() - 50;
    long seq = 0;
    for (DataBatch batch : batches.values()) {
      assertEquals(++seq, batch.seq());
      assertEquals(20, batch.numbers().size());
      assertEquals(0, batch.time() - last - 50.0, 1, "batch " + seq);
      last = batch.time() + 50L * (batch.numbers().get(0).size() - 1);
    }
  }

  @Test
  void batchesOfALostConnectionAreSentAgain() throws Exception {
    broker.receive(this::store);
    FleetRun run = FleetRun.start(settings(10, 0), (name, will) -> broker.connection());
    Await.until("batches are acknowledged", () -> run.counts().acknowledged.sum() >= 30);
    broker.receive(message -> {}); // accepted by the broker, but not stored
    long before = run.counts().batches.sum();
    Await.until("batches are lost", () -> run.counts().batches.sum() > before + 30);
    broker.down();
    long down = run.counts().batches.sum();
    Await.until("batches wait", () -> run.counts().batches.sum() > down + 30);
    broker.receive(this::store);
    broker.up();
    Await.until("nothing waits", () -> run.counts().waiting() <= 10);
    run.end();
    assertEquals(0, run.counts().waiting(), run.summary());
    assertTrue(run.counts().repeated.sum() > 0, run.summary());
    assertEquals(10, stored.size());
    stored.values().forEach(FleetRunTest::assertContinuous);
  }

  @Test
  void liveValuesAreSentWhileTheyAreRequested() throws Exception {
    broker.receive(this::store);
    FleetRun run = FleetRun.start(settings(3, 0), (name, will) -> broker.connection());
    Await.until("all connected", () -> run.counts().connected.get() == 3);
    String request = "{\"interval_ms\":200,\"names\":[\"RUN_TIME\",\"RPM\"],\"for_s\":1}";
    broker.publish(BrokerMessage.atLeastOnce(TOPICS.command("CAR-00001", "live"), request));
    broker.publish(BrokerMessage.atLeastOnce(TOPICS.command("CAR-00002", "live"), "no JSON"));
    Await.until("live values", () -> run.counts().live.sum() >= 3);
    Await.until("they end", () -> !run.isLive("CAR-00001"));
    run.end();
    Set<String> topics =
        broker.sent().stream()
            .map(BrokerMessage::topic)
            .filter(topic -> topic.endsWith("/live"))
            .collect(Collectors.toSet());
    assertEquals(Set.of("obdio/CAR-00001/live"), topics);
    for (BrokerMessage message : broker.sent()) {
      if (message.topic().endsWith("/live")) {
        Map<String, Object> values = StateCodec.decode(message.payload()).values();
        assertTrue(Set.of("RUN_TIME", "RPM").containsAll(values.keySet()), values.toString());
      }
    }
  }

  private Set<String> payloads(String name, String text) {
    return broker.sent().stream()
        .filter(m -> m.topic().endsWith("/" + name) && m.text().equals(text) && m.retained())
        .map(m -> TOPICS.vehicle(m.topic()).orElseThrow())
        .collect(Collectors.toSet());
  }

  /** Stores a batch as a fleet does, and acknowledges it later on another thread. */
  private void store(BrokerMessage message) {
    if (!message.topic().endsWith("/data")) {
      return;
    }
    String vehicle = TOPICS.vehicle(message.topic()).orElseThrow();
    DataBatch batch;
    try {
      batch = BatchCodec.decode(message.payload(), Dictionary.NONE);
    } catch (BatchException e) {
      throw new AssertionError(e);
    }
    TreeMap<Long, DataBatch> all = stored.computeIfAbsent(vehicle, id -> new TreeMap<>());
    Acknowledgement ack;
    synchronized (all) {
      all.put(batch.seq(), batch);
      ack = Acknowledgement.none(batch.epoch());
      for (long seq : all.keySet()) {
        ack = ack.with(seq);
      }
    }
    byte[] payload = ack.encode();
    ForkJoinPool.commonPool()
        .execute(() -> broker.publish(BrokerMessage.atLeastOnce(TOPICS.ack(vehicle), payload)));
  }
}
