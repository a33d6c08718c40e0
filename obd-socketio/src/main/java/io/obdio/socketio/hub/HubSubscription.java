package io.obdio.socketio.hub;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber's view of some commands: their newest responses, at its own rate. What comes
 * faster is coalesced: of each command only the newest waits, so no more waits than commands.
 *
 * <p>Threads: {@link #offer} comes from the watcher's callback thread, {@link #remove} and {@link
 * #close} from any; the subscriber is called on the hub's thread alone. {@code this} guards all
 * fields.
 */
public final class HubSubscription implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HubSubscription.class);

  private final HubTimer timer;
  private final long intervalNanos;
  private final Consumer<List<ObdResponse<?>>> subscriber;
  private final Set<String> names = new LinkedHashSet<>();
  private final Map<String, ObdResponse<?>> pending = new LinkedHashMap<>();
  private boolean scheduled;
  private boolean flushedOnce;
  private long lastFlush;
  private boolean closed;

  HubSubscription(
      HubTimer timer,
      Collection<ObdCommand<?>> commands,
      double maxRateHz,
      Consumer<List<ObdResponse<?>>> subscriber) {
    this.timer = timer;
    this.intervalNanos = (long) (1e9 / maxRateHz);
    this.subscriber = subscriber;
    commands.forEach(command -> names.add(command.name()));
  }

  /** A new response; ignored if it is none of ours. */
  synchronized void offer(ObdResponse<?> response) {
    String name = response.command().name();
    if (closed || !names.contains(name)) {
      return;
    }
    // Removed first, so that the order is that of the news.
    pending.remove(name);
    pending.put(name, response);
    if (!scheduled) {
      scheduled = true;
      long due = flushedOnce ? lastFlush + intervalNanos - timer.nanos() : 0;
      timer.schedule(this::flush, Duration.ofNanos(Math.max(0, due)));
    }
  }

  private void flush() {
    List<ObdResponse<?>> news;
    synchronized (this) {
      scheduled = false;
      if (closed || pending.isEmpty()) {
        return;
      }
      flushedOnce = true;
      lastFlush = timer.nanos();
      news = new ArrayList<>(pending.values());
      pending.clear();
    }
    try {
      subscriber.accept(news);
    } catch (RuntimeException e) {
      log.warn("a subscriber failed; it stays subscribed", e);
    }
  }

  /**
   * Takes one command out.
   *
   * @return true if no command is left
   */
  public synchronized boolean remove(String name) {
    names.remove(name);
    pending.remove(name);
    return names.isEmpty();
  }

  /** Ends it: once it returns, no further call begins but one that is under way. */
  @Override
  public synchronized void close() {
    closed = true;
    names.clear();
    pending.clear();
  }
}
