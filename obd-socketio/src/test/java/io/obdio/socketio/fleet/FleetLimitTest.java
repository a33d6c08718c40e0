package io.obdio.socketio.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.telemetry.BatchCodec;
import io.obdio.socketio.telemetry.BatchFormat;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.Dictionary;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.MemoryBroker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The vehicles that a node knows: how they expire, and which gives room to a new one. */
class FleetLimitTest {

  private static final Topics TOPICS = Topics.DEFAULT;
  private static final Duration MAX_IDLE = Duration.ofDays(30);

  private final MemoryBroker broker = new MemoryBroker();
  private final ControlledSink sink = new ControlledSink();
  private final AtomicLong now = new AtomicLong(Batches.TIME + 3_600_000);
  private final List<Fleet> nodes = new ArrayList<>();

  private Fleet node(int maxVehicles) throws IOException {
    FleetOptions options = FleetOptions.of(TOPICS, "fleet").withVehicles(maxVehicles, MAX_IDLE);
    Fleet fleet = new Fleet(broker.connect(), sink, options, () -> Instant.ofEpochMilli(now.get()));
    nodes.add(fleet);
    fleet.start();
    return fleet;
  }

  @AfterEach
  void close() {
    nodes.forEach(Fleet::close);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toMillis());
  }

  private void status(String vehicle, String text) {
    broker.publish(BrokerMessage.atLeastOnce(TOPICS.status(vehicle), text).retain());
  }

  private void send(String vehicle, DataBatch batch, BatchFormat format, Dictionary dictionary) {
    byte[] payload = BatchCodec.encode(batch, format, dictionary);
    broker.publish(BrokerMessage.atLeastOnce(TOPICS.data(vehicle), payload));
  }

  /** Sends a batch, and waits until it is stored and acknowledged. */
  private void store(Fleet fleet, String vehicle, long seq) {
    int acks = broker.published(TOPICS.ack(vehicle)).size();
    send(vehicle, Batches.batch(7, seq, seq), BatchFormat.JSON, Dictionary.NONE);
    Await.until(
        "a batch of " + vehicle + " is acknowledged",
        () -> broker.published(TOPICS.ack(vehicle)).size() > acks);
    Await.until("nothing waits", () -> fleet.stats().queued() == 0);
  }

  private static List<String> ids(Fleet fleet) {
    List<String> ids = new ArrayList<>();
    fleet.view().vehicles("", "~").forEachRemaining(info -> ids.add(info.id()));
    return ids;
  }

  @Test
  void vehiclesExpireUnlessTheyAreOnlineWatchedOrNotIdle() throws Exception {
    Fleet fleet = node(100);
    fleet.setWatched("VAN-4"::equals);
    status("VAN-1", "offline");
    status("VAN-2", "online");
    store(fleet, "VAN-3", 1);
    store(fleet, "VAN-4", 1);
    pass(MAX_IDLE.minusMillis(1));
    fleet.expire();
    assertEquals(List.of("VAN-1", "VAN-2", "VAN-3", "VAN-4"), ids(fleet));
    store(fleet, "VAN-3", 2);
    pass(Duration.ofMillis(1));
    fleet.expire();
    assertEquals(List.of("VAN-2", "VAN-3", "VAN-4"), ids(fleet));
    status("VAN-2", "offline");
    pass(MAX_IDLE);
    fleet.expire();
    assertEquals(List.of("VAN-4"), ids(fleet));
    assertEquals(3, fleet.stats().expired());
    assertEquals(1, fleet.stats().vehicles());
    status("VAN-5", "online"); // another one
    assertEquals(2, fleet.stats().vehicles());
  }

  @Test
  void aVehicleWithABatchThatIsBeingStoredIsKept() throws Exception {
    Fleet fleet = node(100);
    sink.hold(10);
    send("VAN-1", Batches.batch(7, 1, 1), BatchFormat.JSON, Dictionary.NONE);
    Await.until("a batch waits", () -> sink.waiting() == 1);
    pass(MAX_IDLE);
    fleet.expire();
    assertEquals(List.of("VAN-1"), ids(fleet));
    sink.release();
    Await.until("it is acknowledged", () -> !broker.published(TOPICS.ack("VAN-1")).isEmpty());
    fleet.expire();
    assertEquals(List.of(), ids(fleet));
  }

  @Test
  void inventedVehiclesGiveRoomBeforeThoseWithBatches() throws Exception {
    Fleet fleet = node(4);
    store(fleet, "VAN-1", 1);
    store(fleet, "VAN-2", 1);
    status("EVIL-1", "offline");
    status("EVIL-2", "offline");
    pass(Duration.ofMillis(IdleVehicles.MIN_IDLE_MILLIS));
    store(fleet, "VAN-3", 1);
    assertEquals(List.of("EVIL-2", "VAN-1", "VAN-2", "VAN-3"), ids(fleet));
    store(fleet, "VAN-4", 1);
    assertEquals(List.of("VAN-1", "VAN-2", "VAN-3", "VAN-4"), ids(fleet));
    store(fleet, "VAN-1", 2);
    pass(Duration.ofMillis(IdleVehicles.MIN_IDLE_MILLIS));
    store(fleet, "VAN-5", 1);
    assertEquals(List.of("VAN-1", "VAN-3", "VAN-4", "VAN-5"), ids(fleet), "VAN-2 was idle longest");
    assertEquals(3, fleet.stats().replaced());
    assertEquals(4, fleet.stats().vehicles());
    assertEquals(0, fleet.stats().invalid());
  }

  @Test
  void vehiclesThatAreOnlineOrWatchedKeepTheirPlaces() throws Exception {
    Fleet fleet = node(2);
    fleet.setWatched("VAN-2"::equals);
    status("VAN-1", "online");
    status("VAN-2", "offline");
    pass(MAX_IDLE);
    status("VAN-3", "online");
    assertEquals(List.of("VAN-1", "VAN-2"), ids(fleet));
    assertEquals(1, fleet.stats().invalid());
    fleet.setWatched(id -> false);
    status("VAN-3", "online"); // soon after the first attempt nothing is searched
    assertEquals(List.of("VAN-1", "VAN-2"), ids(fleet));
    pass(Duration.ofMillis(IdleVehicles.PAUSE_MILLIS));
    status("VAN-3", "online");
    assertEquals(List.of("VAN-1", "VAN-3"), ids(fleet));
  }

  @Test
  void retainedMessagesOfVehiclesThatAreAwayReplaceNoOther() throws Exception {
    status("VAN-1", "offline");
    status("VAN-2", "offline");
    status("VAN-3", "offline");
    status("VAN-4", "online");
    Fleet fleet = node(2);
    assertEquals(List.of("VAN-1", "VAN-2"), ids(fleet));
    pass(Duration.ofMinutes(1));
    Fleet second = node(2);
    assertEquals(List.of("VAN-1", "VAN-2"), ids(second), "they were received just now");
    status("VAN-3", "online");
    assertEquals(List.of("VAN-2", "VAN-3"), ids(fleet));
  }

  /** The sink has the batches of a vehicle that was removed; what it sends then is stored too. */
  @Test
  void aVehicleThatReturnsIsStoredAndAcknowledged() throws Exception {
    Fleet fleet = node(100);
    store(fleet, "VAN-1", 1);
    store(fleet, "VAN-1", 2);
    pass(MAX_IDLE);
    fleet.expire();
    assertEquals(List.of(), ids(fleet));
    store(fleet, "VAN-1", 2); // it has not received the acknowledgement
    store(fleet, "VAN-1", 3);
    assertEquals(List.of(1L, 2L, 2L, 3L), sink.numbers("VAN-1"), "readers drop the second one");
    assertEquals(3, fleet.view().vehicle("VAN-1").orElseThrow().seq());
    store(fleet, "VAN-1", 3);
    assertEquals(1, fleet.stats().duplicates());
  }

  /** The vehicle sends its dictionary when it connects, which may be before it was removed. */
  @Test
  void theDictionaryOfAVehicleThatReturnsIsRequestedFromTheBroker() throws Exception {
    Fleet fleet = node(100);
    DataBatch batch = Batches.batch(7, 1, 1);
    Dictionary dictionary = Dictionary.create(5).with(batch);
    broker.publish(
        BrokerMessage.atLeastOnce(TOPICS.of("VAN-1", "dictionary"), dictionary.encode()).retain());
    pass(MAX_IDLE);
    fleet.expire();
    send("VAN-1", batch, BatchFormat.DELTA, dictionary);
    Await.until("it cannot be read", () -> fleet.stats().invalid() == 1);
    Await.until(
        "the dictionary is received",
        () -> {
          send("VAN-1", batch, BatchFormat.DELTA, dictionary); // the vehicle repeats it
          return fleet.stats().batches() == 1;
        });
    assertTrue(sink.numbers("VAN-1").equals(List.of(1L)));
  }
}
