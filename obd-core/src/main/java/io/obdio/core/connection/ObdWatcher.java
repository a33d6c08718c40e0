package io.obdio.core.connection;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.NoValue.Reason;
import io.obdio.core.connection.WatchSchedule.Entry;
import io.obdio.core.transport.ConnectionStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The update loop: requests watched commands repeatedly and keeps the latest response of each.
 *
 * <p>Threads: all methods may be called by any thread, while the loop runs, and from callbacks;
 * none waits for the vehicle. One thread sends the requests ({@code obd-watcher}) and calls the
 * {@link ResponseSink} directly. Callbacks and listeners run on another ({@code obd-callbacks}): a
 * slow one misses responses that are superseded by newer ones of the same command, and delays
 * neither the bus nor the latest value.
 */
public final class ObdWatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ObdWatcher.class);

  /** Pending calls, one per command and callback. More than any program needs, but a bound. */
  private static final int CALLBACK_CAPACITY = 10_000;

  private final ObdConnection connection;
  private final ResponseSink sink;
  private final RequestLoop loop;
  private final CallbackQueue callbacks = new CallbackQueue("obd-callbacks", CALLBACK_CAPACITY);
  private final List<Consumer<? super ObdResponse<?>>> listeners = new CopyOnWriteArrayList<>();
  private final ConnectionListener wakeUp;
  private final AtomicLong sinkFailures = new AtomicLong();
  private volatile String sinkError = "";

  /** Creates a watcher of {@code connection}, open or not; it never opens or closes it. */
  public ObdWatcher(ObdConnection connection) {
    this(connection, ResponseSink.NONE);
  }

  /** Creates a watcher that hands every response to {@code sink}, before any callback. */
  public ObdWatcher(ObdConnection connection, ResponseSink sink) {
    this.connection = connection;
    this.sink = sink;
    this.loop = new RequestLoop(connection, this::received);
    this.wakeUp = (from, to, reason) -> loop.wake();
    connection.addListener(wakeUp);
  }

  /** Watches a command with {@link WatchOptions#DEFAULT}; see the next method. */
  public void watch(ObdCommand<?> command) {
    watch(command, WatchOptions.DEFAULT);
  }

  /**
   * Watches a command, or changes the options with which it is watched. Ignored once closed.
   *
   * @throws IllegalArgumentException if the command does more than read, such as CLEAR_DTC
   */
  public void watch(ObdCommand<?> command, WatchOptions options) {
    put(command, options, null);
  }

  /**
   * Watches a command and calls back for each of its responses, empty ones included. A command may
   * have several callbacks; the options of the last call apply.
   *
   * @throws IllegalArgumentException if the command does more than read
   */
  @SuppressWarnings("unchecked") // A command's responses are of the command's type.
  public <V> void watch(
      ObdCommand<V> command, WatchOptions options, Consumer<? super ObdResponse<V>> callback) {
    put(command, options, (Consumer<ObdResponse<?>>) (Consumer<?>) callback);
  }

  private void put(
      ObdCommand<?> command,
      WatchOptions options,
      @Nullable Consumer<? super ObdResponse<?>> callback) {
    if (!command.isRepeatable()) {
      throw new IllegalArgumentException(
          command.name() + " is not read-only and cannot be watched; query it once instead");
    }
    loop.put(command, options, callback);
  }

  /** Stops watching a command; returns whether it was watched. */
  public boolean unwatch(ObdCommand<?> command) {
    return loop.remove(command.name());
  }

  /** Removes a callback; the command remains watched if it has others or was watched without. */
  public void unwatch(ObdCommand<?> command, Consumer<?> callback) {
    loop.remove(command.name(), callback);
  }

  /** Stops watching all commands. */
  public void unwatchAll() {
    loop.removeAll();
  }

  /** Returns the watched commands, in the order in which they were added. */
  public List<ObdCommand<?>> watched() {
    return loop.commands();
  }

  /**
   * Returns the latest response: null if the command is not watched or the watcher or the
   * connection is closed; an empty one ({@link Reason#NOT_YET}, {@link Reason#NOT_CONNECTED}) while
   * there is none. Never an old value of a lost connection.
   */
  @SuppressWarnings("unchecked") // The entry's command is the one requested.
  public <V> @Nullable ObdResponse<V> latest(ObdCommand<V> command) {
    ObdResponse<?> response = latest(command.name());
    return response != null && response.command().equals(command)
        ? (ObdResponse<V>) response
        : null;
  }

  /** Returns the latest response of the command with this name, as {@link #latest(ObdCommand)}. */
  public @Nullable ObdResponse<?> latest(String name) {
    Entry entry = loop.get(name);
    if (entry == null || connection.isClosed()) {
      return null;
    }
    if (connection.status() == ConnectionStatus.NOT_CONNECTED) {
      return loop.none(entry.command, Reason.NOT_CONNECTED);
    }
    ObdResponse<?> latest = entry.latest;
    return latest != null ? latest : loop.none(entry.command, Reason.NOT_YET);
  }

  /** Adds a listener to every response of every watched command, on the callback thread. */
  public void addListener(Consumer<? super ObdResponse<?>> listener) {
    listeners.add(listener);
  }

  /** Removes a listener. */
  public void removeListener(Consumer<? super ObdResponse<?>> listener) {
    listeners.remove(listener);
  }

  /** Suspends the requests until {@link #resume}; the latest responses remain. */
  public void pause() {
    loop.setPaused(true);
  }

  /** Ends the suspension by {@link #pause}. */
  public void resume() {
    loop.setPaused(false);
  }

  /**
   * Returns whether the poll loop works: its thread runs, or has not been needed yet, or the
   * watcher is closed. False means that the thread has ended by a defect, and nothing is requested.
   */
  public boolean isAlive() {
    return loop.isAlive();
  }

  /** Returns whether the watcher is suspended by {@link #pause}. */
  public boolean isPaused() {
    return loop.isPaused();
  }

  /** Returns counters since the watcher was created. */
  public WatcherStatistics statistics() {
    String error = callbacks.lastError();
    return loop.statistics(
        callbacks.failures() + sinkFailures.get(),
        callbacks.superseded(),
        error.isEmpty() ? sinkError : error);
  }

  /** Distributes a response; the loop's thread. */
  private void received(Entry entry, ObdResponse<?> response) {
    try {
      sink.accept(response);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      LOG.warn("a response sink failed: {}", e.toString(), e);
      sinkError = "a response sink failed: " + e;
      sinkFailures.incrementAndGet();
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

  /** Ends the requests and the callbacks; the connection remains as it is. */
  @Override
  public void close() {
    connection.removeListener(wakeUp);
    loop.close();
    callbacks.close();
  }
}
