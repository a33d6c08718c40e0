package io.obdio.socketio.obd;

import static org.junit.jupiter.api.Assertions.fail;

import io.obdio.socketio.testing.ClientProcess;
import io.obdio.socketio.testing.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Runs a script of {@code src/test/node} and makes one test of each of its checks. Skips, saying
 * why, where Node or its packages are missing; with {@code OBDIO_REQUIRE_ALL=1} that is a failure.
 */
public final class NodeScript {

  private static final Path FOLDER = ClientProcess.folder("node");
  private static final long DEADLINE_S = 240;

  private NodeScript() {}

  /** The script's checks; at least one, and all of them. */
  public static Stream<DynamicTest> checks(String script, String... args)
      throws IOException, InterruptedException {
    Requires.that(
        Files.isDirectory(FOLDER.resolve("node_modules")),
        "run 'npm ci' in obd-socketio/src/test/node first");
    Requires.that(Requires.runs("node", "--version"), "Node is not installed");
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(Arrays.asList(args));
    Path log = Files.createTempFile("obdio-node", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(DEADLINE_S, TimeUnit.SECONDS);
    process.destroyForcibly();
    List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
    Files.delete(log);
    String all = script + ":\n" + String.join("\n", lines);
    if (!ended || lines.stream().noneMatch(line -> line.startsWith("done "))) {
      fail("the script did not come to its end; " + all);
    }
    List<DynamicTest> tests =
        lines.stream()
            .filter(line -> line.startsWith("ok ") || line.startsWith("not ok "))
            .map(line -> DynamicTest.dynamicTest(name(line), () -> judge(line, all)))
            .toList();
    if (tests.isEmpty()) {
      fail("no checks in " + all);
    }
    return tests.stream();
  }

  private static String name(String line) {
    return line.replaceFirst("^(not )?ok ", "");
  }

  private static void judge(String line, String all) {
    if (!line.startsWith("ok ")) {
      fail(line + "\n" + all);
    }
  }
}
