package io.obdio.socketio.cluster;

import io.obdio.socketio.cluster.ClusterMessage.Broadcast;
import io.obdio.socketio.cluster.ClusterMessage.Disconnect;
import io.obdio.socketio.cluster.ClusterMessage.Join;
import io.obdio.socketio.cluster.ClusterMessage.Leave;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.server.Adapter.BroadcastEvent;
import io.obdio.socketio.server.Adapter.Delivery;
import io.obdio.socketio.server.Adapter.Selection;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the messages of python-socketio's client managers: JSON since version 5.14.0. Older
 * versions send pickles, which can run any code where they are read: they are refused. Safe for use
 * by any thread.
 */
public final class PythonCodec {
  /** The first byte of a pickle of protocol 2 or later. */
  private static final int PICKLE = 0x80;

  private static final String SID = "sid";
  private static final String ROOM = "room";
  private static final String DATA = "data";
  private static final String PLACEHOLDER = "_placeholder";

  private final JsonCodec json;

  /** Creates a reader. */
  public PythonCodec(JsonCodec json) {
    this.json = json;
  }

  /**
   * Reads a message.
   *
   * @return null if it has no meaning for other servers
   * @throws MessageException if it is a pickle, or not as python-socketio writes it
   */
  public @Nullable Envelope decode(byte[] bytes) throws MessageException {
    if (bytes.length > 0 && (bytes[0] & 0xFF) == PICKLE) {
      throw new MessageException(
          "a pickle, which python-socketio sends before version 5.14.0: update python-socketio");
    }
    MessageFields fields = MessageFields.of(value(bytes), "message");
    ClusterMessage message = message(fields);
    return message == null
        ? null
        : new Envelope(
            "python-" + fields.textOr("host_id", ""), fields.textOr("namespace", "/"), message);
  }

  private @Nullable Object value(byte[] bytes) throws MessageException {
    try {
      return json.decode(bytes, 0, bytes.length);
    } catch (JsonException e) {
      throw new MessageException("not JSON: " + e.getMessage());
    }
  }

  private static @Nullable ClusterMessage message(MessageFields fields) throws MessageException {
    return switch (fields.text("method")) {
      case "emit" -> emit(fields);
      case "close_room" -> {
        String room = fields.text(ROOM);
        yield new Leave(one(room), Set.of(room));
      }
      case "enter_room" -> new Join(one(fields.text(SID)), Set.of(fields.text(ROOM)));
      case "leave_room" -> new Leave(one(fields.text(SID)), Set.of(fields.text(ROOM)));
      case "disconnect" -> new Disconnect(one(fields.text(SID)), false);
      default -> null; // "callback": nothing here awaits one
    };
  }

  private static Selection one(String room) {
    return new Selection(Set.of(room), Set.of(), true);
  }

  private static ClusterMessage emit(MessageFields fields) throws MessageException {
    List<@Nullable Object> args = arguments(fields.value(DATA));
    if (fields.flag("binary")) {
      args = joined(args);
    }
    BroadcastEvent event = new BroadcastEvent(fields.text("event"), args, Delivery.RELIABLE, null);
    return new Broadcast(
        event, new Selection(names(fields, ROOM), names(fields, "skip_sid"), true));
  }

  /** Returns one or several names; none for null. */
  private static Set<String> names(MessageFields fields, String name) {
    String one = fields.optionalText(name);
    return one == null ? fields.texts(name) : Set.of(one);
  }

  /** Returns a list as the arguments, as since 5.15.1; before, it was the only argument. */
  private static List<@Nullable Object> arguments(@Nullable Object data) {
    if (data instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    List<@Nullable Object> one = new ArrayList<>(1);
    if (data != null) {
      one.add(data);
    }
    return one;
  }

  /** Returns the first of the parts with the others, in base64, in place of its placeholders. */
  private static List<@Nullable Object> joined(List<@Nullable Object> parts)
      throws MessageException {
    if (parts.isEmpty()) {
      throw new MessageException("data is empty");
    }
    List<byte[]> attachments = new ArrayList<>(parts.size());
    for (Object part : parts.subList(1, parts.size())) {
      if (!(part instanceof String text)) {
        throw new MessageException("an attachment is not a string");
      }
      try {
        attachments.add(Base64.getDecoder().decode(text));
      } catch (IllegalArgumentException e) {
        throw new MessageException("an attachment is not base64");
      }
    }
    return arguments(joined(parts.get(0), attachments));
  }

  private static @Nullable Object joined(@Nullable Object value, List<byte[]> attachments)
      throws MessageException {
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      for (Object item : list) {
        copy.add(joined(item, attachments));
      }
      return copy;
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    if (Boolean.TRUE.equals(map.get(PLACEHOLDER))) {
      int number = new MessageFields(map).number("num");
      if (number < 0 || number >= attachments.size()) {
        throw new MessageException("attachment " + number + " is missing");
      }
      return attachments.get(number);
    }
    Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      copy.put(entry.getKey(), joined(entry.getValue(), attachments));
    }
    return copy;
  }
}
