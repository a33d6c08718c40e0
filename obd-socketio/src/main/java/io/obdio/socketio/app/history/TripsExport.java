package io.obdio.socketio.app.history;

import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.terminal.Console;
import io.obdio.socketio.history.HistoryException;
import io.obdio.socketio.history.HistoryReader;
import io.obdio.socketio.history.Trip;
import io.obdio.socketio.history.computer.EngineData;
import io.obdio.socketio.history.export.SimulatorSignals;
import io.obdio.socketio.history.export.TripExport;
import io.obdio.socketio.history.export.TripFormat;
import io.obdio.socketio.json.jackson.JacksonJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code obdio trips export ID}: writes a trip to a file or to standard output. */
@Command(
    name = "export",
    description = {
      "Writes a trip to a file or to standard output.",
      "recording: for --transport replay:FILE. simulator: a table, and beside it a scenario for"
          + " 'obdio sim --scenario'."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TripsExport implements Callable<Integer> {

  @Mixin HistoryFile file = new HistoryFile();

  @Parameters(paramLabel = "TRIP", description = "Number of the trip.")
  int id;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "csv",
      description = "csv, json, recording or simulator. Default: ${DEFAULT-VALUE}.")
  TripFormat format = TripFormat.CSV;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "File to create; it must not exist. Default: standard output.")
  @Nullable Path output;

  @Spec @Nullable CommandSpec spec;

  /** Creates the command. */
  public TripsExport() {}

  @Override
  public Integer call() {
    return file.read(
        reader -> {
          Trip trip = TripsCommand.find(reader, id);
          try {
            write(reader, trip);
          } catch (FileAlreadyExistsException e) {
            throw new UserError(e.getFile() + " exists: choose another file");
          } catch (TripExport.NothingToExport e) {
            throw new UserError(String.valueOf(e.getMessage()));
          } catch (IOException e) {
            throw new UserError("the trip cannot be written: " + e);
          }
          return 0;
        });
  }

  private void write(HistoryReader reader, Trip trip) throws IOException, HistoryException {
    Path named = output;
    if (named == null) {
      PrintWriter out = Console.out(spec);
      export(reader, trip, out);
      out.flush();
      return;
    }
    boolean simulator = format == TripFormat.SIMULATOR;
    Path path = simulator ? table(named) : named;
    Path scenario = withExtension(path, ".yaml");
    if (simulator && Files.exists(scenario)) {
      throw new FileAlreadyExistsException(scenario.toString());
    }
    try (Writer out =
        Files.newBufferedWriter(
            path,
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE)) {
      export(reader, trip, out);
    } catch (TripExport.NothingToExport e) {
      Files.delete(path);
      throw e;
    }
    if (simulator) {
      writeScenario(scenario, path, trip);
    }
  }

  private void export(HistoryReader reader, Trip trip, Appendable out)
      throws IOException, HistoryException {
    TripExport.write(reader, trip, format, EngineData.DEFAULT, new JacksonJson(), out);
  }

  /** Returns the file of the table for a file that may be named like the scenario. */
  private static Path table(Path file) {
    return file.toString().endsWith(".yaml") ? withExtension(file, ".csv") : file;
  }

  private static Path withExtension(Path file, String extension) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + extension);
  }

  /** Writes the scenario that plays the table, beside it. */
  private void writeScenario(Path scenario, Path table, Trip trip) throws IOException {
    Files.writeString(
        scenario,
        SimulatorSignals.scenario(table.getFileName().toString(), trip.vin()),
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE_NEW);
    PrintWriter err = Console.err(spec);
    err.println("The scenario is " + scenario + ": obdio sim --scenario " + scenario);
    err.flush();
  }
}
