package io.obdio.socketio.protocol;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.json.JsonException;
import org.jspecify.annotations.Nullable;

/**
 * The representation of packets on the wire, which server and client must agree on. Safe for use by
 * any thread.
 */
public interface PacketParser {

  /**
   * Encodes a packet.
   *
   * @param type never one of the binary types
   * @param data the payload, null for none
   * @return complete WebSocket frames; the caller owns them
   * @throws JsonException if the payload cannot be encoded
   */
  ByteBuf encode(PacketType type, String namespace, long id, @Nullable Object data)
      throws JsonException;

  /** Returns a decoder for the messages of one session. */
  PacketDecoder decoder(PacketLimits limits);
}
