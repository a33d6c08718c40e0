package io.obdio.socketio.protocol;

import io.obdio.socketio.json.JsonException;
import java.util.List;

/**
 * A representation of packets on the wire, which replaces the standard one; server and client must
 * use the same. Safe for use by any thread.
 */
public interface PacketParser {

  /**
   * Encodes a packet.
   *
   * @param packet never of a binary type; byte arrays may be in its payload
   * @return the messages in their order, each a {@link String} or a {@code byte[]}
   * @throws JsonException if the payload cannot be encoded
   */
  List<Object> encode(Packet packet) throws JsonException;

  /**
   * Returns a decoder for the messages of one session.
   *
   * @param maxAttachments binary messages of one packet
   * @param maxConnectBytes bytes of a CONNECT packet
   */
  PacketDecoder decoder(int maxAttachments, int maxConnectBytes);
}
