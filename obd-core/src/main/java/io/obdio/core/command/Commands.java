package io.obdio.core.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The registry of commands, by name and by service and PID. {@link #standard()} is constant; custom
 * commands are added to a {@link #copy()}.
 *
 * <p>Threads: all methods may be called by any thread. A change replaces the whole content; readers
 * see the old or the new one.
 */
public final class Commands {

  /** Initialised on first use, so that using single commands loads their tables only. */
  private static final class Standard {
    static final Commands INSTANCE = new Commands(false, Index.of(StandardCommands.all()));
  }

  /** An immutable content. */
  private record Index(
      Map<String, ObdCommand<?>> byName,
      Map<Integer, ObdCommand<?>> byPid,
      List<ObdCommand<?>> all) {

    static Index of(Collection<ObdCommand<?>> commands) {
      Map<String, ObdCommand<?>> byName = new LinkedHashMap<>();
      Map<Integer, ObdCommand<?>> byPid = new LinkedHashMap<>();
      for (ObdCommand<?> command : commands) {
        ObdCommand<?> old = byName.putIfAbsent(command.name(), command);
        if (old != null) {
          throw new IllegalArgumentException(
              "there is already a command "
                  + command.name()
                  + " ("
                  + old.request()
                  + ", "
                  + old.description()
                  + "); give the new one another name");
        }
        if (command.service().isPresent()) {
          byPid.putIfAbsent(key(command.service().getAsInt(), command.pid().orElse(-1)), command);
        }
      }
      return new Index(Map.copyOf(byName), Map.copyOf(byPid), List.copyOf(commands));
    }

    /** Returns this content with more commands. */
    Index plus(Collection<? extends ObdCommand<?>> commands) {
      List<ObdCommand<?>> more = new ArrayList<>(all);
      more.addAll(commands);
      return of(more);
    }

    static int key(int service, int pid) {
      return service << 16 | (pid & 0xFFFF);
    }
  }

  private final boolean open;

  private final AtomicReference<Index> index;

  private Commands(boolean open, Index index) {
    this.open = open;
    this.index = new AtomicReference<>(index);
  }

  private Index content() {
    return Objects.requireNonNull(index.get());
  }

  /** Returns all commands of the tables; this registry is constant. */
  public static Commands standard() {
    return Standard.INSTANCE;
  }

  /** Returns a copy to which commands can be added. */
  public Commands copy() {
    return new Commands(true, content());
  }

  /**
   * Adds commands: all, or none if an exception is thrown.
   *
   * @throws IllegalArgumentException if a name is taken
   * @throws UnsupportedOperationException if this is {@link #standard()}
   */
  public Commands add(Collection<? extends ObdCommand<?>> commands) {
    if (!open) {
      throw new UnsupportedOperationException(
          "the standard registry is constant: add commands to Commands.standard().copy()");
    }
    Index unused = index.updateAndGet(now -> now.plus(commands));
    return this;
  }

  /** Adds a command; throws as {@link #add(Collection)} does. */
  public Commands add(ObdCommand<?> command) {
    return add(List.of(command));
  }

  /** Returns whether there is a command with this name. */
  public boolean hasName(String name) {
    return content().byName.containsKey(name);
  }

  /** Returns the command with this name. */
  public Optional<ObdCommand<?>> find(String name) {
    return Optional.ofNullable(content().byName.get(name));
  }

  /**
   * Returns the command with this name.
   *
   * @throws NoSuchElementException if there is none
   */
  public ObdCommand<?> get(String name) {
    return find(name).orElseThrow(() -> new NoSuchElementException("no command '" + name + "'"));
  }

  /**
   * Returns the command of a service and a PID, OBDMID or infotype; if several share them, the
   * first in the registry.
   */
  public Optional<ObdCommand<?>> find(int service, int pid) {
    return Optional.ofNullable(content().byPid.get(Index.key(service, pid)));
  }

  /** Returns the command whose request is a service id alone, such as 03. */
  public Optional<ObdCommand<?>> find(int service) {
    return Optional.ofNullable(content().byPid.get(Index.key(service, -1)));
  }

  /** Returns all commands of a service, in order. */
  public List<ObdCommand<?>> ofService(int service) {
    return content().all.stream().filter(c -> c.service().orElse(-1) == service).toList();
  }

  /** Returns all commands, in order. */
  public List<ObdCommand<?>> all() {
    return content().all;
  }

  @Override
  public String toString() {
    return content().all.size() + " commands";
  }
}
