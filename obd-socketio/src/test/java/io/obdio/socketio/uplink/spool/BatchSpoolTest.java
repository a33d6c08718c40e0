package io.obdio.socketio.uplink.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.socketio.history.HistoryException;
import io.obdio.socketio.history.HistoryOptions;
import io.obdio.socketio.history.HistoryReader;
import io.obdio.socketio.history.SimulatedDrive;
import io.obdio.socketio.history.TripHistory;
import io.obdio.socketio.history.computer.EngineData;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.telemetry.Acknowledgement;
import io.obdio.socketio.telemetry.BatchCodec;
import io.obdio.socketio.telemetry.BatchException;
import io.obdio.socketio.telemetry.BatchFormat;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.Dictionary;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.MemoryBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sender with a real history, and a broker that the test plays. */
@Timeout(60)
class BatchSpoolTest {

  private static final String ACK = "obdio/VAN-1/ack";

  @TempDir Path folder;

  private final MemoryBroker.Connection broker = new MemoryBroker().connection();

  private TripHistory open() throws HistoryException {
    return open(Duration.ofDays(36_500)); // the simulated drive has a date of its own
  }

  private TripHistory open(Duration maxAge) throws HistoryException {
    return TripHistory.open(
        new HistoryOptions(
            folder.resolve("history.db"),
            List.of("RPM", "SPEED"),
            Duration.ofMillis(50),
            20,
            false,
            Duration.ofMillis(100),
            Duration.ofMinutes(5),
            1_000_000_000,
            maxAge,
            maxAge,
            EngineData.DEFAULT));
  }

  private static void start(TripHistory history, ObdIo io) {
    history.start(io.vehicle(), io.hub(), Commands.standard());
  }

  private BatchSpool spool(TripHistory history, BatchFormat format) {
    return new BatchSpool(history, broker, Topics.DEFAULT, "VAN-1", format);
  }

