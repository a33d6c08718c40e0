package io.obdio.socketio.app.query;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.app.car.VehicleSession;
import io.obdio.socketio.app.failure.ExitCode;
import io.obdio.socketio.app.terminal.Progress;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The queries of one run, over an open connection. */
final class QueryRun {

  /** The commands that are queried before their values are written. */
  private static final int CHUNK = 32;

  private static final int NAMES_IN_SUMMARY = 5;

  private final ObdConnection connection;
  private final ResultWriter writer;
  private final PrintWriter err;
  private final UnitSystem system;
  private final boolean force;
  private final boolean withMissing;

  /**
   * Creates a run.
   *
   * @param force whether unsupported commands are queried too
   * @param withMissing whether results without a value are part of the output
   */
  QueryRun(
      ObdConnection connection,
      ResultWriter writer,
      PrintWriter err,
      UnitSystem system,
      boolean force,
      boolean withMissing) {
    this.connection = connection;
    this.writer = writer;
    this.err = err;
    this.system = system;
    this.force = force;
    this.withMissing = withMissing;
  }

  ResultWriter writer() {
    return writer;
  }

  ObdConnection connection() {
    return connection;
  }

  /** Queries commands that the user names; a missing value is an error. */
  ExitCode named(List<Queried> queried) {
    List<Result> results = results(queried);
    writer.begin();
    write(results);
    writer.end();
    List<Result> missing = results.stream().filter(Result::isMissing).toList();
    missing.forEach(result -> err.println(result.queried().name() + " " + result.reason()));
    err.flush();
    if (missing.size() == results.size()) {
      VehicleSession.requireVehicle(connection);
    }
    return missing.isEmpty() ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  /** Queries all commands for which the vehicle has a value; a missing one is not an error. */
  ExitCode all() {
    VehicleSession.requireVehicle(connection);
    List<Result> results = new ArrayList<>();
    try (Progress progress = Progress.start(err, "Reading what the vehicle supports")) {
      List<Queried> available = available();
      for (int i = 0; i < available.size(); i += CHUNK) {
        progress.set("Reading values: " + i + " of " + available.size());
        results.addAll(results(available.subList(i, Math.min(i + CHUNK, available.size()))));
      }
    }
    writer.begin();
    write(results);
    writer.end();
    List<Result> missing = results.stream().filter(Result::isMissing).toList();
    if (!missing.isEmpty()) {
      err.println(summary(missing));
      err.flush();
    }
    if (missing.size() == results.size()) {
      VehicleSession.requireVehicle(connection);
    }
    return ExitCode.OK;
  }

  /** Returns the commands for which the vehicle has a value now. */
  List<Queried> available() {
    return AvailableValues.of(connection).stream().map(Queried::of).toList();
  }

  private void write(List<Result> results) {
    writer.write(
        withMissing
            ? results
            : results.stream().filter(result -> !result.lines().isEmpty()).toList());
  }

  /** Returns the results of queries, in their order. */
  List<Result> results(List<Queried> queried) {
    List<Result> results = new ArrayList<>();
    List<Queried> together = new ArrayList<>();
    for (Queried each : queried) {
      if (force || each.raw()) {
        results.addAll(flush(together));
        results.add(Result.of(each, connection.force(each.command()), system));
      } else {
        together.add(each);
      }
    }
    results.addAll(flush(together));
    return results;
  }

  private List<Result> flush(List<Queried> together) {
    List<ObdCommand<?>> commands = new ArrayList<>();
    together.forEach(each -> commands.add(each.command()));
    List<Result> results = new ArrayList<>();
    List<ObdResponse<?>> responses = commands.isEmpty() ? List.of() : connection.queryAll(commands);
    for (int i = 0; i < responses.size(); i++) {
      results.add(Result.of(together.get(i), responses.get(i), system));
    }
    together.clear();
    return results;
  }

  /** Returns one line for all commands without a value. */
  private static String summary(List<Result> missing) {
    Map<String, Integer> reasons = new TreeMap<>();
    for (Result result : missing) {
      String reason =
          result
              .response()
              .noValue()
              .map(why -> why.reason().name())
              .orElse("")
              .toLowerCase(Locale.ROOT);
      Integer unused = reasons.merge(reason, 1, Integer::sum);
    }
    List<String> counts = new ArrayList<>();
    reasons.forEach((reason, count) -> counts.add(count + " " + reason));
    List<String> names = missing.stream().map(result -> result.queried().name()).toList();
    int more = names.size() - NAMES_IN_SUMMARY;
    return "obdio: "
        + names.size()
        + (names.size() == 1 ? " command has" : " commands have")
        + " no value now ("
        + String.join(", ", counts)
        + "): "
        + String.join(", ", names.subList(0, Math.min(names.size(), NAMES_IN_SUMMARY)))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
