package io.obdio.core.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The registry of commands: by name, by service and PID, in order. {@link #standard()} never
 * changes; commands of one's own go into a {@link #copy()}.
 *
 * <p>Any thread may call any method. A change replaces the whole content under this object's lock,
 * and readers see one content or the other.
 */
public final class Commands {

  /** Made when first asked for, so that a user of single commands loads single tables. */
  private static final class Standard {
    static final Commands INSTANCE = new Commands(false, Index.of(StandardCommands.all()));
  }

  /** One immutable content. */
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

    static int key(int service, int pid) {
      return service << 16 | (pid & 0xFFFF);
    }
  }

  private final boolean open;
  private volatile Index index;

  private Commands(boolean open, Index index) {
    this.open = open;
    this.index = index;
  }

  /** All commands of the tables. Never changes. */
  public static Commands standard() {
    return Standard.INSTANCE;
  }

  /** A copy to which commands can be added. */
  public Commands copy() {
    return new Commands(true, index);
  }

  /**
   * Adds commands of one's own, all or none.
   *
   * @throws IllegalArgumentException if a name is taken
   * @throws UnsupportedOperationException if this is {@link #standard()}
   */
  public synchronized Commands add(Collection<? extends ObdCommand<?>> commands) {
    if (!open) {
      throw new UnsupportedOperationException(
          "the standard commands do not change: add to Commands.standard().copy()");
    }
    List<ObdCommand<?>> all = new ArrayList<>(index.all);
    all.addAll(commands);
    index = Index.of(all);
    return this;
  }

  /** Adds one command; throws as {@link #add(Collection)} does. */
  public Commands add(ObdCommand<?> command) {
    return add(List.of(command));
  }

  /** True if there is a command of that name. */
  public boolean hasName(String name) {
    return index.byName.containsKey(name);
  }

  /** The command of that name. */
  public Optional<ObdCommand<?>> find(String name) {
    return Optional.ofNullable(index.byName.get(name));
  }

  /**
   * The command of that name.
   *
   * @throws NoSuchElementException if there is none
   */
  public ObdCommand<?> get(String name) {
    return find(name).orElseThrow(() -> new NoSuchElementException("no command '" + name + "'"));
  }

  /**
   * The command of a service and a PID, OBDMID or infotype; where several share them, the first.
   */
  public Optional<ObdCommand<?>> find(int service, int pid) {
    return Optional.ofNullable(index.byPid.get(Index.key(service, pid)));
  }

  /** The command that is a service id alone, such as 03. */
  public Optional<ObdCommand<?>> find(int service) {
    return Optional.ofNullable(index.byPid.get(Index.key(service, -1)));
  }

  /** All commands of a service, in order. */
  public List<ObdCommand<?>> ofService(int service) {
    return index.all.stream().filter(c -> c.service().orElse(-1) == service).toList();
  }

  /** All commands, in order. */
  public List<ObdCommand<?>> all() {
    return index.all;
  }

  @Override
  public String toString() {
    return index.all.size() + " commands";
  }
}
