package io.obdio.socketio.app.dtc;

import io.obdio.core.command.Service04;
import io.obdio.core.connection.NoValue;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.diagnosis.ClearEffects;
import io.obdio.core.diagnosis.Readiness;
import io.obdio.core.diagnosis.VehicleCodes;
import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.app.car.CarFlags;
import io.obdio.socketio.app.car.ConfigFileFlag;
import io.obdio.socketio.app.car.UnitsFlag;
import io.obdio.socketio.app.car.VehicleCommands;
import io.obdio.socketio.app.car.VehicleSession;
import io.obdio.socketio.app.failure.ExitCode;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.terminal.Confirmation;
import io.obdio.socketio.app.terminal.Console;
import io.obdio.socketio.app.terminal.ConsoleTerminal;
import io.obdio.socketio.app.terminal.Progress;
import io.obdio.socketio.app.terminal.VerboseFlag;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code obdio dtc}: the trouble codes, freeze frames and readiness, and their clearing. */
@Command(
    name = "dtc",
    description = {
      "Prints the stored, pending and permanent trouble codes, the freeze frames, and whether the"
          + " vehicle is ready for an inspection. 'dtc clear' clears the codes.",
      "Exit code 1 if the codes could not be read or cleared, 69 if there is no vehicle."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DtcCommand implements Callable<Integer> {

  private static final String CLEAR = "clear";

  @Mixin CarFlags car = new CarFlags();

  @Mixin VerboseFlag verbose = new VerboseFlag();

  @Mixin UnitsFlag units = new UnitsFlag();

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Option(names = "--yes", description = "Clear the codes without a confirmation.")
  boolean yes;

  @Mixin ConfigFileFlag config = new ConfigFileFlag();

  @Parameters(
      arity = "0..1",
      paramLabel = "ACTION",
      description =
          "clear: deletes the stored and pending codes with all that belongs to them, after a"
              + " confirmation.")
  @Nullable String action;

  @Spec @Nullable CommandSpec spec;

  /** Creates the subcommand, which the parser completes. */
  public DtcCommand() {}

  @Override
  public Integer call() throws Exception {
    if (action != null && !action.equals(CLEAR)) {
      throw new UserError("unknown action '" + action + "'; the only one is 'clear'");
    }
    UnitSystem system = units.system();
    PrintWriter err = Console.err(spec);
    VehicleCommands commands = VehicleSession.commands(car, err);
    try (ObdConnection connection = VehicleSession.open(car, commands, err, verbose)) {
      VehicleSession.requireVehicle(connection);
      DtcReport report;
      try (Progress progress = Progress.start(err, "Reading the trouble codes")) {
        report = DtcReport.read(connection, progress::set);
      }
      return (action == null ? print(report, system) : clear(connection, report, err)).code();
    }
  }

  private ExitCode print(DtcReport report, UnitSystem system) {
    PrintWriter out = Console.out(spec);
    if (json) {
      out.println(DtcJson.of(report, system));
    } else {
      DtcText.of(report, system).forEach(out::println);
    }
    out.flush();
    return report.codes().isStoredMissing() ? ExitCode.INCOMPLETE : ExitCode.OK;
  }

  private ExitCode clear(ObdConnection connection, DtcReport report, PrintWriter err) {
    Readiness readiness =
        report.readiness().orElseGet(() -> new Readiness(false, 0, "", List.of(), List.of()));
    List<String> details = new ArrayList<>();
    for (String lost : ClearEffects.lost(report.codes(), report.frames().size(), readiness)) {
      details.add("  - " + lost);
    }
    for (String kept : ClearEffects.kept(report.codes())) {
      details.add("It does not delete " + kept);
    }
    String action = "Clearing the trouble codes deletes data of the vehicle";
    if (!Confirmation.ask(yes, ConsoleTerminal.of(spec), err, action, details)) {
      err.println("Nothing was cleared.");
      return ExitCode.INCOMPLETE;
    }
    ObdResponse<?> response = connection.force(Service04.CLEAR_DTC);
    if (!response.isEmpty()) {
      Console.out(spec).println("The trouble codes are cleared.");
      remaining(connection).forEach(Console.out(spec)::println);
      return ExitCode.OK;
    }
    VehicleSession.requireVehicle(connection);
    NoValue why = response.noValue().orElseThrow();
    err.println(
        "obdio: the vehicle did not clear the codes: "
            + why
            + (why.reason() == NoValue.Reason.NEGATIVE_RESPONSE
                ? "; most vehicles require ignition on and engine off"
                : ""));
    return ExitCode.INCOMPLETE;
  }

  /** Returns a line for each code that the vehicle still has. */
  private static List<String> remaining(ObdConnection connection) {
    return VehicleCodes.read(connection).codes().stream()
        .map(code -> "Still present: " + DtcText.line(code))
        .toList();
  }
}
