package io.obdio.socketio.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.telemetry.Acknowledgement;
import io.obdio.socketio.telemetry.BatchCodec;
import io.obdio.socketio.telemetry.BatchException;
import io.obdio.socketio.telemetry.BatchFormat;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.Dictionary;
import io.obdio.socketio.telemetry.StateCodec;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.Fuzz;
import io.obdio.socketio.testing.MemoryBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The receiving side of a fleet, with a broker and a store in memory. */
class FleetTest {

  private static final Topics TOPICS = Topics.DEFAULT;
  private static final long NOW = Batches.TIME + 3_600_000;

  private final MemoryBroker broker = new MemoryBroker();
  private final List<Fleet> nodes = new ArrayList<>();

  private Fleet node(MemoryBroker.Connection connection, HistorySink sink, int maxVehicles)
      throws IOException {
    return node(connection, sink, maxVehicles, Duration.ofMillis(20));
  }

  private Fleet node(
      MemoryBroker.Connection connection,
      HistorySink sink,
      int maxVehicles,
      Duration acknowledgements)
      throws IOException {
    FleetOptions options =
        new FleetOptions(
            TOPICS, "fleet", maxVehicles, Duration.ofDays(30), 2, 400, 1 << 20, acknowledgements);
    Fleet fleet = new Fleet(connection, sink, options, () -> Instant.ofEpochMilli(NOW));
    nodes.add(fleet);
    fleet.start();
    return fleet;
  }

  private Fleet node(HistorySink sink) throws IOException {
    return node(broker.connect(), sink, 100);
  }

  @AfterEach
  void close() {
    nodes.forEach(Fleet::close);
  }

  private void send(String vehicle, DataBatch batch) {
    send(vehicle, BatchCodec.encode(batch, BatchFormat.JSON, Dictionary.NONE));
  }

  private void send(String vehicle, byte[] payload) {
    broker.publish(BrokerMessage.atLeastOnce(TOPICS.data(vehicle), payload));
  }

  private List<Acknowledgement> acks(String vehicle) throws BatchException {
    List<Acknowledgement> all = new ArrayList<>();
    for (BrokerMessage message : broker.published(TOPICS.ack(vehicle))) {
      assertTrue(message.retained() && message.qos() == 1);
      all.add(Acknowledgement.decode(message.payload()));
    }
    return all;
  }

