package io.obdio.core.connection;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.NoValue.Reason;
import io.obdio.core.connection.WatchSchedule.Entry;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.util.DaemonThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that requests the watched commands when they are due, on a thread of its own ({@code
 * obd-watcher}), and passes each response to one receiver. The thread starts with the first command
 * and sleeps while nothing is due.
 *
 * <p>Threads: all methods may be called by any thread and do not wait for the vehicle. The lock is
 * held neither during a request nor while the receiver is called.
 */
final class RequestLoop {

  private static final Logger LOG = LoggerFactory.getLogger(RequestLoop.class);

  /** How long a command that could not be requested is not requested again. */
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The longest sleep while connected: a change of the status without an event is seen then. */
  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** The receiver of the responses; called by the loop's thread. */
  interface Receiver {
    void received(Entry entry, ObdResponse<?> response);
  }

  /** The next step of the loop: commands to request, responses to report; none once closed. */
  private record Step(List<ObdCommand<?>> due, List<Delivery> deliveries) {}

  private record Delivery(Entry entry, ObdResponse<?> response) {}

  private final ObdConnection connection;
  private final TimeSource time;
  private final Receiver receiver;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final WatchSchedule schedule = new WatchSchedule();

  @GuardedBy("lock")
  private @Nullable Thread thread;

  @GuardedBy("lock")
  private boolean paused;

  @GuardedBy("lock")
  private boolean closed;

  @GuardedBy("lock")
  private boolean lossReported;

  @GuardedBy("lock")
  private long responses;

  @GuardedBy("lock")
  private long empty;

  @GuardedBy("lock")
  private long failures;

  @GuardedBy("lock")
  private String lastError = "";

  RequestLoop(ObdConnection connection, Receiver receiver) {
    this.connection = connection;
    this.time = connection.time();
    this.receiver = receiver;
  }

