package io.obdio.socketio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.RawConnection;
import io.obdio.socketio.testing.RawConnection.Frame;
import io.obdio.socketio.testing.SuiteServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Messages below {@code compression-threshold} are sent as they are (RFC 7692: RSV1 is not set).
 */
@Timeout(60)
class CompressionThresholdIT {

  private static final int COMPRESSED = RawConnection.TEXT | 0x40;

  @Test
  void longMessagesOnlyAreCompressed() throws Exception {
    try (SuiteServer server =
            SuiteServer.calm(
                o -> o.http(h -> h.perMessageDeflate(true).compressionThreshold(1_000)));
        RawConnection client = RawConnection.open(server.server().port())) {
      client.upgrade(
          "/socket.io/?EIO=4&transport=websocket",
          "Sec-WebSocket-Extensions: permessage-deflate\r\n");
      assertEquals(RawConnection.TEXT, client.frame().first(), "the open packet is short");
      client.frame(RawConnection.TEXT, "40");
      client.frame();
      client.frame();
      server.server().root().emit("x", "y".repeat(500));
      server.server().root().emit("x", "y".repeat(2_000));
      assertEquals(RawConnection.TEXT, client.frame().first());
      Frame compressed = client.frame();
      assertEquals(COMPRESSED, compressed.first());
      assertTrue(compressed.payload().length < 200, "length " + compressed.payload().length);
    }
  }
}
