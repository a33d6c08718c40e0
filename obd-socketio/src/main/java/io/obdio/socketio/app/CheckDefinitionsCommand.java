package io.obdio.socketio.app;

import io.obdio.core.definition.DefinitionException;
import io.obdio.socketio.app.check.CheckJson;
import io.obdio.socketio.app.check.CheckResult;
import io.obdio.socketio.app.check.DefinitionChecker;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
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

  @Option(names = "--all", description = "Print every value that is not right, not the first 100.")
  boolean all;

  @Option(names = "--json", description = "Print the result as JSON.")
  boolean json;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CheckResult result;
    try {
      result =
          DefinitionChecker.check(files.subList(0, files.size() - 1), files.get(files.size() - 1));
    } catch (DefinitionException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
    PrintWriter err = Console.err(spec);
    PrintWriter out = Console.out(spec);
    long lines = all ? Long.MAX_VALUE : MAX_LINES;
    if (json) {
      out.println(CheckJson.of(result, lines));
    } else {
      result.problems().forEach(err::println);
      result.failures().stream().limit(lines).forEach(err::println);
      out.println(result);
    }
    err.flush();
    out.flush();
    return result.isAllRight() ? 0 : 1;
  }
}
