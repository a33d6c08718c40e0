package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.obdio.socketio.app.Program.Result;
import io.obdio.socketio.testing.ClientProcess;
import io.obdio.socketio.testing.Requires;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged program, as a user runs it. */
@Timeout(300)
class ProgramIT {

  private static final String URL = "OBDio on (https?://[^/]+)/ - (\\S+) - ([^-]+) -";
  private static final String RPM = "RPM \\d+\\.\\d+ rpm";

  @TempDir Path folder;

  @Test
  void queryPrintsValuesWithTheirUnits() throws Exception {
    Result result = Program.run(folder, "query", "RPM", "speed", "VIN");
    assertEquals(0, result.exit(), result.err());
    String[] lines = result.out().strip().split("\\R");
    assertTrue(lines[0].matches(RPM), result.out());
    assertTrue(lines[1].matches("SPEED \\d+ km/h"), result.out());
    assertTrue(lines[2].matches("VIN [A-HJ-NPR-Z0-9]{17}"), result.out());
  }

  @Test
  void queryOfAnUnsupportedCommandReportsItAndExitsWith1() throws Exception {
    Result result = Program.run(folder, "query", "RPM", "FUEL_INJECT_TIMING");
    assertEquals(1, result.exit(), result.out() + result.err());
    assertTrue(result.out().matches("(?s)" + RPM + "\\s*"), result.out());
    assertTrue(result.err().contains("FUEL_INJECT_TIMING NOT_SUPPORTED"), result.err());
  }