  private List<DataBatch> batches() {
    List<DataBatch> batches = new ArrayList<>();
    Dictionary dictionary = Dictionary.NONE;
    try {
      for (BrokerMessage message : broker.sent()) {
        if (message.topic().endsWith("/dictionary")) {
          assertTrue(message.retained());
          dictionary = Dictionary.decode(message.payload());
        } else {
          assertEquals("obdio/VAN-1/data", message.topic());
          assertEquals(1, message.qos());
          batches.add(BatchCodec.decode(message.payload(), dictionary));
        }
      }
      return batches;
    } catch (BatchException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Long> seqs() {
    return batches().stream().map(DataBatch::seq).toList();
  }

  /** Without repetitions: a machine may be so slow that they are due. */
  private List<Long> distinct() {
    return seqs().stream().distinct().toList();
  }

  private void acknowledge(long epoch, long seq) {
    broker.deliver(ACK, new Acknowledgement(epoch, seq, List.of()).encode());
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void pastTripsAreSentTwentyAtATimeAndThePositionIsKept() throws Exception {
    SimulatedDrive.record(folder.resolve("history.db"), 450);
    try (ObdIo io = ObdIo.create();
        TripHistory history = open()) {
      start(history, io);
      try (BatchSpool spool = spool(history, BatchFormat.JSON)) {
        spool.start(true);
        broker.setConnected(true);
        Await.until("a full window", () -> distinct().size() == 20);
        assertEquals(numbers(1, 20), distinct());
        DataBatch last = batches().get(19);
        assertEquals(1, last.first());
        assertTrue(last.clockSet());
        acknowledge(last.epoch(), 15);
        Await.until("fifteen more", () -> distinct().size() == 35);
        assertEquals(numbers(1, 35), distinct());
        assertEquals(16, batches().get(batches().size() - 1).first());
        broker.deliver(ACK, "{".getBytes(StandardCharsets.UTF_8));
        broker.deliver(ACK, new byte[0]);
        acknowledge(last.epoch(), 35);
        Await.until("all", () -> distinct().size() == 45);
        Await.until("the state", () -> spool.status().waiting() == 10);
        assertEquals(35, spool.status().acknowledged());
        assertTrue(spool.status().sent() >= 45);
        assertEquals(10, spool.status().pending());
      }
      assertEquals(0, broker.listeners());
      assertEquals(Set.of(), broker.filters());
    }
    int before = batches().size();
    try (ObdIo io = ObdIo.create();
        TripHistory history = open();
        BatchSpool spool = spool(history, BatchFormat.JSON)) {
      start(history, io);
      spool.start(false);
      Await.until("the rest again", () -> batches().size() >= before + 10);
      assertEquals(numbers(36, 45), seqs().subList(before, before + 10));
    }
  }

  @Test
  void aNewUplinkBeginsWithWhatIsRecordedNext() throws Exception {
    SimulatedDrive.record(folder.resolve("history.db"), 50);
    try (ObdIo io = ObdIo.create();
        TripHistory history = open();
        BatchSpool spool = spool(history, BatchFormat.JSON)) {
      start(history, io);
      spool.start(false);
      broker.setConnected(true);
      Await.value(io.connectObd("sim:?cycle=idle"));
      Await.until("three batches", () -> batches().size() >= 3);
      assertEquals(numbers(6, 8), seqs().subList(0, 3));
      assertTrue(batches().get(0).age() >= 0);
      assertFalse(batches().get(0).numbers().isEmpty());
    }
  }

  @Test
  void aNewConnectionRepeatsWhatIsPendingWithTheDictionary() throws Exception {
    SimulatedDrive.record(folder.resolve("history.db"), 30);
    try (ObdIo io = ObdIo.create();
        TripHistory history = open();
        BatchSpool spool = spool(history, BatchFormat.DELTA)) {
      start(history, io);
      spool.start(true);
      broker.setConnected(true);
      Await.until("the batches", () -> batches().size() >= 3);
      assertEquals(1, dictionaries());
      broker.setConnected(false);
      broker.setConnected(true);
      Await.until("the batches again", () -> batches().size() >= 6);
      assertEquals(List.of(1L, 2L, 3L, 1L, 2L, 3L), seqs().subList(0, 6));
      assertEquals(2, dictionaries());
    }
  }

  private long dictionaries() {
    return broker.sent().stream().filter(m -> m.topic().endsWith("/dictionary")).count();
  }

  /** A cloned memory card: the receiver has more than this database. */
  @Test
  void anAcknowledgementOfWhatWasNotSentGivesTheDatabaseANewEpoch() throws Exception {
    SimulatedDrive.record(folder.resolve("history.db"), 30);
    try (ObdIo io = ObdIo.create();
        TripHistory history = open();
        BatchSpool spool = spool(history, BatchFormat.JSON)) {
      start(history, io);
      spool.start(true);
      broker.setConnected(true);
      Await.until("the batches", () -> batches().size() >= 3);
      long before = batches().get(0).epoch();
      acknowledge(before, 2);
      acknowledge(before, 77);
      Await.until("the rest under a new epoch", () -> batches().size() >= 4);
      DataBatch again = batches().get(3);
      assertEquals(3, again.seq());
      assertNotEquals(before, again.epoch());
      acknowledge(again.epoch(), 3);
      Await.until("acknowledged", () -> acknowledged(history) == 3);
    }
  }

  @Test
  void whatTheHistoryDeletesBeforeItIsAcknowledgedIsCounted() throws Exception {
    SimulatedDrive.record(folder.resolve("history.db"), 30);
    try (ObdIo io = ObdIo.create();
        TripHistory history = open(Duration.ofHours(1));
        BatchSpool spool = spool(history, BatchFormat.JSON)) {
      var registered = history.frames().keepFor(BatchSpool.READER, true);
      start(history, io);
      Await.value(registered);
      spool.start(true);
      Await.until("deleted", () -> history.status().lostFrames() == 3);
      broker.setConnected(true);
      Await.value(io.connectObd("sim:?cycle=idle"));
      Await.until("a batch", () -> !batches().isEmpty());
      assertEquals(4, batches().get(0).seq());
      assertEquals(4, batches().get(0).first(), "the receiver does not wait for the others");
    }
  }

  private static long acknowledged(TripHistory history) {
    try (HistoryReader reader = history.reader()) {
      return reader.acknowledged(BatchSpool.READER).seq();
    } catch (HistoryException e) {
      throw new IllegalStateException(e);
    }
  }
}
