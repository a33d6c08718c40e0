package io.obdio.socketio.engineio.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The content of the ping by which a client tests a WebSocket before it upgrades. */
final class Probe {
  private static final byte[] CONTENT = "probe".getBytes(StandardCharsets.US_ASCII);

  private Probe() {}

  /** Returns whether a packet, its type first, has this content. */
  static boolean matches(byte[] packet) {
    return Arrays.equals(packet, 1, packet.length, CONTENT, 0, CONTENT.length);
  }
}
