package io.obdio.socketio.hub;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.WatchOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watched commands, their owners and their latest responses. A command is watched while at
 * least one owner watches it, with the smallest interval and the highest priority among its owners.
 * So no client can take away or slow down what another one watches.
 *
 * <p>Threads: all methods may be called by any thread and do not block. {@link #publish} is called
 * by the poll loop: it stores the response and leaves the rest to the hub's thread, on which all
 * subscribers run.
 */
public final class ObdHub implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ObdHub.class);

  private final HubTimer timer;
  private final WatchOptions defaults;

  @GuardedBy("this")
  private final Map<String, WatchOwner> owners = new HashMap<>();

  /** Changed under the lock, read by any thread. */
  private final Map<String, WatchedCommand> watches = new ConcurrentHashMap<>();

  /** Commands with a response that the subscriptions have not seen. */
  @GuardedBy("this")
  private final Set<String> changed = new LinkedHashSet<>();

  @GuardedBy("this")
  private WatchTarget target = WatchTarget.NONE;

  /** Subscriptions by command; the hub's thread only. */
  private final Map<String, Set<HubSubscription>> index = new HashMap<>();

  /** Subscriptions to all commands; the hub's thread only. */
  private final Set<HubSubscription> toAll = new LinkedHashSet<>();

  /** Creates a hub with {@link WatchOptions#DEFAULT}. */
  public ObdHub() {
    this(WatchOptions.DEFAULT);
  }

  /**
   * Creates a hub.
   *
   * @param defaults for owners that give no options
   */
  public ObdHub(WatchOptions defaults) {
    this(HubTimer.threaded(), defaults);
  }

  ObdHub(HubTimer timer, WatchOptions defaults) {
    this.timer = timer;
    this.defaults = defaults;
  }

  // ---- the poll loop

  /** Replaces the poll loop; the new one receives all commands that are watched. */
  public synchronized void attach(WatchTarget newTarget) {
    detach();
    target = newTarget;
    watches.values().forEach(watch -> newTarget.watch(watch.command, watch.demand.effective()));
  }

  /** Removes the poll loop and invalidates the latest responses; the owners keep their commands. */
  public synchronized void detach() {
    target = WatchTarget.NONE;
    forgetValues();
  }

  /** Invalidates the latest responses: the vehicle does not answer any more. */
  public void forgetValues() {
    watches.values().forEach(watch -> watch.current = false);
  }

  /** Stores a response and notifies the subscribers; ignored if the command is not watched. */
  public void publish(ObdResponse<?> response) {
    synchronized (this) {
      WatchedCommand watch = watches.get(response.command().name());
      if (watch == null || target == WatchTarget.NONE) {
        return;
      }
      watch.newest = response;
      watch.current = true;
      boolean scheduled = !changed.isEmpty();
      changed.remove(response.command().name());
      changed.add(response.command().name());
      if (scheduled) {
        return;
      }
    }
    timer.schedule(this::notifySubscriptions, Duration.ZERO);
  }

  private void notifySubscriptions() {
    List<String> names;
    synchronized (this) {
      names = new ArrayList<>(changed);
      changed.clear();
    }
    Set<HubSubscription> due = new LinkedHashSet<>();
    for (String name : names) {
      mark(index.getOrDefault(name, Set.of()), name, due);
      mark(toAll, name, due);
    }
    due.forEach(HubSubscription::flush);
  }

  private static void mark(
      Set<HubSubscription> subscriptions, String name, Set<HubSubscription> due) {
    for (HubSubscription subscription : subscriptions) {
      if (subscription.changed(name)) {
        due.add(subscription);
      }
    }
  }

  // ---- owners

  /** Watches a command for an owner with the hub's default options. */
  public void watch(String owner, ObdCommand<?> command) {
    watch(owner, command, defaults);
  }

  /** Watches a command for an owner, or changes the options with which that owner watches it. */
  public synchronized void watch(String owner, ObdCommand<?> command, WatchOptions options) {
    WatchOwner mine = owners.computeIfAbsent(owner, key -> new WatchOwner());
    WatchOwner.Request request = new WatchOwner.Request(command, options);
    WatchOwner.Request old = mine.requests.put(command.name(), request);
    if (!mine.paused && !request.equals(old)) {
      add(request);
      if (old != null) {
        remove(old);
      }
    }
  }

  /** Ends an owner's watch of a command. */
  public synchronized void unwatch(String owner, ObdCommand<?> command) {
    WatchOwner mine = owners.get(owner);
    WatchOwner.Request old = mine == null ? null : mine.requests.remove(command.name());
    if (mine != null && old != null && !mine.paused) {
      remove(old);
    }
  }

  /** Ends all watches of an owner. */
  public synchronized void unwatchAll(String owner) {
    WatchOwner mine = owners.get(owner);
    if (mine != null) {
      if (!mine.paused) {
        mine.requests.values().forEach(this::remove);
      }
      mine.requests.clear();
    }
  }

  /** Suspends all watches of an owner until {@link #resume}. */
  public synchronized void pause(String owner) {
    WatchOwner mine = owners.computeIfAbsent(owner, key -> new WatchOwner());
    if (!mine.paused) {
      mine.paused = true;
      mine.requests.values().forEach(this::remove);
    }
  }

  /** Ends the suspension by {@link #pause}. */
  public synchronized void resume(String owner) {
    WatchOwner mine = owners.get(owner);
    if (mine != null && mine.paused) {
      mine.paused = false;
      mine.requests.values().forEach(this::add);
    }
  }

  /** Returns the names of the commands that an owner watches, suspended ones included (a copy). */
  public synchronized List<String> watchedBy(String owner) {
    WatchOwner mine = owners.get(owner);
    return mine == null ? List.of() : List.copyOf(mine.requests.keySet());
  }

  /** Returns whether the watches of an owner are suspended. */
  public synchronized boolean isPaused(String owner) {
    WatchOwner mine = owners.get(owner);
    return mine != null && mine.paused;
  }

  /** Ends all watches of an owner and forgets the owner. */
  public synchronized void release(String owner) {
    unwatchAll(owner);
    owners.remove(owner);
  }

  @GuardedBy("this")
  private void add(WatchOwner.Request request) {
    WatchedCommand watch =
        watches.computeIfAbsent(
            request.command().name(), name -> new WatchedCommand(request.command()));
    WatchOptions before = watch.demand.isEmpty() ? null : watch.demand.effective();
    watch.demand.add(request.options());
    update(watch, before);
  }

  @GuardedBy("this")
  private void remove(WatchOwner.Request request) {
    WatchedCommand watch = watches.get(request.command().name());
    if (watch == null) {
      throw new IllegalStateException(request.command().name() + " is not watched");
    }
    WatchOptions before = watch.demand.effective();
    watch.demand.remove(request.options());
    if (watch.demand.isEmpty()) {
      watches.remove(watch.command.name());
      target.unwatch(watch.command);
    } else {
      update(watch, before);
    }
  }

  @GuardedBy("this")
  private void update(WatchedCommand watch, @Nullable WatchOptions before) {
    WatchOptions now = watch.demand.effective();
    if (!now.equals(before)) {
      target.watch(watch.command, now);
    }
  }

  /** Returns whether at least one owner watches the command. */
  public boolean isWatched(ObdCommand<?> command) {
    return watches.containsKey(command.name());
  }

  /** Returns the names of all watched commands (a copy). */
  public Set<String> watched() {
    return Set.copyOf(watches.keySet());
  }

  /** Returns the number of known owners. */
  public synchronized int ownerCount() {
    return owners.size();
  }

  // ---- responses

  /**
   * Returns the latest response of a command; null if the command is not watched, has not been
   * answered or the vehicle does not answer any more.
   */
  public @Nullable ObdResponse<?> latest(String name) {
    WatchedCommand watch = watches.get(name);
    return watch != null && watch.current ? watch.newest : null;
  }

  /** Returns the latest responses of all watched commands, in no order. */
  public List<ObdResponse<?>> snapshot() {
    List<ObdResponse<?>> responses = new ArrayList<>();
    for (String name : watches.keySet()) {
      ObdResponse<?> response = latest(name);
      if (response != null) {
        responses.add(response);
      }
    }
    return responses;
  }

  /** Returns the newest response of a command, a loss of the connection included. */
  @Nullable ObdResponse<?> newest(String name) {
    WatchedCommand watch = watches.get(name);
    return watch == null ? null : watch.newest;
  }

  /**
   * Subscribes to the newest responses of some commands: the latest ones at once, then changes, at
   * most {@code maxRateHz} times a second. A subscription does not watch; see {@link #watch}.
   *
   * @param commands at least one
   * @param maxRateHz above 0
   * @param subscriber called on the hub's thread; must not block
   */
  public HubSubscription subscribe(
      Collection<ObdCommand<?>> commands,
      double maxRateHz,
      Consumer<List<ObdResponse<?>>> subscriber) {
    if (commands.isEmpty()) {
      throw new IllegalArgumentException("expected at least one command");
    }
    return begin(new HubSubscription(this, timer, commands, maxRateHz, subscriber));
  }

  /** Subscribes to the newest responses of all watched commands, as {@link #subscribe}. */
  public HubSubscription subscribeAll(double maxRateHz, Consumer<List<ObdResponse<?>>> subscriber) {
    return begin(new HubSubscription(this, timer, List.of(), maxRateHz, subscriber));
  }

  private HubSubscription begin(HubSubscription subscription) {
    timer.schedule(() -> index(subscription), Duration.ZERO);
    return subscription;
  }

  private void index(HubSubscription subscription) {
    boolean due = false;
    if (subscription.isForAll()) {
      toAll.add(subscription);
    }
    for (String name : subscription.isForAll() ? watches.keySet() : subscription.names()) {
      if (!subscription.isForAll()) {
        index.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(subscription);
      }
      if (latest(name) != null && !isPending(name)) {
        due |= subscription.changed(name);
      }
    }
    if (due) {
      subscription.flush();
    }
  }

  /** Returns whether {@link #notifySubscriptions} will run for a command. */
  private synchronized boolean isPending(String name) {
    return changed.contains(name);
  }

  /** Ends a subscription. */
  public void unsubscribe(HubSubscription subscription) {
    subscription.close();
    timer.schedule(
        () -> {
          toAll.remove(subscription);
          subscription.names().forEach(name -> unindex(subscription, name));
        },
        Duration.ZERO);
  }

  void removeFromIndex(HubSubscription subscription, String name) {
    timer.schedule(() -> unindex(subscription, name), Duration.ZERO);
  }

  private void unindex(HubSubscription subscription, String name) {
    index.computeIfPresent(
        name,
        (key, all) -> {
          all.remove(subscription);
          return all.isEmpty() ? null : all;
        });
  }

  /**
   * Runs a task periodically on the hub's thread until the hub is closed; it must not block. Missed
   * runs are skipped.
   */
  public void every(Duration interval, Runnable task) {
    timer.schedule(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            log.warn("a periodic task failed; it continues", e);
          }
          every(interval, task);
        },
        interval);
  }

  /** Ends all subscriptions and the hub's thread. */
  @Override
  public void close() {
    detach();
    timer.close();
  }
}