  private void awaitAck(String vehicle, Acknowledgement expected) {
    Await.until(
        "acknowledgement " + expected,
        () -> {
          try {
            List<Acknowledgement> all = acks(vehicle);
            return !all.isEmpty() && all.get(all.size() - 1).equals(expected);
          } catch (BatchException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static Acknowledgement ack(long seq, long... also) {
    return new Acknowledgement(
        7, seq, LongStream.of(also).mapToObj(n -> new Acknowledgement.Range(n, n)).toList());
  }

  @Test
  void aBatchIsAcknowledgedWhenItIsStoredAndNotBefore() throws Exception {
    ControlledSink sink = new ControlledSink();
    sink.hold(10);
    node(sink);
    send("VAN-1", Batches.batch(7, 1, 1));
    Await.until("a batch waits", () -> sink.waiting() == 1);
    send("VAN-1", Batches.batch(7, 1, 1)); // while the first one is being stored
    Await.until("the second is seen", () -> nodes.get(0).stats().duplicates() == 1);
    assertTrue(acks("VAN-1").isEmpty());
    sink.release();
    awaitAck("VAN-1", ack(1));
    assertEquals(List.of(1L), sink.numbers("VAN-1"));
  }

  @Test
  void manyBatchesOfAVehicleGetFewAcknowledgements() throws Exception {
    ControlledSink sink = new ControlledSink();
    sink.hold(100);
    Duration interval = Duration.ofSeconds(2);
    Fleet fleet = node(broker.connect(), sink, 100, interval);

    for (long seq = 1; seq <= 60; seq++) {
      send("VAN-1", Batches.batch(7, seq, 1));
    }
    Await.until("all wait", () -> sink.waiting() == 60);
    sink.release();
    awaitAck("VAN-1", ack(60));
    assertTrue(acks("VAN-1").size() <= 2, "the batches end within an interval, or in two");
    assertEquals(60, fleet.stats().batches());
    assertEquals(180, fleet.stats().samples());
  }

  @Test
  void gapsAreAcknowledgedAsRangesAndSettledByTheFirstBatchThatTheVehicleKeeps() throws Exception {
    ControlledSink sink = new ControlledSink();
    node(sink);
    send("VAN-1", Batches.batch(7, 1, 1));
    send("VAN-1", Batches.batch(7, 4, 1));
    awaitAck("VAN-1", ack(1, 4));
    send("VAN-1", Batches.batch(7, 6, 3)); // 2 is lost for good
    awaitAck("VAN-1", ack(2, 4, 6));
    send("VAN-1", Batches.batch(7, 3, 3));
    awaitAck("VAN-1", ack(4, 6));
  }

  @Test
  void aBatchThatIsSentAgainIsAcknowledgedAgainButNotStored() throws Exception {
    ControlledSink sink = new ControlledSink();
    sink.storedBefore("VAN-1", ack(3));
    Fleet fleet = node(sink);
    send("VAN-1", Batches.batch(7, 2, 1));
    awaitAck("VAN-1", ack(3));
    assertEquals(1, fleet.stats().duplicates());
    assertTrue(sink.stored().isEmpty());
  }

  @Test
  void aFailureOfTheStoreLeavesTheBatchWithTheVehicle() throws Exception {
    ControlledSink sink = new ControlledSink();
    sink.fail(true);
    Fleet fleet = node(sink);
    send("VAN-1", Batches.batch(7, 1, 1));
    Await.until("it is dropped", () -> fleet.stats().dropped() == 1);
    assertEquals(List.of("batches are not stored: No space left on device"), fleet.problems());
    assertTrue(acks("VAN-1").isEmpty());
    sink.fail(false);
    send("VAN-1", Batches.batch(7, 1, 1));
    awaitAck("VAN-1", ack(1));
    assertEquals(List.of(), fleet.problems());
  }

  /** The spool of the vehicle would never become empty. */
  @Test
  void aBatchThatCanNeverBeStoredIsCountedAndAcknowledged() throws Exception {
    ControlledSink sink = new ControlledSink();
    Fleet fleet = node(sink);
    sink.refuse(true);
    send("VAN-1", Batches.batch(7, 1, 1));
    awaitAck("VAN-1", ack(1));
    assertEquals(1, fleet.stats().refused());
    assertEquals(0, fleet.stats().batches());
    sink.refuse(false);
    send("VAN-1", Batches.batch(7, 2, 2));
    awaitAck("VAN-1", ack(2));
    assertEquals(List.of(2L), sink.numbers("VAN-1"));
  }

  @Test
  void aSlowStoreIsNotFilledWithoutLimit() throws Exception {
    ControlledSink sink = new ControlledSink();
    sink.hold(3);
    Fleet fleet = node(sink);
    for (int vehicle = 1; vehicle <= 8; vehicle++) {
      send("VAN-" + vehicle, Batches.batch(7, 1, 1));
    }
    Await.until("five are dropped", () -> fleet.stats().dropped() == 5);
    assertEquals(3, sink.waiting());
    sink.release();
    for (int vehicle = 1; vehicle <= 8; vehicle++) {
      send("VAN-" + vehicle, Batches.batch(7, 1, 1));
    }
    for (int vehicle = 1; vehicle <= 8; vehicle++) {
      awaitAck("VAN-" + vehicle, ack(1));
      assertEquals(List.of(1L), sink.numbers("VAN-" + vehicle));
    }
  }

  @Test
  void acknowledgementsThatCannotBeSentAreSentLater() throws Exception {
    MemoryBroker.Connection connection = broker.connect();
    ControlledSink sink = new ControlledSink();
    sink.hold(10);
    Fleet fleet = node(connection, sink, 100);
    send("VAN-1", Batches.batch(7, 1, 1));
    Await.until("a batch waits", () -> sink.waiting() == 1);
    connection.setConnected(false);
    sink.release();
    Await.until("it is stored", () -> fleet.stats().batches() == 1);
    assertEquals(List.of("the broker is not connected"), fleet.problems());
    assertTrue(acks("VAN-1").isEmpty());
    connection.setConnected(true);
    awaitAck("VAN-1", ack(1));
  }

  @Test
  void hostileMessagesDoNotStopTheOthers() throws Exception {
    ControlledSink sink = new ControlledSink();
    Fleet fleet = node(sink);
    String plain =
        new String(
            BatchCodec.encode(Batches.batch(7, 1, 1), BatchFormat.JSON_PLAIN, Dictionary.NONE),
            StandardCharsets.UTF_8);
    List<String> seeds = List.of(plain, "{\"epoch\":7,\"seq\":1,\"also\":[[5,7]]}", "online", "");
    SplittableRandom random = Fuzz.random();
    for (int i = 0; i < Fuzz.inputs(3_000); i++) {
      byte[] payload = Fuzz.input(random, seeds);
      String topic = List.of("data", "state", "status", "ack", "dictionary").get(i % 5);
      broker.publish(BrokerMessage.atLeastOnce(TOPICS.of("EVIL-" + i % 7, topic), payload));
    }
    broker.publish(BrokerMessage.atLeastOnce("obdio/no vehicle/data", plain));
    Await.until("all are taken", () -> fleet.stats().queued() == 0);
    assertTrue(fleet.stats().invalid() > 500, () -> Fuzz.seed() + ": " + fleet.stats());
    send("VAN-1", Batches.batch(7, 1, 1));
    awaitAck("VAN-1", ack(1));
  }

  @Test
  void vehiclesAboveTheLimitAreIgnored() throws Exception {
    ControlledSink sink = new ControlledSink();
    Fleet fleet = node(broker.connect(), sink, 3);
    for (int vehicle = 1; vehicle <= 5; vehicle++) {
      send("VAN-" + vehicle, Batches.batch(7, 1, 1));
    }
    Await.until("two are ignored", () -> fleet.stats().invalid() == 2);
    Await.until("three are stored", () -> sink.stored().size() == 3);
    assertEquals(3, fleet.stats().vehicles());
  }

  @Test
  void twoNodesShareTheBatchesAndAgreeOnTheAcknowledgement() throws Exception {
    ControlledSink one = new ControlledSink();
    ControlledSink two = new ControlledSink();
    node(one);
    node(two);
    for (int round = 0; round < 3; round++) { // the vehicle repeats everything
      for (long seq = 1; seq <= 20; seq++) {
        send("VAN-1", Batches.batch(7, seq, 1));
      }
      awaitAck("VAN-1", ack(20));
    }
    assertFalse(one.stored().isEmpty());
    assertFalse(two.stored().isEmpty());
    List<Long> all = new ArrayList<>(one.numbers("VAN-1"));
    all.addAll(two.numbers("VAN-1"));
    assertEquals(LongStream.rangeClosed(1, 20).boxed().toList(), all.stream().sorted().toList());
  }

  @Test
  void aNodeThatIsStartedLaterKnowsTheRetainedAcknowledgementAndStatus() throws Exception {
    broker.publish(BrokerMessage.atLeastOnce(TOPICS.status("VAN-1"), "online").retain());
    broker.publish(
        new BrokerMessage(TOPICS.ack("VAN-1"), ack(9).encode(), 1, true, null, null, null));
    ControlledSink sink = new ControlledSink();
    Fleet fleet = node(sink);
    send("VAN-1", Batches.batch(7, 5, 1));
    Await.until("it is a duplicate", () -> fleet.stats().duplicates() == 1);
    VehicleInfo info = fleet.view().vehicle("VAN-1").orElseThrow();
    assertEquals(new VehicleInfo("VAN-1", true, NOW, "", 7, 9), info);
    broker.publish(BrokerMessage.atLeastOnce(TOPICS.status("VAN-1"), "offline").retain());
    assertFalse(fleet.view().vehicle("VAN-1").orElseThrow().online());
  }

  @Test
  void aNodeThatHasStoredMoreThanIsAcknowledgedCorrectsIt() throws Exception {
    ControlledSink sink = new ControlledSink();
    sink.storedBefore("VAN-1", ack(9));
    node(sink);
    broker.publish(
        new BrokerMessage(TOPICS.ack("VAN-1"), ack(4).encode(), 1, true, null, null, null));
    awaitAck("VAN-1", ack(9));
  }

  @Test
  void latestValuesComeFromBatchesAndStates() throws Exception {
    Fleet fleet = node(new ControlledSink());
    send("VAN-1", Batches.batch(7, 1, 1));
    awaitAck("VAN-1", ack(1));
    StateCodec.State state =
        new StateCodec.State(NOW - 1, Map.of("SPEED", 50.0), Map.of("SPEED", "kilometer_per_hour"));
    broker.publish(
        BrokerMessage.atMostOnce(TOPICS.state("VAN-1"), StateCodec.encode(state)).retain());
    Await.until("the state is taken", () -> fleet.stats().states() == 1);
    Map<String, Object> values = fleet.view().values("VAN-1").orElseThrow();
    assertEquals(NOW - 1, values.get("t"));
    assertEquals(
        Map.of("RPM", 802.0, "SPEED", 50.0, "FUEL_STATUS", "Closed \"loop\"\n"), values.get("v"));
    assertEquals(
        Map.of("RPM", "revolutions_per_minute", "SPEED", "kilometer_per_hour"), values.get("u"));
    assertEquals(
        Map.of(
            "RPM", Batches.TIME + 10_200, "SPEED", NOW - 1, "FUEL_STATUS", Batches.TIME + 10_000),
        values.get("times"));
    assertTrue(fleet.view().values("VAN-2").isEmpty());
  }

  @Test
  void vehiclesAreInTheOrderOfTheirIds() throws Exception {
    Fleet fleet = node(new ControlledSink());
    for (String id : List.of("CAR-9", "VAN-3", "VAN-1", "VAN-2", "WAN-4")) {
      broker.publish(BrokerMessage.atLeastOnce(TOPICS.status(id), "online").retain());
    }
    List<String> found = new ArrayList<>();
    fleet.view().vehicles("VAN-1", "VAN-9").forEachRemaining(info -> found.add(info.id()));
    assertEquals(List.of("VAN-1", "VAN-2", "VAN-3"), found);
  }
}
