package io.obdio.socketio.cluster;

import io.obdio.socketio.cluster.ClusterMessage.Broadcast;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.protocol.Msgpack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A codec between messages and the bytes of {@code @socket.io/redis-adapter} and {@code
 * redis-emitter} on Pub/Sub: broadcasts are arrays in MessagePack, requests and responses objects
 * in JSON, or in MessagePack if there are byte arrays in them. Safe for use by any thread.
 */
public final class ClassicCodec {
  /** The uid of {@code redis-emitter}, which is no server. */
  public static final String EMITTER = "emitter";

  private static final String UID = "uid";
  private static final String TYPE = "type";
  private static final String DATA = "data";
  private static final String PACKET = "packet";
  private static final String OPTIONS = "opts";
  private static final String NAMESPACE = "nsp";
  private static final String ROOMS = "rooms";
  private static final String REQUEST_ID = "requestId";
  private static final String SOCKETS = "sockets";

  private final JsonCodec json;

  /** Creates a codec. */
  public ClassicCodec(JsonCodec json) {
    this.json = json;
  }

  /**
   * Returns the bytes of an event for clients.
   *
   * @param envelope its message is a {@link Broadcast}
   * @throws JsonException if an argument cannot be written
   */
  public byte[] broadcast(Envelope envelope) throws JsonException {
    Map<String, @Nullable Object> data = MessageCodec.encode(envelope.message());
    List<@Nullable Object> message = new ArrayList<>(3);
    message.add(envelope.uid());
    message.add(packet(data, envelope.namespace()));
    message.add(data.get(OPTIONS));
    return Msgpack.encode(message, json);
  }

  private static Map<Object, @Nullable Object> packet(
      Map<String, @Nullable Object> data, String namespace) {
    Map<Object, @Nullable Object> packet = new LinkedHashMap<>();
    if (data.get(PACKET) instanceof Map<?, ?> map) {
      packet.putAll(map);
    }
    packet.put(NAMESPACE, namespace);
    return packet;
  }

  /**
   * Reads an event for clients.
   *
   * @return null if it is for another namespace
   * @throws MessageException if the bytes are not as the protocol requires
   */
  public @Nullable Envelope broadcast(byte[] bytes, String namespace) throws MessageException {
    if (!(value(bytes) instanceof List<?> list)
        || list.size() < 3
        || !(list.get(0) instanceof String uid)) {
      throw new MessageException("not an array of uid, packet and options");
    }
    if (!MessageFields.of(list.get(1), PACKET).textOr(NAMESPACE, "/").equals(namespace)) {
      return null;
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put(PACKET, list.get(1));
    data.put(OPTIONS, list.get(2));
    ClusterMessage message = MessageCodec.decode(MessageType.BROADCAST.code(), data);
    return message == null ? null : new Envelope(uid, namespace, message);
  }

  /**
   * Returns the bytes of a request to the other servers, or of the response to one.
   *
   * @throws JsonException if an argument cannot be written
   */
  public byte[] exchange(Envelope envelope) throws JsonException {
    ClusterMessage message = envelope.message();
    Map<String, @Nullable Object> data = MessageCodec.encode(message);
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    boolean response =
        switch (message.type()) {
          case FETCH_SOCKETS_RESPONSE,
              SERVER_SIDE_EMIT_RESPONSE,
              BROADCAST_CLIENT_COUNT,
              BROADCAST_ACK ->
              true;
          default -> false;
        };
    if (!response) {
      map.put(UID, envelope.uid());
    }
    ClassicType type = ClassicType.of(message);
    if (type != null) {
      map.put(TYPE, type.code());
    }
    map.putAll(data);
    if (type == ClassicType.SERVER_SIDE_EMIT) {
      map.put(DATA, map.remove(PACKET));
    } else if (type == ClassicType.BROADCAST) {
      map.put(PACKET, packet(data, envelope.namespace()));
    }
    return write(map);
  }

  /**
   * Returns the bytes of the response to a request for rooms or ids.
   *
   * @throws JsonException never: all values are strings
   */
  public byte[] answer(ClassicRequest request, List<String> names) throws JsonException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (request instanceof ClassicRequest.Rooms rooms) {
      map.put(REQUEST_ID, rooms.requestId());
      map.put(ROOMS, names);
    } else if (request instanceof ClassicRequest.Ids ids) {
      map.put(REQUEST_ID, ids.requestId());
      map.put(SOCKETS, names);
    }
    return write(map);
  }

