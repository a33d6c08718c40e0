package io.obdio.socketio.app;

import io.obdio.socketio.testing.ClientProcess;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** The page Connection in a browser: connecting, disconnecting and the checks. */
@Timeout(180)
class ConnectionPageIT {

  @TestFactory
  Stream<DynamicTest> connectsAndChecks() throws Exception {
    String chromium = ClientProcess.chromium();
    try (InProcessServer server = new InProcessServer("--allow-connect");
        ClientProcess script =
            ClientProcess.node("obd/connection.mjs", server.url("/"), chromium, "")) {
      return script.checks();
    }
  }
}
