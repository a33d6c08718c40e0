package io.obdio.socketio.server;

import io.obdio.socketio.testing.ClientProcess;
import io.obdio.socketio.testing.ClientServer;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.Requires;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** python-socketio's client. */
@ExtendWith(LeakGuard.class)
@Timeout(180)
class PythonClientIT {
  /** The first on the path, or the system's, which has the system's packages. */
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  private static String python = "";

  @BeforeAll
  static void python() {
    python =
        PYTHONS.stream()
            .filter(each -> Requires.runs(each, "-c", "import socketio"))
            .findFirst()
            .orElse("");
    Requires.that(!python.isEmpty(), "python3-socketio is not installed");
  }

  private static void requireFor(String transport) {
    if (!transport.equals("polling")) {
      Requires.that(
          Requires.runs(python, "-c", "import websocket"), "python3-websocket is not installed");
    }
    if (!transport.equals("websocket")) {
      // Debian's python3-socketio only suggests it: a skip with its reason, nowhere a failure.
      Assumptions.assumeTrue(
          Requires.runs(python, "-c", "import requests"), "python3-requests is not installed");
    }
  }

  private static ClientProcess client(String scenario, String transport, SocketIoServer server)
      throws Exception {
    return new ClientProcess(
        ClientProcess.folder("python"),
        python,
        "client.py",
        scenario,
        transport,
        Integer.toString(server.port()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "upgrade"})
  void scenario(String transport) throws Exception {
    requireFor(transport);
    try (SocketIoServer server = ClientServer.start(0, o -> o.http(h -> h.httpCompression(true)));
        ClientProcess client = client("everything", transport, server)) {
      client.awaitDone();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "upgrade"})
  void reconnectsAfterTheServerRestarted(String transport) throws Exception {
    requireFor(transport);
    ClientServer.restart(server -> client("reconnect", transport, server));
  }
}
