package io.obdio.socketio.server;

import io.obdio.socketio.testing.ClientProcess;
import io.obdio.socketio.testing.ClientServer;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official client of Node: version 4 in all its ways, version 2 refused. */
@ExtendWith(LeakGuard.class)
@Timeout(180)
class NodeClientIT {
  private static final Path FOLDER = ClientProcess.folder("node");

  @BeforeAll
  static void node() {
    Requires.that(Requires.runs("node", "--version"), "node is not installed");
    Requires.that(
        Files.isDirectory(FOLDER.resolve("node_modules").resolve("socket.io-client")),
        "run 'npm ci' in obd-socketio/src/test/node first");
  }

  private static ClientProcess client(String scenario, SocketIoServer server) throws Exception {
    return new ClientProcess(
        FOLDER, "node", "client.js", scenario, Integer.toString(server.port()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "upgrade", "old"})
  void scenario(String name) throws Exception {
    try (SocketIoServer server = ClientServer.start(0, false);
        ClientProcess client = client(name, server)) {
      client.awaitDone();
    }
  }

  @Test
  void recoversAfterItsConnectionBroke() throws Exception {
    try (SocketIoServer server = ClientServer.start(0, true);
        ClientProcess client = client("recovery", server)) {
      client.awaitDone();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void theSameWithRecoveryOn(String name) throws Exception {
    try (SocketIoServer server = ClientServer.start(0, true);
        ClientProcess client = client(name, server)) {
      client.awaitDone();
    }
  }

  @Test
  void reconnectsAfterTheServerRestarted() throws Exception {
    SocketIoServer first = ClientServer.start(0, false);
    int port = first.port();
    try (ClientProcess client = client("reconnect", first)) {
      client.await("READY");
      first.close();
      SocketIoServer second = ClientServer.start(port, false);
      try {
        client.awaitDone();
      } finally {
        second.close();
      }
    } finally {
      first.close();
    }
  }
}
