package io.obdio.socketio.server;

import io.obdio.socketio.protocol.MsgpackPacketParser;
import io.obdio.socketio.testing.ClientProcess;
import io.obdio.socketio.testing.ClientServer;
import io.obdio.socketio.testing.LeakGuard;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official client of Node: version 4 over all transports, version 2 refused. */
@ExtendWith(LeakGuard.class)
@Timeout(180)
class NodeClientIT {
  private static ClientProcess client(String scenario, SocketIoServer server) throws Exception {
    return ClientProcess.node("client.js", scenario, Integer.toString(server.port()));
  }

  private static void run(String scenario, UnaryOperator<ServerOptions.Builder> change)
      throws Exception {
    try (SocketIoServer server = ClientServer.start(0, change);
        ClientProcess client = client(scenario, server)) {
      client.awaitDone();
    }
  }

  private static ServerOptions.Builder recovering(ServerOptions.Builder options) {
    return options.recovery(ServerOptions.Recovery.defaults());
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "upgrade", "old"})
  void scenario(String name) throws Exception {
    run(name, o -> o);
  }

  @ParameterizedTest
  @ValueSource(strings = {"msgpack-polling", "msgpack-websocket"})
  void theSameInMessagePack(String name) throws Exception {
    try (SocketIoServer server =
            ClientServer.start(0, o -> o, b -> b.parser(MsgpackPacketParser::new));
        ClientProcess client = client(name, server)) {
      client.awaitDone();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"recovery", "recovery-polling", "recovery-websocket"})
  void recoversAfterItsConnectionBroke(String name) throws Exception {
    run(name, NodeClientIT::recovering);
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void theSameWithRecoveryOn(String name) throws Exception {
    run(name, NodeClientIT::recovering);
  }

  /** The client asks for it by itself; that it is used is seen in the bytes of the connection. */
  @Test
  void compressesMessagesInBothDirections() throws Exception {
    run("deflated", o -> o.http(h -> h.perMessageDeflate(true)));
    run("not-deflated", o -> o);
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "upgrade"})
  void theSameWithEverythingCompressed(String name) throws Exception {
    run(name, o -> o.http(h -> h.perMessageDeflate(true).httpCompression(true)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reconnect", "reconnect-polling", "reconnect-websocket"})
  void reconnectsAfterTheServerRestarted(String name) throws Exception {
    ClientServer.restart(server -> client(name, server));
  }

  /** The client saw {@code transport close} 60 of 60 times, and came back. */
  @TestFactory
  Stream<DynamicTest> aClientThatIsDisconnectedWhileItUpgrades() throws Exception {
    try (SocketIoServer server = ClientServer.start(0, false);
        ClientProcess script =
            ClientProcess.node("kicked.mjs", "http://127.0.0.1:" + server.port())) {
      return script.checks();
    }
  }
}
