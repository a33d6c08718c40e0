package io.obdio.socketio.fleet.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.access.VehicleRanges;
import io.obdio.socketio.fleet.FleetView;
import io.obdio.socketio.fleet.Page;
import io.obdio.socketio.fleet.VehicleInfo;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The turns of searches, with a thread and a clock that the test runs. */
class SearchQueueTest {

  /** The turns that a search through all vehicles takes after its first steps. */
  private static final int TURNS = 3;

  private static final int VEHICLES = SearchQueue.FIRST_STEPS + TURNS * SearchQueue.TURN_STEPS - 1;

  private final List<VehicleInfo> vehicles =
      IntStream.range(0, VEHICLES)
          .mapToObj(i -> new VehicleInfo("V%05d".formatted(i), true, 0, "", 1, 1))
          .toList();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<String> ended = new ArrayList<>();
  private long now;
  private final SearchQueue queue = new SearchQueue(tasks::add, () -> now);
  private int examined;
  private int stopAfter = Integer.MAX_VALUE;

  /** Counts the vehicles that are examined, and advances the clock. */
  private final FleetView view =
      new FleetView() {
        @Override
        public Iterator<VehicleInfo> vehicles(String from, String to) {
          int begin = from.isEmpty() ? 0 : Integer.parseInt(from.substring(1, 6)) + 1;
          if (examined > stopAfter) {
            throw new IllegalStateException("a failure");
          }
          Iterator<VehicleInfo> rest = vehicles.subList(begin, VEHICLES).iterator();
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return rest.hasNext();
            }

            @Override
            public VehicleInfo next() {
              examined++;
              now += 1_000;
              return rest.next();
            }
          };
        }

        @Override
        public Optional<VehicleInfo> vehicle(String id) {
          throw new AssertionError("a search needs no vehicle by its id");
        }

        @Override
        public Optional<Map<String, Object>> values(String id) {
          throw new AssertionError("a search needs no values");
        }
      };

  private CompletableFuture<Page<VehicleInfo>> submit(String client, String text) {
    return queue
        .submit(client, new PageSearch(view, VehicleRanges.of(List.of()), "", 100, text, false))
        .whenComplete((page, failure) -> ended.add(client))
        .toCompletableFuture();
  }

  private static ErrorCode code(CompletableFuture<?> failed) {
    Throwable cause = assertThrows(CompletionException.class, failed::join).getCause();
    return ((RequestException) cause).code();
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  @Test
  void aShortSearchIsCompletedByItsCaller() {
    assertEquals(100, submit("a", "").join().items().size());
    assertEquals(101, examined);
    assertTrue(tasks.isEmpty());
  }

  @Test
  void theCallerOfALongSearchExaminesFewVehicles() {
    CompletableFuture<Page<VehicleInfo>> page = submit("a", "v0321");
    assertEquals(SearchQueue.FIRST_STEPS, examined);
    assertFalse(page.isDone());
    runTasks();
    assertEquals("V03210", page.join().items().get(0).id());
    assertEquals(0, queue.size());
  }

  @Test
  void aClientWithManySearchesDoesNotDelayAnother() {
    for (int i = 0; i < SearchQueue.MAX_OF_CLIENT; i++) {
      submit("many", "nothing");
    }
    submit("one", "nothing");
    assertEquals(1, tasks.size(), "one task continues all");
    runTasks();
    assertEquals("one", ended.get(1), "each client has had the same number of turns");
    assertEquals(SearchQueue.MAX_OF_CLIENT + 1, ended.size());
  }

  @Test
  void searchesOfAClientAndOfAllAreLimited() {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int client = 0; client * SearchQueue.MAX_OF_CLIENT < SearchQueue.MAX_SEARCHES; client++) {
      for (int i = 0; i < SearchQueue.MAX_OF_CLIENT; i++) {
        all.add(submit("client " + client, "nothing"));
      }
      assertEquals(ErrorCode.BUSY, code(submit("client " + client, "nothing")));
    }
    assertEquals(SearchQueue.MAX_SEARCHES, queue.size());
    assertEquals(ErrorCode.BUSY, code(submit("another", "nothing")));
    assertEquals(100, submit("another", "").join().items().size(), "short ones need no place");
    queue.close();
    runTasks();
    all.forEach(each -> assertEquals(ErrorCode.UNAVAILABLE, code(each)));
    assertEquals(ErrorCode.BUSY, code(submit("late", "nothing")));
  }

  @Test
  void aSearchThatWaitsTooLongFails() {
    CompletableFuture<?> late = submit("a", "nothing");
    now += SearchQueue.DEADLINE.toNanos() + 1;
    CompletableFuture<?> other = submit("b", "nothing");
    runTasks();
    assertEquals(ErrorCode.TIMEOUT, code(late));
    assertTrue(other.isDone() && !other.isCompletedExceptionally());
    assertTrue(Duration.ofNanos(now).compareTo(SearchQueue.DEADLINE.multipliedBy(2)) < 0);
  }

  @Test
  void aFailureDoesNotEndTheOtherSearches() {
    CompletableFuture<?> failed = submit("a", "nothing");
    stopAfter = examined - 1;
    runTasks();
    assertTrue(failed.isCompletedExceptionally());
    stopAfter = Integer.MAX_VALUE;
    CompletableFuture<?> next = submit("a", "nothing");
    runTasks();
    assertTrue(next.isDone() && !next.isCompletedExceptionally());
  }
}
