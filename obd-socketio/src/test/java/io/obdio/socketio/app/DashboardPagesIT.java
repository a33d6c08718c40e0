package io.obdio.socketio.app;

import io.obdio.socketio.testing.ClientProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages of the dashboard in a browser. With {@code -Dobdio.screenshots=FOLDER} the screenshots
 * are written to the folder.
 */
@Tag("alone")
@Timeout(300)
class DashboardPagesIT {

  /** The pages of which each size and appearance is checked. */
  private static final List<String> PAGES =
      List.of("drive", "charts", "health", "alarms", "tinker", "connection");

  private static String folder() throws Exception {
    String folder = System.getProperty("obdio.screenshots", "");
    return folder.isEmpty()
        ? ""
        : Files.createDirectories(Path.of(folder)).toAbsolutePath().toString();
  }

  @TestFactory
  Stream<DynamicTest> everyPageAtEverySize(@TempDir Path state) throws Exception {
    String chromium = ClientProcess.chromium();
    try (InProcessServer server = new InProcessServer("--history=" + state.resolve("history.db"));
        ClientProcess script =
            ClientProcess.node(
                "obd/pages.mjs", server.url("/"), chromium, folder(), String.join(",", PAGES))) {
      return script.checks();
    }
  }

  @TestFactory
  Stream<DynamicTest> valuesAndLayoutsWhileThingsGoWrong() throws Exception {
    String chromium = ClientProcess.chromium();
    InProcessServer server = new InProcessServer();
    String port = "--port=" + server.port();
    try (ClientProcess script =
        ClientProcess.node("obd/lifecycle.mjs", server.url("/"), chromium, folder())) {
      script.await("RESTART");
      server.close();
      server = new InProcessServer(port);
      return script.checks();
    } finally {
      server.close();
    }
  }

  /** Eight hours of driving in six minutes. */
  @Tag("long")
  @Timeout(600)
  @TestFactory
  Stream<DynamicTest> theHeapIsFlatOverEightHours() throws Exception {
    String chromium = ClientProcess.chromium();
    try (InProcessServer server = new InProcessServer();
        ClientProcess script =
            ClientProcess.node("obd/soak.mjs", server.url("/"), chromium, "8", "6")) {
      return script.checks(Duration.ofMinutes(9));
    }
  }
}
