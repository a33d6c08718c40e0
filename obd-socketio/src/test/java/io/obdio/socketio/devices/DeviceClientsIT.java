package io.obdio.socketio.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.ClientProcess;
import io.obdio.socketio.testing.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real clients: Python's websocket-client, Node-RED, a browser, curl. */
@Timeout(240)
class DeviceClientsIT {

  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  private DevicesServer server;

  @BeforeEach
  void start() throws Exception {
    server = new DevicesServer(DevicesOptions.defaults()).connect();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"listen", "filter", "set"})
  void theProgramsOfTheEvokPage(String scenario) throws Exception {
    String python =
        PYTHONS.stream()
            .filter(each -> Requires.runs(each, "-c", "import websocket"))
            .findFirst()
            .orElse("");
    Requires.that(!python.isEmpty(), "python3-websocket is not installed");
    try (ClientProcess client =
        new ClientProcess(
            ClientProcess.folder("python"),
            python,
            "devices.py",
            scenario,
            Integer.toString(server.server.port()))) {
      client.awaitDone();
    }
    if (scenario.equals("set")) {
      // It closes right behind the message, which must be carried out nevertheless.
      Await.until("ignition off", () -> !server.vehicle.simulator().orElseThrow().ignition());
    }
  }

  @TestFactory
  Stream<DynamicTest> nodeRed() throws Exception {
    Path folder = ClientProcess.folder("node-red");
    Requires.that(
        Files.isDirectory(folder.resolve("node_modules").resolve("node-red")),
        "run 'npm ci' in obd-socketio/src/test/node-red first");
    Requires.that(Requires.runs("node", "--version"), "Node is not installed");
    try (ClientProcess script = new ClientProcess(folder, "node", "devices.mjs", server.url(""))) {
      return script.checks();
    }
  }

  @TestFactory
  Stream<DynamicTest> aPageInChromium() throws Exception {
    String chromium = ClientProcess.chromium();
    try (ClientProcess script = ClientProcess.node("devices-page.mjs", server.url(""), chromium)) {
      return script.checks();
    }
  }

  @Test
  void curlOnEveryRouteOfTheOpenApiDocument() throws Exception {
    Requires.that(Requires.runs("curl", "--version"), "curl is not installed");
    var document = DevicesServer.object(server.get("/rest/openapi.json").body());
    var paths = (java.util.Map<?, ?>) document.get("paths");
    for (Object path : paths.keySet()) {
      String route =
          String.valueOf(path)
              .replace("{dev}", "ai")
              .replace("{circuit}", "RPM")
              .replace("{property}", "value");
      for (Object method : ((java.util.Map<?, ?>) paths.get(path)).keySet()) {
        boolean post = method.equals("post");
        String url = server.url(post ? route.replace("ai/RPM", "ao/SIM_SPEED") : route);
        String body = route.equals("/bulk") ? "{}" : "value=33";
        List<String> command =
            post ? List.of("curl", "-sf", "-d", body, url) : List.of("curl", "-sf", url);
        assertEquals(0, run(command), method + " " + route);
      }
    }
    assertTrue(paths.size() > 10);
  }

  private static int run(List<String> command) throws Exception {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
