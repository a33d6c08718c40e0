package io.obdio.socketio.cluster;

import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.protocol.Msgpack;
import io.obdio.socketio.server.Adapter.SavedSession;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A codec between messages and the bytes that the Redis adapters of Socket.IO exchange: fields of a
 * stream's entry, MessagePack on a channel, and stored sessions. Safe for use by any thread.
 */
public final class EnvelopeCodec {
  /** The names of an entry's fields. */
  public static final String UID = "uid";

  /** The name of the field with the namespace. */
  public static final String NAMESPACE = "nsp";

  private static final String TYPE = "type";
  private static final String DATA = "data";

  /** The names of the fields of an entry, in the order that Node writes. */
  public static final List<String> FIELDS = List.of(UID, NAMESPACE, TYPE, DATA);

  private final JsonCodec json;

  /** Creates a codec. */
  public EnvelopeCodec(JsonCodec json) {
    this.json = json;
  }

  /**
   * Returns the fields of a stream's entry, in the order of {@link #FIELDS}. {@code data} is JSON,
   * or MessagePack in base64 if there are byte arrays in it.
   *
   * @throws JsonException if an argument cannot be written
   */
  public Map<String, byte[]> entry(Envelope envelope) throws JsonException {
    Map<String, byte[]> fields = new LinkedHashMap<>();
    fields.put(UID, ascii(envelope.uid()));
    fields.put(NAMESPACE, envelope.namespace().getBytes(StandardCharsets.UTF_8));
    fields.put(TYPE, ascii(Integer.toString(envelope.message().type().code())));
    Map<String, @Nullable Object> data = MessageCodec.encode(envelope.message());
    List<byte[]> binary = new ArrayList<>(0);
    byte[] text = json.encode(data, binary);
    fields.put(
        DATA, binary.isEmpty() ? text : Base64.getEncoder().encode(Msgpack.encode(data, json)));
    return fields;
  }

  /**
   * Reads an entry.
   *
   * @return the message; null if it has no meaning for an adapter
   * @throws MessageException if the entry is not as the protocol requires
   */
  public @Nullable Envelope entry(Map<String, byte[]> fields) throws MessageException {
    byte[] data = fields.get(DATA);
    ClusterMessage message =
        MessageCodec.decode(code(text(fields, TYPE)), data == null ? null : decode(data));
    return message == null
        ? null
        : new Envelope(text(fields, UID), text(fields, NAMESPACE), message);
  }

  private @Nullable Object decode(byte[] data) throws MessageException {
    try {
      return data.length > 0 && data[0] == '{'
          ? json.decode(data, 0, data.length)
          : Msgpack.decode(Base64.getDecoder().decode(data));
    } catch (JsonException | IllegalArgumentException e) {
      throw new MessageException("data is neither JSON nor MessagePack in base64");
    }
  }

  /**
   * Returns the bytes of a message on a channel.
   *
   * @throws JsonException if an argument cannot be written
   */
  public byte[] message(Envelope envelope) throws JsonException {
    return Msgpack.encode(map(envelope), json);
  }

  /**
   * Returns the bytes of a message on a sharded channel: JSON, or MessagePack if there are byte
   * arrays in it.
   *
   * @throws JsonException if an argument cannot be written
   */
  public byte[] shardedMessage(Envelope envelope) throws JsonException {
    Map<String, @Nullable Object> map = map(envelope);
    List<byte[]> binary = new ArrayList<>(0);
    byte[] text = json.encode(map, binary);
    return binary.isEmpty() ? text : Msgpack.encode(map, json);
  }

  private static Map<String, @Nullable Object> map(Envelope envelope) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put(TYPE, envelope.message().type().code());
    map.put(DATA, MessageCodec.encode(envelope.message()));
    map.put(UID, envelope.uid());
    map.put(NAMESPACE, envelope.namespace());
    return map;
  }

  /**
   * Reads a message of a channel, in JSON or MessagePack.
   *
   * @return the message; null if it has no meaning for an adapter
   * @throws MessageException if the bytes are not as the protocol requires
   */
  public @Nullable Envelope message(byte[] bytes) throws MessageException {
    MessageFields fields;
    try {
      Object value =
          bytes.length > 0 && bytes[0] == '{'
              ? json.decode(bytes, 0, bytes.length)
              : Msgpack.decode(bytes);
      fields = MessageFields.of(value, "message");
    } catch (JsonException e) {
      throw new MessageException("neither JSON nor MessagePack: " + e.getMessage());
    }
    ClusterMessage message = MessageCodec.decode(fields.number(TYPE), fields.value(DATA));
    return message == null ? null : new Envelope(fields.text(UID), fields.text(NAMESPACE), message);
  }

  /**
   * Returns the text under which a session is stored.
   *
   * @throws JsonException if the data cannot be written
   */
  public byte[] session(SavedSession session) throws JsonException {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("sid", session.id());
    map.put("pid", session.privateId());
    map.put("rooms", List.copyOf(session.rooms()));
    map.put("data", session.data());
    return Base64.getEncoder().encode(Msgpack.encode(map, json));
  }

  /**
   * Reads a stored session.
   *
   * @throws MessageException if the text is not as the protocol requires
   */
  public SavedSession session(byte[] text) throws MessageException {
    try {
      MessageFields fields =
          MessageFields.of(Msgpack.decode(Base64.getDecoder().decode(text)), "session");
      return new SavedSession(
          fields.text("sid"),
          fields.text("pid"),
          fields.texts("rooms"),
          PlainValues.present(fields.objectOrEmpty("data").values()));
    } catch (JsonException | IllegalArgumentException e) {
      throw new MessageException("the session is not MessagePack in base64");
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(Map<String, byte[]> fields, String name) throws MessageException {
    byte[] value = fields.get(name);
    if (value == null) {
      throw new MessageException("the entry has no " + name);
    }
    return new String(value, StandardCharsets.UTF_8);
  }

  private static int code(String type) throws MessageException {
    try {
      return Integer.parseInt(type);
    } catch (NumberFormatException e) {
      throw new MessageException("type '" + type + "' is not a number");
    }
  }
}
