package io.obdio.socketio.hub;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription to the responses of some commands, limited to a rate. It stores the names of
 * changed commands only, and reads the newest responses from the hub when it is due: faster
 * responses are coalesced, and no more is pending than there are commands.
 *
 * <p>Threads: {@link #remove} and {@link #close} may be called by any thread; all else, the
 * subscriber included, runs on the hub's thread, to which the fields without a note belong.
 */
public final class HubSubscription implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HubSubscription.class);

  private final ObdHub hub;
  private final HubTimer timer;
  private final double maxRateHz;
  private final long intervalNanos;
  private final Consumer<List<ObdResponse<?>>> subscriber;

  /** For any thread. */
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  private final Set<String> changed = new LinkedHashSet<>();
  private boolean scheduled;
  private boolean flushedOnce;
  private long lastFlush;
  private volatile boolean closed;

  private final boolean all;

  /** Creates a subscription to some commands, or to all watched ones if there are none. */
  HubSubscription(
      ObdHub hub,
      HubTimer timer,
      Collection<ObdCommand<?>> commands,
      double maxRateHz,
      Consumer<List<ObdResponse<?>>> subscriber) {
    this.hub = hub;
    this.all = commands.isEmpty();
    this.timer = timer;
    this.maxRateHz = maxRateHz;
    this.intervalNanos = (long) (1e9 / maxRateHz);
    this.subscriber = subscriber;
    commands.forEach(command -> names.add(command.name()));
  }

  /** Returns the names of the commands; all watched ones if it is empty. A view. */
  public Set<String> names() {
    return names;
  }

  /** Returns the rate limit, in Hz. */
  public double maxRateHz() {
    return maxRateHz;
  }

  boolean isForAll() {
    return all;
  }

  private boolean isSubscribed(String name) {
    return all || names.contains(name);
  }

  /** Marks a command as changed; returns whether {@link #flush} is due now. */
  boolean changed(String name) {
    if (closed || !isSubscribed(name)) {
      return false;
    }
    // Removed first: the order is that of the responses.
    changed.remove(name);
    changed.add(name);
    if (scheduled) {
      return false;
    }
    scheduled = true;
    long wait = flushedOnce ? lastFlush + intervalNanos - timer.nanos() : 0;
    if (wait <= 0) {
      return true;
    }
    timer.schedule(this::flush, Duration.ofNanos(wait));
    return false;
  }

  /** Passes the newest responses to the subscriber. */
  void flush() {
    scheduled = false;
    List<ObdResponse<?>> responses = new ArrayList<>(changed.size());
    for (String name : changed) {
      ObdResponse<?> newest = isSubscribed(name) ? hub.newest(name) : null;
      if (newest != null) {
        responses.add(newest);
      }
    }
    changed.clear();
    if (closed || responses.isEmpty()) {
      return;
    }
    flushedOnce = true;
    lastFlush = timer.nanos();
    try {
      subscriber.accept(responses);
    } catch (RuntimeException e) {
      log.warn("a subscriber failed; it remains subscribed", e);
    }
  }

  /**
   * Removes one command.
   *
   * @return whether no command is left
   */
  public boolean remove(String name) {
    if (names.remove(name)) {
      hub.removeFromIndex(this, name);
    }
    return names.isEmpty();
  }

  /** Ends the subscription: after the return, at most a call that is in progress completes. */
  @Override
  public void close() {
    closed = true;
  }
}