  /** Adds a command and a callback, or changes the command's options; ignored once closed. */
  void put(
      ObdCommand<?> command,
      WatchOptions options,
      @Nullable Consumer<? super ObdResponse<?>> callback) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      Entry entry = schedule.put(command, options, time.nanoTime());
      if (callback != null) {
        entry.callbacks.addIfAbsent(callback);
      }
      if (thread == null) {
        thread = DaemonThreads.start("obd-watcher", this::run);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether the thread runs, or has not been needed yet, or has ended as requested. */
  boolean isAlive() {
    lock.lock();
    try {
      return thread == null || closed || thread.isAlive();
    } finally {
      lock.unlock();
    }
  }

  boolean remove(String name) {
    lock.lock();
    try {
      return schedule.remove(name);
    } finally {
      lock.unlock();
    }
  }

  /** Removes a callback, and the command too if that was its last one. */
  void remove(String name, Consumer<?> callback) {
    lock.lock();
    try {
      Entry entry = schedule.get(name);
      if (entry != null && entry.callbacks.remove(callback) && entry.callbacks.isEmpty()) {
        boolean unused = schedule.remove(name);
      }
    } finally {
      lock.unlock();
    }
  }

  void removeAll() {
    lock.lock();
    try {
      schedule.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the watched command of this name; null if there is none. */
  @Nullable Entry get(String name) {
    lock.lock();
    try {
      return schedule.get(name);
    } finally {
      lock.unlock();
    }
  }

  List<ObdCommand<?>> commands() {
    lock.lock();
    try {
      List<ObdCommand<?>> commands = new ArrayList<>();
      schedule.all().forEach(entry -> commands.add(entry.command));
      return commands;
    } finally {
      lock.unlock();
    }
  }

  boolean isPaused() {
    lock.lock();
    try {
      return paused;
    } finally {
      lock.unlock();
    }
  }

  void setPaused(boolean value) {
    lock.lock();
    try {
      paused = value;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets the loop look at the connection's status now. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the loop, at the latest after the request in progress. */
  void close() {
    lock.lock();
    try {
      closed = true;
      schedule.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the loop's part of the statistics; that of the callbacks is given. */
  WatcherStatistics statistics(long callbackFailures, long superseded, String callbackError) {
    lock.lock();
    try {
      return new WatcherStatistics(
          responses,
          empty,
          failures,
          callbackFailures,
          superseded,
          lastError.isEmpty() ? callbackError : lastError);
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      Step step = next();
      while (!step.due.isEmpty() || !step.deliveries.isEmpty()) {
        deliver(step.deliveries);
        if (!step.due.isEmpty()) {
          deliver(request(step.due));
        }
        step = next();
      }
    } catch (InterruptedException e) {
      LOG.warn("the watcher's thread was interrupted and ends");
    }
  }

  private void deliver(List<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      receiver.received(delivery.entry, delivery.response);
    }
  }

  private Step next() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        long now = time.nanoTime();
        boolean connected = connection.status() != ConnectionStatus.NOT_CONNECTED;
        List<Delivery> losses = losses(connected);
        List<ObdCommand<?>> due =
            paused || !connected ? List.of() : connection.together(schedule.due(now));
        if (!due.isEmpty() || !losses.isEmpty()) {
          due.forEach(command -> schedule.requested(command, now));
          return new Step(due, losses);
        }
        boolean idle = paused || schedule.isEmpty();
        time.await(changed, idle ? IDLE_NANOS : nap(connected, now));
      }
      return new Step(List.of(), List.of());
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private long nap(boolean connected, long now) {
    return connected ? Math.min(schedule.untilNext(now), CHECK_NANOS) : CHECK_NANOS;
  }

  /** Returns one empty response for each command with a value when the connection was lost. */
  @GuardedBy("lock")
  private List<Delivery> losses(boolean connected) {
    List<Delivery> losses = new ArrayList<>();
    if (!connected && !lossReported) {
      for (Entry entry : schedule.all()) {
        if (entry.latest != null) {
          losses.add(store(entry, none(entry.command, Reason.NOT_CONNECTED)));
        }
      }
    }
    lossReported = !connected;
    return losses;
  }

  /** Returns an empty response. */
  <V> ObdResponse<V> none(ObdCommand<V> command, Reason reason) {
    return ObdResponse.empty(command, time.now(), new NoValue(reason, ""), List.of());
  }

  private List<Delivery> request(List<ObdCommand<?>> commands) {
    List<ObdResponse<?>> answers;
    try {
      answers = connection.queryAll(commands);
    } catch (RuntimeException e) {
      // A custom decoder that throws must not end the loop for the other commands.
      LOG.warn("requesting {} failed", commands, e);
      return failed(commands, e);
    }
    List<Delivery> deliveries = new ArrayList<>(answers.size());
    lock.lock();
    try {
      long now = time.nanoTime();
      for (ObdResponse<?> answer : answers) {
        Entry entry = schedule.get(answer.command().name());
        if (entry != null && entry.command.equals(answer.command())) {
          deliveries.add(store(entry, answer));
          restIfNotRequested(answer, now);
        }
      }
    } finally {
      lock.unlock();
    }
    return deliveries;
  }

  @GuardedBy("lock")
  private void restIfNotRequested(ObdResponse<?> answer, long now) {
    Reason reason = answer.noValue().map(NoValue::reason).orElse(null);
    if (reason == Reason.NOT_SUPPORTED || reason == Reason.NOT_CONNECTED) {
      schedule.rest(answer.command(), now, REST_NANOS);
    }
  }

  private List<Delivery> failed(List<ObdCommand<?>> commands, RuntimeException e) {
    List<Delivery> deliveries = new ArrayList<>();
    NoValue why = new NoValue(Reason.BAD_ANSWER, e.toString());
    lock.lock();
    try {
      failures++;
      lastError = commands + ": " + e;
      long now = time.nanoTime();
      for (ObdCommand<?> command : commands) {
        schedule.rest(command, now, REST_NANOS);
        Entry entry = schedule.get(command.name());
        if (entry != null) {
          deliveries.add(store(entry, ObdResponse.empty(command, time.now(), why, List.of())));
        }
      }
    } finally {
      lock.unlock();
    }
    return deliveries;
  }

  @GuardedBy("lock")
  private Delivery store(Entry entry, ObdResponse<?> response) {
    entry.latest = response;
    responses++;
    if (response.isEmpty()) {
      empty++;
      lastError = response.toString();
    }
    return new Delivery(entry, response);
  }
}
