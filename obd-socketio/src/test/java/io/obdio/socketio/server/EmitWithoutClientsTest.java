package io.obdio.socketio.server;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EmitWithoutClientsTest {

  /** A value that cannot be written as JSON. */
  public static final class Broken {
    public int getValue() {
      return Integer.parseInt("no number");
    }
  }

  /** A program learns of a wrong argument before the first client is there. */
  @Test
  void anArgumentThatCannotBeWrittenIsRefused() throws Exception {
    try (SocketIoServer server = SocketIoServer.builder().build()) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> server.root().emit("x", new Broken()));
      assertTrue(refused.getMessage().startsWith("event 'x': "), refused.getMessage());
    }
  }
}
