package io.obdio.core.connection;

import io.obdio.core.command.ObdCommand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which watched command is due when. Owns no clock and no thread: the time is handed in, in
 * nanoseconds; whoever shares it guards it.
 */
final class WatchSchedule {

  /** Nothing will ever be due as things stand. */
  static final long NEVER = Long.MAX_VALUE;

  /** Added to every lateness, so that priority counts among those that are due this moment. */
  private static final double BASE_NANOS = 1e6;

  /** One watched command. */
  static final class Entry {
    final ObdCommand<?> command;
    final List<Consumer<? super ObdResponse<?>>> callbacks = new ArrayList<>();
    WatchOptions options;
    @Nullable ObdResponse<?> latest;
    private long due;
    private long turn;

    private Entry(ObdCommand<?> command, WatchOptions options, long due) {
      this.command = command;
      this.options = options;
      this.due = due;
    }
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long turns;

  /** Watches {@code command} from {@code now} on, or changes how it is watched. */
  Entry put(ObdCommand<?> command, WatchOptions options, long now) {
    Entry entry = entries.get(command.name());
    if (entry == null || !entry.command.equals(command)) {
      entry = new Entry(command, options, now);
      entries.put(command.name(), entry);
    }
    entry.options = options;
    entry.due = Math.min(entry.due, now + options.interval().toNanos());
    return entry;
  }

  @Nullable Entry get(String name) {
    return entries.get(name);
  }

  boolean remove(String name) {
    return entries.remove(name) != null;
  }

  void clear() {
    entries.clear();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  List<Entry> all() {
    return List.copyOf(entries.values());
  }

  /** What is due, the most urgent first. */
  List<ObdCommand<?>> due(long now) {
    List<Entry> due = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.due - now <= 0) {
        due.add(entry);
      }
    }
    if (due.size() > 1) {
      due.sort(
          Comparator.<Entry>comparingDouble(entry -> -urgency(entry, now))
              .thenComparingLong(entry -> entry.turn)); // Of equals, who waits longest.
    }
    List<ObdCommand<?>> commands = new ArrayList<>(due.size());
    due.forEach(entry -> commands.add(entry.command));
    return commands;
  }

  private static double urgency(Entry entry, long now) {
    return (now - entry.due + BASE_NANOS) * Math.scalb(1.0, entry.options.priority());
  }

  /** How long until something is due; {@link #NEVER} if nothing is watched. */
  long untilNext(long now) {
    long next = NEVER;
    for (Entry entry : entries.values()) {
      next = Math.min(next, Math.max(0, entry.due - now));
    }
    return next;
  }

  /**
   * {@code command} is asked now: it is due again an interval after it was due, or at once if that
   * has passed too; lost time is not caught up.
   */
  void asked(ObdCommand<?> command, long now) {
    Entry entry = entries.get(command.name());
    if (entry != null) {
      entry.due = Math.max(entry.due + entry.options.interval().toNanos(), now);
      entry.turn = ++turns;
    }
  }

  /** {@code command} is not to be asked before {@code nanos} have passed. */
  void rest(ObdCommand<?> command, long now, long nanos) {
    Entry entry = entries.get(command.name());
    if (entry != null) {
      entry.due = Math.max(entry.due, now + nanos);
    }
  }
}
