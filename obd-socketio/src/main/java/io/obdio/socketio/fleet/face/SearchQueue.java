package io.obdio.socketio.fleet.face;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.util.DaemonThreads;
import io.obdio.socketio.fleet.Page;
import io.obdio.socketio.fleet.VehicleInfo;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The searches for pages of vehicles. The first steps of a search are taken by the caller, which
 * completes a page of which few vehicles must be examined. The others take turns on one thread: a
 * client receives a turn after all other clients, however many searches it has, so that all
 * searches together use at most one processor.
 *
 * <p>Threads: all methods may be called by any thread and do not block; {@code obdio-fleet-search}
 * continues the searches.
 */
final class SearchQueue implements AutoCloseable {

  /** The steps of a search that its caller takes, about 0.2 ms. */
  static final int FIRST_STEPS = 2_000;

  /** The steps of a turn, about 1 ms. */
  static final int TURN_STEPS = 10_000;

  /** The limit of searches of all clients. */
  static final int MAX_SEARCHES = 256;

  /** The limit of searches of one client. */
  static final int MAX_OF_CLIENT = 16;

  /** The time after which a search fails. */
  static final Duration DEADLINE = Duration.ofSeconds(5);

  private record Pending(
      PageSearch search, long deadline, CompletableFuture<Page<VehicleInfo>> result) {}

  private final Executor executor;
  private final LongSupplier nanoTime;

  /** The searches by client; the client whose turn is next is the first one. */
  @GuardedBy("this")
  private final Map<String, Queue<Pending>> clients = new LinkedHashMap<>();

  @GuardedBy("this")
  private int size;

  @GuardedBy("this")
  private boolean running;

  @GuardedBy("this")
  private boolean closed;

  SearchQueue() {
    this(
        task -> {
          Thread unused = DaemonThreads.start("obdio-fleet-search", task);
        },
        System::nanoTime);
  }

  /**
   * Creates a queue.
   *
   * @param executor runs one task at a time, while there are searches
   */
  SearchQueue(Executor executor, LongSupplier nanoTime) {
    this.executor = executor;
    this.nanoTime = nanoTime;
  }

  /**
   * Begins a search.
   *
   * @param client what one client has in common with itself only: its key and its address
   * @return completes with the page; fails with {@link RequestException}: {@link ErrorCode#BUSY} at
   *     once if there are too many searches, {@link ErrorCode#TIMEOUT} after 5 s
   */
  CompletionStage<Page<VehicleInfo>> submit(String client, PageSearch search) {
    if (search.advance(FIRST_STEPS)) {
      return CompletableFuture.completedFuture(search.page());
    }
    Pending added =
        new Pending(search, nanoTime.getAsLong() + DEADLINE.toNanos(), new CompletableFuture<>());
    boolean start;
    synchronized (this) {
      Queue<Pending> own = clients.get(client);
      if (closed || size >= MAX_SEARCHES || own != null && own.size() >= MAX_OF_CLIENT) {
        return CompletableFuture.failedFuture(
            new RequestException(ErrorCode.BUSY, "too many searches are pending; try again later"));
      }
      clients.computeIfAbsent(client, each -> new ArrayDeque<>()).add(added);
      size++;
      start = !running;
      running = true;
    }
    if (start) {
      executor.execute(this::run);
    }
    return added.result();
  }

  /** Returns the number of searches that are not complete. */
  synchronized int size() {
    return size;
  }

  private void run() {
    for (String client = nextClient(); client != null; client = nextClient()) {
      turn(client);
    }
  }

  /** Returns the client whose turn it is, and puts it at the end; null if there is none. */
  private synchronized @Nullable String nextClient() {
    if (clients.isEmpty()) {
      running = false;
      return null;
    }
    String client = clients.keySet().iterator().next();
    Queue<Pending> own = clients.remove(client);
    if (own != null) {
      clients.put(client, own);
    }
    return client;
  }

  private void turn(String client) {
    Pending pending;
    synchronized (this) {
      Queue<Pending> own = clients.get(client);
      pending = own == null ? null : own.peek();
    }
    if (pending == null) {
      return; // the queue was closed
    }
    try {
      if (nanoTime.getAsLong() - pending.deadline() > 0) {
        remove(client, pending);
        pending
            .result()
            .completeExceptionally(
                new RequestException(
                    ErrorCode.TIMEOUT, "the search took more than 5 s; try again later"));
      } else if (pending.search().advance(TURN_STEPS)) {
        remove(client, pending);
        pending.result().complete(pending.search().page());
      }
    } catch (RuntimeException e) { // must not end the searches of others
      remove(client, pending);
      pending.result().completeExceptionally(e);
    }
  }

  private synchronized void remove(String client, Pending pending) {
    Queue<Pending> own = clients.get(client);
    if (own != null && own.remove(pending)) {
      size--;
      if (own.isEmpty()) {
        clients.remove(client);
      }
    }
  }

  /** Ends all searches; they fail with {@link ErrorCode#UNAVAILABLE}. */
  @Override
  public void close() {
    List<Pending> rest = new ArrayList<>();
    synchronized (this) {
      closed = true;
      clients.values().forEach(rest::addAll);
      clients.clear();
      size = 0;
    }
    for (Pending pending : rest) {
      pending
          .result()
          .completeExceptionally(new RequestException(ErrorCode.UNAVAILABLE, "the program ends"));
    }
  }
}