  @Test
  void commandsAreListed() throws Exception {
    Result result = Program.run(folder, "commands", "engine", "rpm");
    assertEquals(0, result.exit(), result.err());
    assertTrue(result.out().contains("RPM"), result.out());
    assertTrue(result.out().contains("010C"), result.out());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          query RPX                                         | did you mean 'RPM'
          query --transport nonsense:x RPM                  | unknown transport 'nonsense:'
          query --transport sim RPM                         | expected scheme:target
          query --transport sim:?colour=red RPM             | unknown option 'colour'
          query --transport replay:no-such-file RPM         | no-such-file
          serve --prot 1                                    | --port
          serve --port 99999                                | 99999
          serve --host no.such.host.invalid                 | unknown host
          serve --tls-key key.pem                           | must be given together
          serve --static /x=no-such-folder                  | no-such-folder
          serve --config no-such.yaml                       | no-such.yaml: no such file
          serve --max-sessions 0                            | maxSessions is 0
          serve --definitions no-such.json                  | no-such.json
          check-definitions no-such.json replies.jsonl      | no-such.json
          candump no-such-can0                              | no-such-can0
          nonsense                                          | nonsense
          """)
  void anErrorOfTheUserIsOneLineAndExitCode2(String command, String output) throws Exception {
    Result result = Program.run(folder, command.strip().split(" +"));
    String all = result.out() + result.err();
    assertEquals(2, result.exit(), all);
    assertTrue(all.contains(output), all);
    assertFalse(all.contains("\tat "), all);
  }

  @Test
  void theConfigurationFileHasTheFlagsAsKeys() throws Exception {
    Files.writeString(
        folder.resolve("obdio.yaml"),
        """
        # as the flags
        port: 0
        transport: "sim:"
        ping-interval: 1234
        cors-origins: [http://a.example, http://b.example]
        allow-clear: false
        """);
    try (Program program = Program.start(folder, "serve", "--ping-timeout", "4321")) {
      String url = program.await(URL).group(1);
      String open = get(url + "/socket.io/?EIO=4&transport=polling").body();
      assertTrue(open.contains("\"pingInterval\":1234"), open);
      assertTrue(open.contains("\"pingTimeout\":4321"), open);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          prot: 1              | unknown key 'prot'; did you mean 'port'
          port: [1             | not YAML
          - port               | write 'key: value'
          port: many           | port
          port: {a: 1, b: [2]} | port
          """)
  void aBadConfigurationFileIsNamedWithItsMistake(String text, String output) throws Exception {
    Files.writeString(folder.resolve("my.yaml"), text);
    Result result = Program.run(folder, "serve", "--config", "my.yaml");
    assertEquals(2, result.exit(), result.err());
    assertTrue(result.err().contains(output), result.err());
    assertFalse(result.err().contains("\tat "), result.err());
  }

  @Test
  void aPortInUseIsOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Result result = Program.run(folder, "serve", "--port", "" + taken.getLocalPort());
      assertEquals(2, result.exit(), result.err());
      assertTrue(result.err().contains("is another server running?"), result.err());
    }
  }

  @Test
  void servesPageClientAndHealthAndEndsCleanlyOnSigterm() throws Exception {
    try (Program program = Program.start(folder, "serve", "--port", "0")) {
      var line = program.await(URL);
      assertEquals("Car Connected", line.group(3).strip());
      String url = line.group(1);
      assertTrue(get(url + "/").body().contains("<title>OBDio</title>"));
      assertTrue(get(url + "/socket.io/socket.io.js").body().length() > 10_000);
      assertEquals(200, get(url + "/health").statusCode());
      assertEquals(404, get(url + "/no-such-file").statusCode());
      program.terminate();
      assertEquals(143, program.awaitEnd().exit());
    }
  }

  @Test
  void recordsAndReplays() throws Exception {
    Result recorded = Program.run(folder, "query", "--record", "drive.txt", "RPM", "VIN");
    assertEquals(0, recorded.exit(), recorded.err());
    Result replayed = Program.run(folder, "query", "--transport", "replay:drive.txt", "RPM", "VIN");
    assertEquals(0, replayed.exit(), replayed.err());
    assertEquals(recorded.out(), replayed.out());
  }

  @Test
  void queriesTheEmulatedAdapterOverTcpTwiceInARow() throws Exception {
    try (Program sim = Program.start(folder, "sim", "--elm327-port", "0")) {
      String port = sim.await("ELM327 [^\\n]*:(\\d+)").group(1);
      for (int i = 0; i < 2; i++) {
        Result result =
            Program.run(folder, "query", "--transport", "elm327://127.0.0.1:" + port, "RPM");
        assertEquals(0, result.exit(), result.err());
        assertTrue(result.out().strip().matches(RPM), result.out());
      }
    }
  }

  @Test
  void queriesTheEmulatedAdapterOverAPseudoTerminal() throws Exception {
    Requires.that(Requires.runs("socat", "-V"), "socat is not installed");
    Path pty = folder.resolve("obd");
    try (Program sim = Program.start(folder, "sim", "--elm327-port", "0")) {
      String port = sim.await("ELM327 [^\\n]*:(\\d+)").group(1);
      try (Program socat =
          Program.startOther(
              folder, "socat", "PTY,link=" + pty + ",raw,echo=0", "TCP:127.0.0.1:" + port)) {
        awaitFile(pty, socat);
        for (int i = 0; i < 2; i++) {
          Result result = Program.run(folder, "query", "--transport", "elm327:" + pty, "RPM");
          assertEquals(0, result.exit(), result.err());
          assertTrue(result.out().strip().matches(RPM), result.out());
        }
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> theDashboardLivesInABrowser() throws Exception {
    String chromium = ClientProcess.chromium();
    try (Program program = Program.start(folder, "serve", "--port", "0")) {
      String url = program.await(URL).group(1) + "/";
      String screenshot = System.getProperty("obdio.screenshot", "");
      try (ClientProcess script =
          ClientProcess.node("obd/dashboard.mjs", url, chromium, screenshot)) {
        return script.checks();
      }
    }
  }

  private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static void awaitFile(Path file, Program maker) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!Files.exists(file)) {
      if (System.nanoTime() > end || !maker.isAlive()) {
        fail(file + " does not come: " + maker.output());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
