package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.socketio.access.AccessKey;
import io.obdio.socketio.access.KeyFileEditor;
import io.obdio.socketio.access.KeyHash;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.testing.ClientProcess;
import io.obdio.socketio.testing.Requires;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients of Mcity OCTANE: the session of its page with python-socketio and socket.io-client, and
 * the kinds of programs that are in use.
 */
@Timeout(180)
class OctaneClientsIT {

  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  /** The page's own output with our channels: the first two are joined at login. */
  private static final List<String> OUTPUT =
      List.of(
          listing(false),
          "Joining: {'join': 'fuel'}",
          listing(true),
          "Leaving: {'leave': 'fuel'}",
          listing(false),
          "User Message: {'message': 'Testing messaging'}",
          "Disconnected from server");

  @TempDir Path folder;
  private InProcessServer server;

  private static String listing(boolean fuel) {
    StringBuilder text = new StringBuilder("Channel information {'channels': [");
    for (String name :
        List.of(
            "vehicle",
            "user",
            "powertrain",
            "fuel",
            "emissions",
            "electrical",
            "trouble",
            "obd",
            "ipc",
            "sim")) {
      boolean joined = name.equals("vehicle") || name.equals("user") || fuel && name.equals("fuel");
      text.append(text.charAt(text.length() - 1) == '[' ? "" : ", ")
          .append("{'name': '")
          .append(name)
          .append("', 'subscribed': ")
          .append(joined ? "True" : "False")
          .append('}');
    }
    return text + "]}";
  }

  @BeforeEach
  void start() throws Exception {
    Path file = folder.resolve("keys.yaml");
    new KeyFileEditor(file)
        .add(
            new AccessKey(
                "page",
                KeyHash.of("obd_a_key_that_is_long_enough"),
                EnumSet.of(Scope.READ, Scope.WATCH),
                null,
                List.of()));
    server = new InProcessServer("--keys=" + file);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String python() {
    String python =
        PYTHONS.stream()
            .filter(each -> Requires.runs(each, "-c", "import socketio, websocket, requests"))
            .findFirst()
            .orElse("");
    Requires.that(
        !python.isEmpty(),
        "python3-socketio, python3-websocket or python3-requests is not installed");
    return python;
  }

  @ParameterizedTest
  @CsvSource({
    "polling, event", "websocket, event", "upgrade, event",
    "polling, query", "websocket, query", "upgrade, query"
  })
  void theSessionOfThePageInPython(String transport, String auth) throws Exception {
    try (ClientProcess client =
        new ClientProcess(
            ClientProcess.folder("python"),
            python(),
            "octane_session.py",
            transport,
            Integer.toString(server.port()),
            auth)) {
      client.awaitDone();
      assertEquals(OUTPUT, client.lines().subList(0, OUTPUT.size()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "polling, event", "websocket, event", "upgrade, event",
    "polling, query", "websocket, query", "upgrade, query"
  })
  void theSessionOfThePageInJavaScript(String transport, String auth) throws Exception {
    try (ClientProcess client =
        ClientProcess.node(
            "octane/session.mjs", "http://127.0.0.1:" + server.port(), transport, auth)) {
      client.awaitDone();
      assertEquals(OUTPUT, client.lines().subList(0, OUTPUT.size()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "starts-in-auth-ok",
        "joins-in-the-first-channels",
        "joins-right-behind-auth",
        "callbacks-without-argument",
        "wrong-key"
      })
  void aProgram(String kind) throws Exception {
    try (ClientProcess client =
        new ClientProcess(
            ClientProcess.folder("python"),
            python(),
            "octane_clients.py",
            kind,
            Integer.toString(server.port()))) {
      client.awaitDone();
    }
  }
}
