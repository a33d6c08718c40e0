package io.obdio.socketio.hub;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest response of every watched command, and who wants which. A command is asked for as long
 * as at least one owner wants it, so that no client can take away what another still watches.
 *
 * <p>Threads: all methods may be called by any thread and return at once. {@link #publish} comes
 * from the watcher's callback thread. {@code this} guards owners and counts; the latest values and
 * the listeners are concurrent collections, so that a publication waits for nobody.
 */
public final class ObdHub implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ObdHub.class);

  private static final class Owner {
    final Map<String, ObdCommand<?>> wanted = new LinkedHashMap<>();
    boolean paused;
  }

  private final HubTimer timer;
  private final Map<String, Owner> owners = new HashMap<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Map<String, ObdCommand<?>> commands = new LinkedHashMap<>();
  private final Map<String, ObdResponse<?>> latest = new ConcurrentHashMap<>();
  private final List<HubSubscription> subscriptions = new CopyOnWriteArrayList<>();
  private final List<Consumer<ObdResponse<?>>> listeners = new CopyOnWriteArrayList<>();
  private WatchTarget target = WatchTarget.NONE;

  /** A hub with a thread of its own for its subscribers. */
  public ObdHub() {
    this(HubTimer.threaded());
  }

  ObdHub(HubTimer timer) {
    this.timer = timer;
  }

  /** From now on {@code target} asks; it is given all that is wanted already. */
  public synchronized void attach(WatchTarget newTarget) {
    detach();
    target = newTarget;
    counts.keySet().forEach(name -> newTarget.watch(command(name)));
  }

  /** Nobody asks any longer: the latest values are forgotten, the wishes are not. */
  public synchronized void detach() {
    target = WatchTarget.NONE;
    latest.clear();
  }

  /** What was heard is no longer the truth: the car does not answer. */
  public void forgetValues() {
    latest.clear();
  }

  /** The owner wants it watched; wanting it twice is wanting it once. */
  public synchronized void watch(String owner, ObdCommand<?> command) {
    Owner mine = owners.computeIfAbsent(owner, key -> new Owner());
    if (mine.wanted.putIfAbsent(command.name(), command) == null && !mine.paused) {
      take(command);
    }
  }

  /** The owner no longer wants it. */
  public synchronized void unwatch(String owner, ObdCommand<?> command) {
    Owner mine = owners.get(owner);
    if (mine != null && mine.wanted.remove(command.name()) != null && !mine.paused) {
      drop(command);
    }
  }

  /** The owner wants nothing. */
  public synchronized void unwatchAll(String owner) {
    Owner mine = owners.get(owner);
    if (mine != null) {
      if (!mine.paused) {
        mine.wanted.values().forEach(this::drop);
      }
      mine.wanted.clear();
    }
  }

  /** The owner's wishes rest until {@link #resume}: others' stay as they are. */
  public synchronized void pause(String owner) {
    Owner mine = owners.computeIfAbsent(owner, key -> new Owner());
    if (!mine.paused) {
      mine.paused = true;
      mine.wanted.values().forEach(this::drop);
    }
  }

  /** The owner's wishes count again. */
  public synchronized void resume(String owner) {
    Owner mine = owners.get(owner);
    if (mine != null && mine.paused) {
      mine.paused = false;
      mine.wanted.values().forEach(this::take);
    }
  }

  /** The owner is gone. */
  public synchronized void release(String owner) {
    unwatchAll(owner);
    owners.remove(owner);
  }

  private void take(ObdCommand<?> command) {
    commands.put(command.name(), command);
    if (counts.merge(command.name(), 1, Integer::sum) == 1) {
      target.watch(command);
    }
  }

  private void drop(ObdCommand<?> command) {
    Integer left = counts.computeIfPresent(command.name(), (name, n) -> n == 1 ? null : n - 1);
    if (left == null && commands.remove(command.name()) != null) {
      target.unwatch(command);
      latest.remove(command.name());
    }
  }

  private ObdCommand<?> command(String name) {
    ObdCommand<?> command = commands.get(name);
    if (command == null) {
      throw new IllegalStateException(name + " is counted but not kept");
    }
    return command;
  }

  /** True if anybody wants it. */
  public synchronized boolean isWatched(ObdCommand<?> command) {
    return counts.containsKey(command.name());
  }

  /** What is wanted, by name. */
  public synchronized Set<String> watched() {
    return Set.copyOf(counts.keySet());
  }

  /** Number of owners that are known; for leak tests. */
  public synchronized int ownerCount() {
    return owners.size();
  }

  /** A new response of the loop. Ignored if nobody wants it any longer. */
  public void publish(ObdResponse<?> response) {
    synchronized (this) {
      // Under the lock, so that none is kept that an unwatch has just taken away.
      if (!counts.containsKey(response.command().name()) || target == WatchTarget.NONE) {
        return;
      }
      latest.put(response.command().name(), response);
    }
    for (HubSubscription subscription : subscriptions) {
      subscription.offer(response);
    }
    for (Consumer<ObdResponse<?>> listener : listeners) {
      listener.accept(response);
    }
  }

  /** The latest response, or null if it is not watched or not yet answered. */
  public @Nullable ObdResponse<?> latest(String name) {
    return latest.get(name);
  }

  /** The latest responses of all that is watched, in no order. */
  public List<ObdResponse<?>> snapshot() {
    return new ArrayList<>(latest.values());
  }

  /**
   * Tells the newest responses of some commands, what is known already at once, then changes as
   * they come, at most {@code maxRateHz} times a second. It does not watch: that is {@link #watch}.
   *
   * @param maxRateHz above 0
   * @param subscriber called on the hub's thread; must return at once
   */
  public HubSubscription subscribe(
      Collection<ObdCommand<?>> wanted,
      double maxRateHz,
      Consumer<List<ObdResponse<?>>> subscriber) {
    HubSubscription subscription = new HubSubscription(timer, wanted, maxRateHz, subscriber);
    subscriptions.add(subscription);
    for (ObdCommand<?> command : wanted) {
      ObdResponse<?> known = latest.get(command.name());
      if (known != null) {
        subscription.offer(known);
      }
    }
    return subscription;
  }

  /** Ends a subscription. */
  public void unsubscribe(HubSubscription subscription) {
    subscription.close();
    subscriptions.remove(subscription);
  }

  /** Hears of every response, on the watcher's callback thread: it must return at once. */
  public void addListener(Consumer<ObdResponse<?>> listener) {
    listeners.add(listener);
  }

  /**
   * Runs a task again and again on the hub's thread, until the hub is closed; it must return at
   * once. A beat that comes late is not made up for.
   */
  public void every(Duration interval, Runnable task) {
    timer.schedule(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            log.warn("a repeated task failed; it goes on", e);
          }
          every(interval, task);
        },
        interval);
  }

  /** Ends all subscriptions and the hub's thread. */
  @Override
  public void close() {
    detach();
    subscriptions.forEach(HubSubscription::close);
    subscriptions.clear();
    timer.close();
  }
}
