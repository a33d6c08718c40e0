package io.obdio.socketio.app;

import io.obdio.socketio.testing.ClientProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pages Health, Alarms and Tinker in a browser. */
@Timeout(300)
class HealthPagesIT {

  private static final String SCENARIO =
      """
      ecus:
        engine:
          stored: [{code: P0301-1C, freeze-frame: {rpm: 2450, speed: 47}}, P0420]
          pending: [P0171]
          permanent: [P0301]
          incomplete: [catalyst, evaporative-system]
          tests: [{mid: 81, tid: 87, result: 1}]
        abs:
      """;

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> codesAlarmsAndTools() throws Exception {
    String chromium = ClientProcess.chromium();
    Path scenario = Files.writeString(folder.resolve("faulty.yaml"), SCENARIO);
    try (InProcessServer server =
            new InProcessServer(
                "--transport=sim:?scenario=" + scenario,
                "--workbench-folder=" + folder.resolve("sets"));
        ClientProcess script =
            ClientProcess.node("obd/health-pages.mjs", server.url("/"), chromium)) {
      return script.checks();
    }
  }
}
