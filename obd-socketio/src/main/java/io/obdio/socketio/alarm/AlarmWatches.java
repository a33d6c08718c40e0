package io.obdio.socketio.alarm;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.WatchOptions;
import io.obdio.socketio.hub.HubSubscription;
import io.obdio.socketio.hub.ObdHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The watches of the commands that rules need, two times a second each. Not thread-safe; the
 * subscriber is called on the hub's thread.
 */
final class AlarmWatches {

  private static final String OWNER = "obdio/alarms";
  private static final WatchOptions OPTIONS = WatchOptions.every(Duration.ofMillis(500));
  private static final double MAX_RATE_HZ = 10;

  private final ObdHub hub;
  private final Commands commands;
  private final Consumer<List<ObdResponse<?>>> subscriber;
  private Set<String> watched = Set.of();
  private @Nullable HubSubscription subscription;

  AlarmWatches(ObdHub hub, Commands commands, Consumer<List<ObdResponse<?>>> subscriber) {
    this.hub = hub;
    this.commands = commands;
    this.subscriber = subscriber;
  }

  /** Watches the commands of these names that exist and may be repeated, and no others. */
  void set(Set<String> names) {
    List<ObdCommand<?>> known = new ArrayList<>();
    Set<String> found = new HashSet<>();
    for (String name : names) {
      commands
          .find(name)
          .filter(ObdCommand::isRepeatable)
          .filter(command -> found.add(command.name()))
          .ifPresent(known::add);
    }
    if (found.equals(watched)) {
      return;
    }
    close();
    known.forEach(command -> hub.watch(OWNER, command, OPTIONS));
    subscription = known.isEmpty() ? null : hub.subscribe(known, MAX_RATE_HZ, subscriber);
    watched = found;
  }

  /** Ends all watches. */
  void close() {
    if (subscription != null) {
      hub.unsubscribe(subscription);
      subscription = null;
    }
    hub.release(OWNER);
    watched = Set.of();
  }
}
