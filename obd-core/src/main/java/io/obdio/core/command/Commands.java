package io.obdio.core.command;

import io.obdio.core.unit.Quantity;
import io.obdio.core.value.Acknowledged;
import io.obdio.core.value.FuelStatus;
import io.obdio.core.value.Status;
import io.obdio.core.value.SupportedPids;
import io.obdio.core.value.TroubleCode;
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

  public static final ObdCommand<SupportedPids> PIDS_A = Service01Range00.PIDS_A;
  public static final ObdCommand<SupportedPids> PIDS_B = Service01Range20.PIDS_B;
  public static final ObdCommand<SupportedPids> PIDS_C = Service01Range40.PIDS_C;
  public static final ObdCommand<Status> STATUS = Service01Range00.STATUS;
  public static final ObdCommand<TroubleCode> FREEZE_DTC = Service01Range00.FREEZE_DTC;
  public static final ObdCommand<FuelStatus> FUEL_STATUS = Service01Range00.FUEL_STATUS;
  public static final ObdCommand<Quantity> ENGINE_LOAD = Service01Range00.ENGINE_LOAD;
  public static final ObdCommand<Quantity> COOLANT_TEMP = Service01Range00.COOLANT_TEMP;
  public static final ObdCommand<Quantity> INTAKE_PRESSURE = Service01Range00.INTAKE_PRESSURE;
  public static final ObdCommand<Quantity> RPM = Service01Range00.RPM;
  public static final ObdCommand<Quantity> SPEED = Service01Range00.SPEED;
  public static final ObdCommand<Quantity> TIMING_ADVANCE = Service01Range00.TIMING_ADVANCE;
  public static final ObdCommand<Quantity> INTAKE_TEMP = Service01Range00.INTAKE_TEMP;
  public static final ObdCommand<Quantity> MAF = Service01Range00.MAF;
  public static final ObdCommand<Quantity> THROTTLE_POS = Service01Range00.THROTTLE_POS;
  public static final ObdCommand<Quantity> RUN_TIME = Service01Range00.RUN_TIME;
  public static final ObdCommand<Quantity> FUEL_LEVEL = Service01Range20.FUEL_LEVEL;
  public static final ObdCommand<Quantity> BAROMETRIC_PRESSURE =
      Service01Range20.BAROMETRIC_PRESSURE;
  public static final ObdCommand<Quantity> CONTROL_MODULE_VOLTAGE =
      Service01Range40.CONTROL_MODULE_VOLTAGE;
  public static final ObdCommand<Quantity> OIL_TEMP = Service01Range40.OIL_TEMP;
  public static final ObdCommand<Quantity> FUEL_RATE = Service01Range40.FUEL_RATE;
  public static final ObdCommand<List<TroubleCode>> GET_DTC = TroubleCodeServices.GET_DTC;
  public static final ObdCommand<Acknowledged> CLEAR_DTC = TroubleCodeServices.CLEAR_DTC;
  public static final ObdCommand<List<TroubleCode>> GET_CURRENT_DTC =
      TroubleCodeServices.GET_CURRENT_DTC;
  public static final ObdCommand<List<TroubleCode>> GET_PERMANENT_DTC =
      TroubleCodeServices.GET_PERMANENT_DTC;
  public static final ObdCommand<SupportedPids> MIDS_A = Service06Range00.MIDS_A;
  public static final ObdCommand<SupportedPids> PIDS_9A = Service09.PIDS_9A;
  public static final ObdCommand<String> VIN = Service09.VIN;
  public static final ObdCommand<String> CALIBRATION_ID = Service09.CALIBRATION_ID;
  public static final ObdCommand<String> CVN = Service09.CVN;
  public static final ObdCommand<String> ELM_VERSION = AdapterCommands.ELM_VERSION;
  public static final ObdCommand<Quantity> ELM_VOLTAGE = AdapterCommands.ELM_VOLTAGE;

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