  private byte[] write(Map<String, @Nullable Object> map) throws JsonException {
    List<byte[]> binary = new ArrayList<>(0);
    byte[] text = json.encode(map, binary);
    return binary.isEmpty() ? text : Msgpack.encode(map, json);
  }

  /**
   * Reads a request of another server.
   *
   * @return null if it has no meaning for an adapter
   * @throws MessageException if the bytes are not as the protocol requires
   */
  public @Nullable ClassicRequest request(byte[] bytes, String namespace) throws MessageException {
    MessageFields fields = MessageFields.of(value(bytes), "request");
    ClassicType type = ClassicType.of(fields.number(TYPE));
    if (type == null) {
      return null;
    }
    String uid = fields.textOr(UID, EMITTER); // the emitter omits it
    return switch (type) {
      case SOCKETS -> new ClassicRequest.Ids(uid, fields.text(REQUEST_ID), fields.texts(ROOMS));
      case ALL_ROOMS -> new ClassicRequest.Rooms(uid, fields.text(REQUEST_ID));
      case SERVER_SIDE_EMIT -> message(uid, namespace, type, renamed(fields));
      case BROADCAST_CLIENT_COUNT, BROADCAST_ACK -> null; // responses
      default -> message(uid, namespace, type, fields);
    };
  }

  /** Returns the members with the name that ClusterAdapter gives to {@code data}. */
  private static MessageFields renamed(MessageFields fields) {
    Map<String, @Nullable Object> map = fields.values();
    map.put(PACKET, map.remove(DATA));
    return new MessageFields(map);
  }

  private static @Nullable ClassicRequest message(
      String uid, String namespace, ClassicType type, MessageFields fields)
      throws MessageException {
    MessageType other = type.type();
    ClusterMessage message = other == null ? null : MessageCodec.decode(other.code(), fields.map());
    return message == null
        ? null
        : new ClassicRequest.Message(new Envelope(uid, namespace, message));
  }

  /**
   * Reads a response, which does not name its sender.
   *
   * @return null if it has no meaning for an adapter, such as the answer to a request for rooms
   * @throws MessageException if the bytes are not as the protocol requires
   */
  public @Nullable ClusterMessage response(byte[] bytes) throws MessageException {
    MessageFields fields = MessageFields.of(value(bytes), "response");
    if (!fields.has(TYPE)) {
      boolean described = // not only their ids
          fields.value(SOCKETS) instanceof List<?> list
              && list.stream().allMatch(Map.class::isInstance);
      return described
          ? MessageCodec.decode(MessageType.FETCH_SOCKETS_RESPONSE.code(), fields.map())
          : null;
    }
    ClassicType type = ClassicType.of(fields.number(TYPE));
    if (type == ClassicType.SERVER_SIDE_EMIT) {
      return MessageCodec.decode(
          MessageType.SERVER_SIDE_EMIT_RESPONSE.code(), renamed(fields).map());
    }
    if (type == ClassicType.BROADCAST_ACK || type == ClassicType.BROADCAST_CLIENT_COUNT) {
      MessageType other = type.type();
      return other == null ? null : MessageCodec.decode(other.code(), fields.map());
    }
    return null;
  }

  private @Nullable Object value(byte[] bytes) throws MessageException {
    try {
      return bytes.length > 0 && bytes[0] == '{'
          ? json.decode(bytes, 0, bytes.length)
          : Msgpack.decode(bytes);
    } catch (JsonException e) {
      throw new MessageException("neither JSON nor MessagePack: " + e.getMessage());
    }
  }
}
