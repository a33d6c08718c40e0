package io.obdio.socketio.app.history;

import io.obdio.socketio.app.failure.ExitCode;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.terminal.Console;
import io.obdio.socketio.history.HistoryException;
import io.obdio.socketio.history.HistoryReader;
import io.obdio.socketio.history.Trip;
import io.obdio.socketio.history.TripDeletion;
import io.obdio.socketio.history.TripSignal;
import io.obdio.socketio.history.computer.EngineData;
import io.obdio.socketio.history.export.TripJson;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code obdio trips}: the trips of a history. */
@Command(
    name = "trips",
    description = "Lists, shows, exports and deletes trips that 'obdio serve --history' has kept.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TripsCommand.Listing.class,
      TripsCommand.Show.class,
      TripsExport.class,
      TripsCommand.Delete.class
    })
public final class TripsCommand {

  /** Creates the command. */
  public TripsCommand() {}

  /** Returns a trip of a file. */
  static Trip find(HistoryReader reader, int id) throws HistoryException {
    return reader.trip(id).orElseThrow(() -> new UserError("there is no trip " + id));
  }

  private static void printJson(PrintWriter out, Object value) {
    try {
      out.println(new String(new JacksonJson().encode(value, List.of()), StandardCharsets.UTF_8));
    } catch (JsonException e) {
      throw new IllegalStateException("trips can be written as JSON", e);
    }
    out.flush();
  }

  /** {@code obdio trips list}: prints the trips, the latest first. */
  @Command(
      name = "list",
      description = "Lists the trips, the latest first.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Listing implements Callable<Integer> {

    @Mixin HistoryFile file = new HistoryFile();

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "50",
        description = "The most trips to list. Default: ${DEFAULT-VALUE}.")
    int limit;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      return file.read(
          reader -> {
            List<Trip> trips = reader.trips(Integer.MAX_VALUE, limit);
            PrintWriter out = Console.out(spec);
            if (json) {
              printJson(
                  out, trips.stream().map(t -> TripJson.trip(t, EngineData.DEFAULT)).toList());
            } else {
              TripText.table(trips, out);
            }
            out.flush();
            return trips.isEmpty() ? ExitCode.INCOMPLETE.code() : 0;
          });
    }
  }

  /** {@code obdio trips show ID}: prints a trip and its commands. */
  @Command(
      name = "show",
      description = "Shows a trip and the commands that it has samples of.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Show implements Callable<Integer> {

    @Mixin HistoryFile file = new HistoryFile();

    @Parameters(paramLabel = "TRIP", description = "Number of the trip.")
    int id;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      return file.read(
          reader -> {
            Trip trip = find(reader, id);
            List<TripSignal> signals = reader.signals(id);
            PrintWriter out = Console.out(spec);
            if (json) {
              Map<String, @Nullable Object> object = TripJson.trip(trip, EngineData.DEFAULT);
              object.put("commands", signals.stream().map(TripJson::signal).toList());
              printJson(out, object);
            } else {
              TripText.details(trip, signals, out);
            }
            out.flush();
            return 0;
          });
    }
  }

  /** {@code obdio trips delete ID..}: deletes trips. */
  @Command(
      name = "delete",
      description = "Deletes trips; they cannot be restored.",
      mixinStandardHelpOptions = true)
  static final class Delete implements Callable<Integer> {

    @Mixin HistoryFile file = new HistoryFile();

    @Parameters(paramLabel = "TRIP", arity = "1..*", description = "Numbers of the trips.")
    List<Integer> ids = new ArrayList<>();

    @Override
    public Integer call() {
      for (int id : ids) {
        try {
          if (!TripDeletion.delete(file.path(), id)) {
            throw new UserError("there is no trip " + id);
          }
        } catch (HistoryException e) {
          throw new UserError(String.valueOf(e.getMessage()));
        }
      }
      return 0;
    }
  }
}
