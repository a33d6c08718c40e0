package io.obdio.socketio.history;

import io.obdio.core.util.DaemonThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that writes to the database: a transaction at each interval, tasks of other threads
 * between, and the retention when there is nothing else to do.
 *
 * <p>Threads: {@link #submit}, {@link #close} and the getters may be called by any thread; all else
 * runs on the writer's thread.
 */
final class HistoryWriter implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HistoryWriter.class);

  private static final int MAX_TASKS = 100;
  private static final long TICK_MILLIS = 1_000;
  private static final long CLOSE_SECONDS = 10;

  /** A task with the database. */
  interface Task<T> {
    T run(HistoryStore store) throws SQLException;
  }

  private final HistoryOptions options;
  private final HistoryClock clock;
  private final Supplier<TripRecorder> recorder;
  private final Consumer<HistoryStore> replaced;
  private final BlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(MAX_TASKS);
  private final Thread thread;
  private HistoryStore store;
  private long lastCommit;
  private volatile boolean checked;
  private volatile boolean closing;
  private volatile boolean ended;
  private volatile String failure = "";
  private volatile String setAside;
  private volatile long bytes;
  private volatile long lostFrames;
  private volatile boolean soon;

  /** The readers of frames of this run, and whether a new one begins with the oldest frame. */
  private final Map<String, Boolean> readers = new ConcurrentHashMap<>();

  /** The positions that are not written yet. */
  private final Map<String, HistoryPosition> acknowledged = new ConcurrentHashMap<>();

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /**
   * Creates a writer that is not started.
   *
   * @param store taken over
   * @param setAside name of a damaged database that was renamed; empty if there was none
   * @param recorder supplies the rows
   * @param replaced receives a new database after the current one was found damaged
   */
  HistoryWriter(
      HistoryStore store,
      String setAside,
      HistoryOptions options,
      HistoryClock clock,
      Supplier<TripRecorder> recorder,
      Consumer<HistoryStore> replaced) {
    this.store = store;
    this.setAside = setAside;
    this.options = options;
    this.clock = clock;
    this.recorder = recorder;
    this.replaced = replaced;
    this.lastCommit = clock.monotonic();
    this.thread = DaemonThreads.create("obdio-history", this::run);
  }

  void start() {
    thread.start();
  }

  CompletableFuture<Boolean> addReader(String name, boolean everything) {
    readers.put(name, everything);
    return submit(
        target -> {
          FrameRows.register(target.connection(), name, everything);
          return true;
        });
  }

  void acknowledge(String reader, HistoryPosition position) {
    acknowledged.put(reader, position);
  }

  /** Writes the positions of the old epoch before. */
  CompletableFuture<Long> renewEpoch() {
    return submit(
        target -> {
          Map<String, HistoryPosition> positions = Map.copyOf(acknowledged);
          target.write(new HistoryBatch(), positions);
          positions.forEach(acknowledged::remove);
          return target.renewEpoch();
        });
  }

  void addListener(Runnable committed) {
    listeners.add(committed);
  }

  void removeListener(Runnable committed) {
    listeners.remove(committed);
  }

  /** Commits without waiting for the end of the interval, if frames are read. */
  void commitSoon() {
    if (!readers.isEmpty()) {
      soon = true;
      boolean unused = tasks.offer(() -> {}); // wakes the thread up
    }
  }

  /**
   * Runs a task on the writer's thread.
   *
   * @return fails with {@link HistoryException} if the database refuses the task, too many tasks
   *     wait, or the thread has ended, and with the exception of the task
   */
  <T> CompletableFuture<T> submit(Task<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable run =
        () -> {
          try {
            result.complete(task.run(store));
          } catch (SQLException e) {
            result.completeExceptionally(Database.explained(options.file(), e));
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        };
    boolean queued = !closing && tasks.offer(run);
    // The thread may have ended between the check and the offer: then nothing takes the task.
    if (!queued || ended && tasks.remove(run)) {
      result.completeExceptionally(
          new HistoryException("the history is busy or closed: try again later"));
    }
    return result;
  }

  private void run() {
    try {
      check();
      while (!closing) {
        await();
        step();
      }
      commit();
      drainTasks();
    } catch (InterruptedException e) {
      // Closed while the disk did not answer.
    } catch (RuntimeException | Error e) {
      failure = "the history failed: " + e;
      log.error("The history failed", e);
    } finally {
      closing = true;
      closeStore();
      ended = true;
      drainTasks(); // they fail: the database is closed
    }
  }

  private void await() throws InterruptedException {
    Runnable task = tasks.poll(Math.min(TICK_MILLIS, untilCommit()), TimeUnit.MILLISECONDS);
    if (task != null) {
      task.run();
      drainTasks();
    }
  }

  private void drainTasks() {
    Runnable task = tasks.poll();
    while (task != null) {
      task.run();
      task = tasks.poll();
    }
  }

  private long untilCommit() {
    return Math.max(1, lastCommit + options.commitInterval().toMillis() - clock.monotonic());
  }

  private void step() {
    recorder.get().tick();
    boolean due = clock.monotonic() - lastCommit >= options.commitInterval().toMillis();
    if (closing || !due && !soon) {
      return;
    }
    soon = false;
    lastCommit = clock.monotonic();
    if (commit()) {
      retain();
    }
  }

  /** Checks the structure of the database before anything is added to it. */
  private void check() {
    try {
      String problem = Database.check(store.connection());
      checked = true;
      if (!problem.isEmpty()) {
        replace(problem);
      }
      lostFrames = new Retention(store, options, readers.keySet()).lostFrames();
    } catch (SQLException e) {
      failed(e);
    }
  }

  /** Writes the pending rows; returns whether that worked. */
  private boolean commit() {
    TripRecorder source = recorder.get();
    HistoryBatch batch = source.take();
    try {
      Map<String, HistoryPosition> positions = Map.copyOf(acknowledged);
      if (!batch.isEmpty() || !positions.isEmpty()) {
        store.write(batch, positions);
        source.written();
        positions.forEach(acknowledged::remove);
        listeners.forEach(Runnable::run);
      }
      if (!failure.isEmpty()) {
        log.info("the history {} is written again", options.file());
        failure = "";
      }
      return true;
    } catch (SQLException e) {
      failed(e);
      return false;
    }
  }

  /** Deletes and thins old rows until nothing is left to do or something else is. */
  private void retain() {
    try {
      Retention retention = new Retention(store, options, readers.keySet());
      while (retention.step(clock.wall()) && !closing && tasks.isEmpty() && untilCommit() > 500) {
        recorder.get().tick();
      }
      bytes = retention.usedBytes();
      lostFrames = retention.lostFrames();
    } catch (SQLException e) {
      failed(e);
    }
  }

  private void failed(SQLException error) {
    if (Database.isBroken(error)) {
      replace(String.valueOf(error.getMessage()));
      return;
    }
    String message = String.valueOf(Database.explained(options.file(), error).getMessage());
    if (failure.isEmpty()) {
      log.warn("{}; recording pauses until that is solved", message);
    }
    failure = message;
  }

  /** Renames the damaged database and continues with a new one. */
  private void replace(String problem) {
    closeStore();
    try {
      Path aside = Database.setAside(options.file(), Instant.ofEpochMilli(clock.wall()));
      log.error(
          "the history {} is damaged ({}): it was renamed to {}, and a new one begins",
          options.file(),
          problem,
          aside.getFileName());
      store = new HistoryStore(Database.openForWriting(options.file()));
      for (String reader : readers.keySet()) {
        FrameRows.register(store.connection(), reader, true);
      }
      replaced.accept(store);
      setAside = String.valueOf(aside.getFileName());
    } catch (SQLException | IOException | HistoryException e) {
      failure = "the history " + options.file() + " cannot be replaced: " + e;
      log.error("The history {} cannot be replaced", options.file(), e);
      closing = true;
    }
  }

  private void closeStore() {
    try {
      store.close();
    } catch (SQLException e) {
      log.debug("closing the history", e);
    }
  }

  /** Returns why rows do not reach the database; empty if they do. */
  String failure() {
    return failure.isEmpty() && !checked && !closing ? "the database is being checked" : failure;
  }

  String setAside() {
    return setAside;
  }

  long lostFrames() {
    return lostFrames;
  }

  long bytes() {
    return bytes;
  }

  /** Writes the pending rows and ends the thread. */
  @Override
  public void close() {
    closing = true;
    // Wakes the thread up.
    boolean unused = tasks.offer(() -> {});
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      thread.interrupt();
    }
  }
}
