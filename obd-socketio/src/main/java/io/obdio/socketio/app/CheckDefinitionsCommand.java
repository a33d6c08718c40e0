package io.obdio.socketio.app;

import io.obdio.core.definition.DefinitionException;
import io.obdio.socketio.app.check.CheckJson;
import io.obdio.socketio.app.check.CheckResult;
import io.obdio.socketio.app.check.DefinitionChecker;
import io.obdio.socketio.app.check.LiveLink;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.terminal.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code obdio check-definitions}: compares decoded responses with expected values. */
@Command(
    name = "check-definitions",
    description = {
      "Decodes recorded responses with signal sets and compares the values with the expected ones.",
      "Exit code 1 if a value differs or cannot be decoded."
    },
    mixinStandardHelpOptions = true)
final class CheckDefinitionsCommand implements Callable<Integer> {

  private static final int MAX_LINES = 100;

  @Parameters(
      arity = "2..*",
      paramLabel = "FILE",
      description = "Signal sets (OBDb, .json), then the file with the responses (.jsonl).")
  List<Path> files = List.of();

  @Option(names = "--all", description = "Print every incorrect value, not only the first 100.")
  boolean all;

  @Option(names = "--json", description = "Print the result as JSON.")
  boolean json;

  @Option(
      names = "--live",
      description = {
        "Send the requests to a simulated vehicle that answers as the file states: through the",
        "ELM327 driver with an emulated adapter, and on a virtual CAN bus."
      })
  boolean live;

  @Option(
      names = "--model-year",
      paramLabel = "YEAR",
      description = {
        "The model year of responses that do not state it.",
        "Default: that of a VIN in the file (a response to 0902)."
      })
  @Nullable Integer modelYear;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    List<Path> sets = files.subList(0, files.size() - 1);
    Path replies = files.get(files.size() - 1);
    try {
      return live ? checkLive(sets, replies) : checkLines(sets, replies);
    } catch (DefinitionException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }

  private int checkLines(List<Path> sets, Path replies) throws DefinitionException {
    CheckResult result = DefinitionChecker.check(sets, replies, year());
    PrintWriter out = Console.out(spec);
    if (json) {
      out.println(CheckJson.of(result, lines()));
    } else {
      PrintWriter err = Console.err(spec);
      result.problems().forEach(err::println);
      printFailures(result);
      out.println(result);
    }
    out.flush();
    return result.isAllRight() ? 0 : 1;
  }

  private int checkLive(List<Path> sets, Path replies) throws DefinitionException {
    Map<LiveLink, CheckResult> results = new EnumMap<>(LiveLink.class);
    PrintWriter out = Console.out(spec);
    for (LiveLink link : LiveLink.values()) {
      CheckResult result = DefinitionChecker.check(sets, replies, year(), link);
      results.put(link, result);
      if (!json) {
        printFailures(result);
        out.println(link.text() + ":");
        out.println(result);
      }
      out.flush();
    }
    if (json) {
      out.println(CheckJson.of(results, lines()));
      out.flush();
    }
    return results.values().stream().allMatch(CheckResult::isAllRight) ? 0 : 1;
  }

  private void printFailures(CheckResult result) {
    PrintWriter err = Console.err(spec);
    result.failures().stream().limit(lines()).forEach(err::println);
    err.flush();
  }

  private OptionalInt year() {
    return modelYear == null ? OptionalInt.empty() : OptionalInt.of(modelYear);
  }

  private long lines() {
    return all ? Long.MAX_VALUE : MAX_LINES;
  }
}
