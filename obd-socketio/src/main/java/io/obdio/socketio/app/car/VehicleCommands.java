package io.obdio.socketio.app.car;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.command.Commands;
import io.obdio.core.command.Service09;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.definition.Definition;
import io.obdio.core.definition.DefinitionException;
import io.obdio.core.definition.Definitions;
import io.obdio.core.definition.ModelYears;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.app.failure.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands of the program: the standard ones and those of definition files, whose broken rows
 * are logged. Commands for certain model years are added when the year is known: from the user, or
 * from the VIN of the connected vehicle. Once added they remain.
 *
 * <p>Threads: any thread may call any method.
 */
public final class VehicleCommands {

  private static final Logger log = LoggerFactory.getLogger(VehicleCommands.class);

  private final Commands registry;

  /** The definitions that wait for the model year. */
  @GuardedBy("this")
  private final List<Definition> waiting = new ArrayList<>();

  private VehicleCommands(Commands registry) {
    this.registry = registry;
  }

  /**
   * Loads definition files.
   *
   * @param files may be null: the standard commands only
   * @param year the model year; empty if the user does not give it
   * @throws UserError if a file cannot be read, or has no valid command
   */
  public static VehicleCommands load(@Nullable List<Path> files, OptionalInt year) {
    if (files == null) {
      return new VehicleCommands(Commands.standard());
    }
    List<Definition> definitions;
    try {
      definitions = Definitions.load(files);
    } catch (DefinitionException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
    VehicleCommands commands = new VehicleCommands(Commands.standard().copy());
    for (Definition definition : definitions) {
      definition.problems().forEach(problem -> log.warn("{}", problem));
      if (definition.commands(year).isEmpty()) {
        throw new UserError(
            definition.file()
                + ": no valid command"
                + (year.isPresent() ? " for the model year " + year.getAsInt() : "")
                + definition.problems().stream()
                    .findFirst()
                    .map(problem -> ": " + problem)
                    .map(text -> text.replace(definition.file() + ": ", ""))
                    .orElse(""));
      }
      commands.add(definition, year);
    }
    return commands;
  }

  /**
   * Loads commands to whose registry others may be added later.
   *
   * @param files may be null, as in {@link #load}
   */
  static VehicleCommands extensible(@Nullable List<Path> files, OptionalInt year) {
    return files == null ? new VehicleCommands(Commands.standard().copy()) : load(files, year);
  }

  private synchronized void add(Definition definition, OptionalInt year) {
    if (year.isEmpty() && definition.dependsOnYear()) {
      report(definition, definition.addUndatedTo(registry));
      waiting.add(definition);
    } else {
      report(definition, definition.addTo(registry, year));
    }
  }

  private static void report(Definition definition, List<String> taken) {
    for (String name : taken) {
      log.warn("{}: there is already a command {}; this one is skipped", definition.file(), name);
    }
  }

  /** Returns the registry; commands for certain model years may be missing yet. */
  public Commands registry() {
    return registry;
  }

  /** Returns whether commands wait for the model year. */
  public synchronized boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** Adds the commands that wait, of all model years. */
  public synchronized void addAllYears() {
    addWaiting(OptionalInt.empty());
  }

  /**
   * Adds the commands that wait for the model year, with the year of the vehicle's VIN. Without a
   * VIN all are added; without a vehicle none. Requests the VIN, if commands wait.
   */
  public void readYear(ObdConnection connection) {
    if (!isWaiting() || connection.status() != ConnectionStatus.CAR_CONNECTED) {
      return;
    }
    // Some vehicles give their VIN although the map of service 09 does not list it.
    ObdResponse<String> response = connection.force(Service09.VIN);
    if (connection.status() != ConnectionStatus.CAR_CONNECTED) {
      return;
    }
    String vin = response.isEmpty() ? "" : response.value();
    OptionalInt year = ModelYears.ofVin(vin);
    if (year.isPresent()) {
      log.info("model year {}, from the vehicle's VIN", year.getAsInt());
    } else {
      log.warn(
          "the model year is not known ({}): commands of all years are available; --model-year"
              + " selects one",
          vin.isEmpty() ? "the vehicle reports no VIN" : "its VIN does not contain it");
    }
    addWaiting(year);
  }

  private synchronized void addWaiting(OptionalInt year) {
    for (Definition definition : waiting) {
      report(definition, definition.addTo(registry, year));
    }
    waiting.clear();
  }
}
