package io.obdio.socketio.protocol;

import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Packets in MessagePack, as {@code socket.io-msgpack-parser} sends them: one binary message with a
 * map of {@code type}, {@code nsp}, {@code data} and {@code id}. Binary data needs no attachments.
 */
public final class MsgpackPacketParser implements PacketParser {
  private final JsonCodec json;

  /**
   * Creates a parser.
   *
   * @param json converts values that are not trees, such as records
   */
  public MsgpackPacketParser(JsonCodec json) {
    this.json = json;
  }

  @Override
  public List<Object> encode(Packet packet) throws JsonException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>(8);
    map.put("type", packet.type().code() - '0');
    map.put("nsp", packet.namespace());
    if (packet.data() != null) {
      map.put("data", packet.data());
    }
    if (packet.id() != Packet.NO_ID) {
      map.put("id", packet.id());
    }
    return List.of(new MsgpackWriter(json).write(map));
  }

  @Override
  public PacketDecoder decoder(int maxAttachments, int maxConnectBytes) {
    return new Decoder(maxConnectBytes);
  }

  private static final class Decoder implements PacketDecoder {
    private final int maxConnectBytes;

    Decoder(int maxConnectBytes) {
      this.maxConnectBytes = maxConnectBytes;
    }

    @Override
    public @Nullable Packet text(byte[] utf8, int offset, int length) throws PacketException {
      throw new PacketException("a text message; packets are in MessagePack");
    }

    @Override
    public @Nullable Packet binary(byte[] data) throws PacketException {
      Object tree;
      try {
        tree = new MsgpackReader(data).read();
      } catch (JsonException e) {
        throw new PacketException(String.valueOf(e.getMessage()), e);
      }
      if (!(tree instanceof Map<?, ?> map)) {
        throw new PacketException("a packet that is not a map");
      }
      PacketType type = type(map.get("type"));
      if (type == PacketType.CONNECT && data.length > maxConnectBytes) {
        throw PacketException.limit("a CONNECT packet of " + data.length + " bytes");
      }
      if (!(map.get("nsp") instanceof String namespace)) {
        throw new PacketException("a packet without a namespace");
      }
      long id = map.get("id") == null ? Packet.NO_ID : id(map.get("id"));
      Object payload = map.get("data");
      PacketDecoder.check(type, payload != null, payload, id);
      return new Packet(type, namespace, id, payload);
    }

    private static PacketType type(@Nullable Object number) throws PacketException {
      PacketType type = number instanceof Integer n ? PacketType.of('0' + n) : null;
      if (type == null || type.binary()) {
        throw new PacketException("packet type " + number);
      }
      return type;
    }

    private static long id(@Nullable Object number) throws PacketException {
      if ((number instanceof Integer || number instanceof Long)
          && ((Number) number).longValue() >= 0) {
        return ((Number) number).longValue();
      }
      throw new PacketException("acknowledgement id " + number);
    }

    @Override
    public void close() {
      // Packets are complete in one message.
    }
  }
}
