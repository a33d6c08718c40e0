package io.obdio.socketio.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A Socket.IO packet with its attachments in place.
 *
 * @param type never one of the binary types: {@link PacketType#EVENT} and {@link PacketType#ACK}
 *     represent both
 * @param namespace with its leading slash
 * @param id of the acknowledgement, {@link #NO_ID} for none
 * @param data the payload: a tree with byte arrays; null for none
 */
public record Packet(PacketType type, String namespace, long id, @Nullable Object data) {
  /** No acknowledgement. */
  public static final long NO_ID = -1;
}
