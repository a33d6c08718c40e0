package io.obdio.socketio.protocol.frames;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.protocol.PacketDecoder;
import io.obdio.socketio.protocol.PacketType;
import org.jspecify.annotations.Nullable;

/** A packet parser that encodes packets as WebSocket frames. Safe for use by any thread. */
public interface FrameParser {

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
