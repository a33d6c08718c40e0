package io.obdio.socketio.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.telemetry.Acknowledgement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link HistorySink} does. */
public abstract class HistorySinkContract {

  /** What identifies a stored batch. */
  public record Key(String vehicle, long epoch, long seq) {}

  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::vehicle).thenComparing(Key::epoch).thenComparing(Key::seq);

  private final List<HistorySink> open = new ArrayList<>();

  /** Opens the store of this test again, or for the first time. */
  protected abstract HistorySink open() throws Exception;

  /** Opens a store whose queue has room for a few batches, and which does not begin to write. */
  protected abstract HistorySink openStalled(int room) throws Exception;

  /** Reads what is stored, with duplicates. */
  protected abstract List<Key> stored() throws Exception;

  /** Returns whether the store reports its positions at the next start. */
  protected abstract boolean restores();

  private HistorySink sink() throws Exception {
    HistorySink sink = open();
    open.add(sink);
    return sink;
  }

  @AfterEach
  void close() {
    open.forEach(HistorySink::close);
  }

  @Test
  void aBatchIsStoredWhenItsFutureCompletes() throws Exception {
    HistorySink sink = sink();
    await(sink.store(Batches.received("VAN-1", 7, 1, 1)));
    assertEquals(List.of(new Key("VAN-1", 7, 1)), stored());
    assertEquals(1, sink.status().stored());
    assertEquals(0, sink.status().pending());
    assertEquals("", sink.status().failure());
  }

  @Test
  void storesManyBatchesOfManyVehiclesConcurrently() throws Exception {
    HistorySink sink = sink();
    List<CompletableFuture<?>> futures = new ArrayList<>();
    List<Key> keys = new ArrayList<>();
    for (long seq = 1; seq <= 50; seq++) {
      for (int vehicle = 0; vehicle < 20; vehicle++) {
        futures.add(sink.store(Batches.received("VAN-" + vehicle, 7, seq, 1)));
        keys.add(new Key("VAN-" + vehicle, 7, seq));
      }
    }
    await(CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)));
    assertEquals(keys.stream().sorted(ORDER).toList(), stored().stream().sorted(ORDER).toList());
  }

  @Test
  void reportsPositionsAfterARestart() throws Exception {
    HistorySink sink = sink();
    await(sink.store(Batches.received("VAN-1", 7, 1, 1)));
    await(sink.store(Batches.received("VAN-1", 7, 2, 1)));
    await(sink.store(Batches.received("VAN-1", 7, 5, 1)));
    await(sink.store(Batches.received("VAN-1", 9, 4, 4)));
    sink.close();
    List<String> positions = new ArrayList<>();
    sink().restore((vehicle, position) -> positions.add(vehicle + " " + position));
    List<Acknowledgement> expected =
        List.of(
            new Acknowledgement(7, 2, List.of(new Acknowledgement.Range(5, 5))),
            new Acknowledgement(9, 4, List.of()));
    assertEquals(
        restores() ? expected.stream().map(each -> "VAN-1 " + each).toList() : List.of(),
        positions);
  }

  @Test
  void storesWhatWaitsBeforeItEnds() throws Exception {
    HistorySink sink = sink();
    List<CompletableFuture<?>> futures = new ArrayList<>();
    for (long seq = 1; seq <= 100; seq++) {
      futures.add(sink.store(Batches.received("VAN-1", 7, seq, 1)));
    }
    sink.close();
    for (CompletableFuture<?> future : futures) {
      await(future);
    }
    assertEquals(100, stored().size());
  }

  @Test
  void refusesBatchesAfterItsEnd() throws Exception {
    HistorySink sink = sink();
    sink.close();
    assertThrows(IOException.class, () -> await(sink.store(Batches.received("VAN-1", 7, 1, 1))));
    sink.close();
  }

  @Test
  void refusesBatchesAtOnceWhenTooManyWait() throws Exception {
    HistorySink sink = openStalled(5);
    open.add(sink);
    List<CompletableFuture<?>> futures = new ArrayList<>();
    for (long seq = 1; seq <= 8; seq++) {
      futures.add(sink.store(Batches.received("VAN-1", 7, seq, 1)));
    }
    List<CompletableFuture<?>> refused =
        futures.stream().filter(CompletableFuture::isCompletedExceptionally).toList();
    assertEquals(3, refused.size());
    for (CompletableFuture<?> future : refused) {
      assertThrows(SinkFullException.class, () -> await(future));
    }
    assertEquals(5, sink.status().pending());
    assertEquals(3, sink.status().failed());
  }

  /** Waits for a future and throws the cause of its failure. */
  protected static void await(CompletableFuture<?> future) throws Exception {
    try {
      future.get(10, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      assertTrue(e.getCause() instanceof IOException, () -> "not an IOException: " + e);
      throw (IOException) e.getCause();
    }
  }
}
