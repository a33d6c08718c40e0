package io.obdio.socketio.history;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.WatchOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;

/** The commands that the history watches itself, so that a drive is kept without any client. */
public final class WatchList {

  /** The word for the standard commands. */
  public static final String STANDARD = "standard";

  /** The word for no commands: only what clients watch is kept. */
  public static final String NONE = "none";

  /** Below that of clients, so that the history does not delay them on a slow bus. */
  private static final int PRIORITY = -5;

  private static final int SLOW = 10;

  /** The standard commands, each with its multiple of the interval. */
  private static final Map<String, Integer> COMMANDS = new LinkedHashMap<>();

  static {
    fast("RPM", "SPEED", "ENGINE_LOAD", "THROTTLE_POS", "INTAKE_PRESSURE", "MAF");
    fast("FUEL_RATE", "COMMANDED_EQUIV_RATIO");
    slow("COOLANT_TEMP", "INTAKE_TEMP", "OIL_TEMP", "AMBIANT_AIR_TEMP", "BAROMETRIC_PRESSURE");
    slow("FUEL_LEVEL", "CONTROL_MODULE_VOLTAGE", "HYBRID_BATTERY_REMAINING", "ODOMETER");
    slow("STATUS", "GET_DTC", "GET_CURRENT_DTC", "GET_PERMANENT_DTC");
  }

  private WatchList() {}

  private static void fast(String... names) {
    List.of(names).forEach(name -> COMMANDS.put(name, 1));
  }

  private static void slow(String... names) {
    List.of(names).forEach(name -> COMMANDS.put(name, SLOW));
  }

  /**
   * Returns the commands that an option names, each with how it is watched.
   *
   * @param option {@link #STANDARD}, {@link #NONE} and names of commands
   * @throws IllegalArgumentException if a name is unknown, or its command changes the vehicle
   */
  public static Map<ObdCommand<?>, WatchOptions> of(
      List<String> option, Duration interval, Commands commands) {
    Map<ObdCommand<?>, WatchOptions> watched = new LinkedHashMap<>();
    for (String word : option) {
      switch (word.toLowerCase(Locale.ROOT)) {
        case NONE -> {}
        case STANDARD ->
            COMMANDS.forEach(
                (name, factor) ->
                    commands
                        .find(name)
                        .ifPresent(
                            command -> watched.put(command, every(interval.multipliedBy(factor)))));
        default -> watched.put(command(word, commands), every(interval));
      }
    }
    return watched;
  }

  private static ObdCommand<?> command(String name, Commands commands) {
    ObdCommand<?> command;
    try {
      command = commands.get(name.toUpperCase(Locale.ROOT));
    } catch (NoSuchElementException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
    if (!command.isRepeatable()) {
      throw new IllegalArgumentException(
          command.name() + " changes the vehicle; the history can only watch what reads");
    }
    return command;
  }

  private static WatchOptions every(Duration interval) {
    return WatchOptions.every(interval).withPriority(PRIORITY);
  }
}
