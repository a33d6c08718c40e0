package io.obdio.core.connection;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.NoValue.Reason;
import io.obdio.core.connection.WatchSchedule.Entry;
import io.obdio.core.transport.ConnectionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The update loop: asks watched commands again and again and keeps the latest response of each.
 *
 * <p>Threads: any thread may call anything at any time, while the loop runs, from a callback too;
 * nothing waits for the vehicle. One thread asks ({@code obd-watcher}), another calls back ({@code
 * obd-callbacks}); a callback that is slow misses responses that a newer one of the same command
 * has overtaken, and delays neither the bus nor the latest value. The lists are guarded by {@code
 * lock}, which is never held while asking or calling back. The thread starts with the first watched
 * command and sleeps while there is nothing to ask.
 */
public final class ObdWatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ObdWatcher.class);

  /** More than any program watches; a stated bound all the same. */
  private static final int CALLBACK_BOUND = 10_000;

  /** How long a command rests that could not even be asked. */
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The longest sleep: a status that nobody announced is seen after this. */
  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ObdConnection connection;
  private final TimeSource time;
  private final CallbackQueue callbacks = new CallbackQueue("obd-callbacks", CALLBACK_BOUND);
  private final List<Consumer<? super ObdResponse<?>>> listeners = new CopyOnWriteArrayList<>();
  private final ConnectionListener wakeUp = (from, to, reason) -> wake();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final WatchSchedule schedule = new WatchSchedule();
  private @Nullable Thread thread;
  private boolean paused;
  private boolean closed;
  private boolean toldOfLoss;
  private long responses;
  private long empty;
  private long failures;
  private String lastError = "";

  /** A watcher of {@code connection}, which may be open or not; it never opens or closes it. */
  public ObdWatcher(ObdConnection connection) {
    this.connection = connection;
    this.time = connection.time();
    connection.addListener(wakeUp);
  }

  /** Watches with {@link WatchOptions#DEFAULT}. */
  public void watch(ObdCommand<?> command) {
    watch(command, WatchOptions.DEFAULT);
  }

  /**
   * Watches {@code command}, or changes how it is watched.
   *
   * @throws IllegalArgumentException if the command does more than read, such as CLEAR_DTC
   */
  public void watch(ObdCommand<?> command, WatchOptions options) {
    put(command, options, null);
  }

  /**
   * The same, with a callback for its responses, empty ones among them. Several callbacks may watch
   * one command; the options are the last call's.
   *
   * @throws IllegalArgumentException as above
   */
  public <V> void watch(
      ObdCommand<V> command, WatchOptions options, Consumer<? super ObdResponse<V>> callback) {
    put(command, options, callback);
  }

  @SuppressWarnings("unchecked") // A command's responses are of the command's type.
  private void put(ObdCommand<?> command, WatchOptions options, @Nullable Consumer<?> callback) {
    if (!command.isRepeatable()) {
      throw new IllegalArgumentException(
          command.name() + " does more than read and cannot be watched; query it once instead");
    }
    lock.lock();
    try {
      if (closed) {
        return;
      }
      Entry entry = schedule.put(command, options, time.nanoTime());
      if (callback != null && !entry.callbacks.contains(callback)) {
        entry.callbacks.add((Consumer<ObdResponse<?>>) callback);
      }
      if (thread == null) {
        thread = new Thread(this::run, "obd-watcher");
        thread.setDaemon(true);
        thread.start();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Stops watching; false if it was not watched. */
  public boolean unwatch(ObdCommand<?> command) {
    lock.lock();
    try {
      return schedule.remove(command.name());
    } finally {
      lock.unlock();
    }
  }

  /** Removes one callback; the command stays watched if it has others or never had any. */
  public void unwatch(ObdCommand<?> command, Consumer<?> callback) {
    lock.lock();
    try {
      Entry entry = schedule.get(command.name());
      if (entry != null && entry.callbacks.remove(callback) && entry.callbacks.isEmpty()) {
        boolean unused = schedule.remove(command.name());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Stops watching everything. */
  public void unwatchAll() {
    lock.lock();
    try {
      schedule.clear();
    } finally {
      lock.unlock();
    }
  }

  /** What is watched, in the order in which it was asked for. */
  public List<ObdCommand<?>> watched() {
    lock.lock();
    try {
      List<ObdCommand<?>> commands = new ArrayList<>();
      schedule.all().forEach(entry -> commands.add(entry.command));
      return commands;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The latest response: null if the command is not watched or the watcher or the connection is
   * closed, an empty one ({@link Reason#NOT_YET}, {@link Reason#NOT_CONNECTED}) while there is
   * none. Never an old value of a connection that is gone.
   */
  @SuppressWarnings("unchecked") // The entry's command is the very one that was asked for.
  public <V> @Nullable ObdResponse<V> latest(ObdCommand<V> command) {
    ObdResponse<?> response = latest(command.name());
    return response != null && response.command().equals(command)
        ? (ObdResponse<V>) response
        : null;
  }

  /** The same by name. */
  public @Nullable ObdResponse<?> latest(String name) {
    lock.lock();
    try {
      Entry entry = schedule.get(name);
      if (entry == null || closed || connection.isClosed()) {
        return null;
      }
      if (connection.status() == ConnectionStatus.NOT_CONNECTED) {
        return none(entry.command, Reason.NOT_CONNECTED);
      }
      return entry.latest != null ? entry.latest : none(entry.command, Reason.NOT_YET);
    } finally {
      lock.unlock();
    }
  }

  private <V> ObdResponse<V> none(ObdCommand<V> command, Reason reason) {
    return ObdResponse.empty(command, time.now(), new NoValue(reason, ""), List.of());
  }

  /** Hears every response of every watched command, on the callback thread. */
  public void addListener(Consumer<? super ObdResponse<?>> listener) {
    listeners.add(listener);
  }

  /** Removes a listener. */
  public void removeListener(Consumer<? super ObdResponse<?>> listener) {
    listeners.remove(listener);
  }

  /** Asks nothing until {@link #resume}; the latest responses stay. */
  public void pause() {
    setPaused(true);
  }

  /** Goes on asking. */
  public void resume() {
    setPaused(false);
  }

  private void setPaused(boolean value) {
    lock.lock();
    try {
      paused = value;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** True between {@link #pause} and {@link #resume}. */
  public boolean isPaused() {
    lock.lock();
    try {
      return paused;
    } finally {
      lock.unlock();
    }
  }

  /** What was done and what went wrong. */
  public WatcherStatistics statistics() {
    lock.lock();
    try {
      String error = lastError.isEmpty() ? callbacks.lastError() : lastError;
      return new WatcherStatistics(
          responses, empty, failures, callbacks.failures(), callbacks.overtaken(), error);
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      List<ObdCommand<?>> due = next();
      while (!due.isEmpty()) {
        ask(due);
        due = next();
      }
    } catch (InterruptedException e) {
      LOG.warn("the watcher was interrupted and ends");
    }
  }

  /** What to ask next, when it is time; empty when closed. */
  private List<ObdCommand<?>> next() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        long now = time.nanoTime();
        boolean connected = connection.status() != ConnectionStatus.NOT_CONNECTED;
        tellOfLoss(connected);
        List<ObdCommand<?>> due =
            paused || !connected ? List.of() : connection.together(schedule.due(now));
        if (!due.isEmpty()) {
          due.forEach(command -> schedule.asked(command, now));
          return due;
        }
        boolean idle = paused || schedule.isEmpty();
        time.await(changed, idle ? 60 * CHECK_NANOS : nap(connected, now));
      }
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  private long nap(boolean connected, long now) {
    return connected ? Math.min(schedule.untilNext(now), CHECK_NANOS) : CHECK_NANOS;
  }

  /** A lost connection is told once for each command, then there is silence until it is back. */
  private void tellOfLoss(boolean connected) {
    if (!connected && !toldOfLoss) {
      for (Entry entry : schedule.all()) {
        if (entry.latest != null) {
          publish(entry, none(entry.command, Reason.NOT_CONNECTED));
        }
      }
    }
    toldOfLoss = !connected;
  }

  private void ask(List<ObdCommand<?>> commands) {
    List<ObdResponse<?>> answers;
    try {
      answers = connection.queryAll(commands);
    } catch (RuntimeException e) {
      // A custom decoder that throws: it must not end the loop for everybody else.
      LOG.warn("asking {} failed", commands, e);
      failed(commands, e);
      return;
    }
    lock.lock();
    try {
      long now = time.nanoTime();
      for (ObdResponse<?> answer : answers) {
        Entry entry = schedule.get(answer.command().name());
        if (entry != null && entry.command.equals(answer.command())) {
          publish(entry, answer);
          restIfNotAsked(answer, now);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void restIfNotAsked(ObdResponse<?> answer, long now) {
    Reason reason = answer.noValue().map(NoValue::reason).orElse(null);
    if (reason == Reason.NOT_SUPPORTED || reason == Reason.NOT_CONNECTED) {
      schedule.rest(answer.command(), now, REST_NANOS);
    }
  }

  private void failed(List<ObdCommand<?>> commands, RuntimeException e) {
    lock.lock();
    try {
      failures++;
      lastError = commands + ": " + e;
      long now = time.nanoTime();
      for (ObdCommand<?> command : commands) {
        schedule.rest(command, now, REST_NANOS);
        Entry entry = schedule.get(command.name());
        if (entry != null) {
          NoValue why = new NoValue(Reason.BAD_ANSWER, e.toString());
          publish(entry, ObdResponse.empty(command, time.now(), why, List.of()));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The caller has the lock. */
  private void publish(Entry entry, ObdResponse<?> response) {
    entry.latest = response;
    responses++;
    if (response.isEmpty()) {
      empty++;
      lastError = response.toString();
    }
    String name = entry.command.name();
    for (Consumer<? super ObdResponse<?>> callback : entry.callbacks) {
      callbacks.offer(new CallbackKey(name, callback), () -> callback.accept(response));
    }
    for (Consumer<? super ObdResponse<?>> listener : listeners) {
      callbacks.offer(new CallbackKey(name, listener), () -> listener.accept(response));
    }
  }

  private record CallbackKey(String command, Object callback) {}

  /** Stops asking and calling back, for good. The connection stays as it is. */
  @Override
  public void close() {
    connection.removeListener(wakeUp);
    lock.lock();
    try {
      closed = true;
      schedule.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    callbacks.close();
  }
}
