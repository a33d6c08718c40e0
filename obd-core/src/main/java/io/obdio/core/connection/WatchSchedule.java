package io.obdio.core.connection;

import io.obdio.core.command.ObdCommand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The times at which watched commands are due. Owns no clock and no thread: the time is a
 * parameter, in nanoseconds. Not thread-safe, except for the entries' fields that are marked.
 */
final class WatchSchedule {

  /** No command will become due. */
  static final long NEVER = Long.MAX_VALUE;

  /** Added to every lateness, so that the priority counts even for commands that are not late. */
  private static final double BASE_NANOS = 1e6;

  /** A watched command. */
  static final class Entry {
    final ObdCommand<?> command;

    /** For any thread. */
    final CopyOnWriteArrayList<Consumer<? super ObdResponse<?>>> callbacks =
        new CopyOnWriteArrayList<>();

    /** Written by the loop's thread only. */
    volatile @Nullable ObdResponse<?> latest;

    private WatchOptions options;
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

  /** Returns the commands that are due, the most urgent first. */
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
              .thenComparingLong(
                  entry -> entry.turn)); // Of equally urgent ones the longest waiting.
    }
    List<ObdCommand<?>> commands = new ArrayList<>(due.size());
    due.forEach(entry -> commands.add(entry.command));
    return commands;
  }

  private static double urgency(Entry entry, long now) {
    return (now - entry.due + BASE_NANOS) * Math.scalb(1.0, entry.options.priority());
  }

  /** Returns the time until a command is due; {@link #NEVER} if nothing is watched. */
  long untilNext(long now) {
    long next = NEVER;
    for (Entry entry : entries.values()) {
      next = Math.min(next, Math.max(0, entry.due - now));
    }
    return next;
  }

  /**
   * Notes that {@code command} is requested now: it is due again an interval after it was due, or
   * immediately if that has passed too; lost time is not caught up.
   */
  void requested(ObdCommand<?> command, long now) {
    Entry entry = entries.get(command.name());
    if (entry != null) {
      entry.due = Math.max(entry.due + entry.options.interval().toNanos(), now);
      entry.turn = ++turns;
    }
  }

  /** Postpones {@code command} until {@code nanos} have passed. */
  void rest(ObdCommand<?> command, long now, long nanos) {
    Entry entry = entries.get(command.name());
    if (entry != null) {
      entry.due = Math.max(entry.due, now + nanos);
    }
  }
}
