package io.obdio.socketio.protocol;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A decoder of packets from the messages of one session. For one thread. */
public interface PacketDecoder extends AutoCloseable {

  /** Event names that the protocol reserves. */
  Set<String> RESERVED =
      Set.of(
          "connect",
          "connect_error",
          "disconnect",
          "disconnecting",
          "newListener",
          "removeListener");

  /** Returns whether an event name is reserved by the protocol. */
  static boolean reserved(String event) {
    return RESERVED.contains(event);
  }

  /**
   * Decodes a text message.
   *
   * @return a packet, or null if its attachments must follow
   * @throws PacketException if it is not a packet, or exceeds a limit
   */
  @Nullable Packet text(byte[] utf8, int offset, int length) throws PacketException;

  /**
   * Decodes a binary message.
   *
   * @return a packet, or null if further attachments must follow
   * @throws PacketException if it is not expected, or exceeds a limit
   */
  @Nullable Packet binary(byte[] data) throws PacketException;

  /** Releases what an incomplete packet occupies. */
  @Override
  void close();

  /**
   * Checks the payload of a packet from a client.
   *
   * @param hasData whether there is a payload, which may be null
   * @throws PacketException if the type does not permit it
   */
  static void check(PacketType type, boolean hasData, @Nullable Object data, long id)
      throws PacketException {
    boolean valid =
        switch (type) {
          case CONNECT -> !hasData || data instanceof Map;
          case DISCONNECT -> !hasData;
          case EVENT, BINARY_EVENT -> data instanceof List<?> list && isEvent(list);
          case ACK, BINARY_ACK -> data instanceof List && id != Packet.NO_ID;
          case CONNECT_ERROR -> false; // sent only by servers
        };
    if (!valid) {
      throw new PacketException("invalid payload of " + type);
    }
  }

  private static boolean isEvent(List<?> list) {
    if (list.isEmpty()) {
      return false;
    }
    Object name = list.get(0);
    return name instanceof Number || name instanceof String s && !RESERVED.contains(s);
  }
}
