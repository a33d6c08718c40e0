package io.obdio.socketio.server;

import io.obdio.socketio.testing.ClientProcess;
import io.obdio.socketio.testing.ClientServer;
import io.obdio.socketio.testing.LeakGuard;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The client that the server serves, in Chromium. */
@ExtendWith(LeakGuard.class)
@Timeout(300)
class BrowserIT {
  private static SocketIoServer start(int port) throws IOException {
    return ClientServer.start(
        port, o -> o.http(h -> h.httpCompression(true).perMessageDeflate(true)));
  }

  @TestFactory
  Stream<DynamicTest> everythingAndAgainAfterARestart() throws Exception {
    String chromium = ClientProcess.chromium();
    SocketIoServer first = start(0);
    int port = first.port();
    try (ClientProcess script =
        ClientProcess.node("browser.mjs", "http://127.0.0.1:" + port, chromium)) {
      script.await("READY");
      first.close();
      SocketIoServer second = start(port);
      try {
        return script.checks();
      } finally {
        second.close();
      }
    } finally {
      first.close();
    }
  }
}
