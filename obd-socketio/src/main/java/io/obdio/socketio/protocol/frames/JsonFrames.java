package io.obdio.socketio.protocol.frames;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.engineio.server.Frames;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.protocol.Packet;
import io.obdio.socketio.protocol.PacketDecoder;
import io.obdio.socketio.protocol.PacketType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The standard representation of packets: JSON texts with binary attachments. */
public final class JsonFrames implements FrameParser {
  private static final byte[] NOTHING = {};

  private final JsonCodec json;

  /** Creates a parser. */
  public JsonFrames(JsonCodec json) {
    this.json = json;
  }

  @Override
  public ByteBuf encode(PacketType type, String namespace, long id, @Nullable Object data)
      throws JsonException {
    List<byte[]> attachments = new ArrayList<>(0);
    byte[] text = data == null ? NOTHING : json.encode(data, attachments);
    String head = head(type, attachments.size(), namespace, id);
    int size = head.length() + text.length;
    for (byte[] attachment : attachments) {
      size += attachment.length;
    }
    ByteBuf out = Frames.allocate(size, 1 + attachments.size());
    Frames.text(out, head, text);
    for (byte[] attachment : attachments) {
      Frames.binary(out, attachment);
    }
    return out;
  }

  @Override
  public PacketDecoder decoder(PacketLimits limits) {
    return new JsonPacketDecoder(json, limits);
  }

  private static String head(PacketType type, int attachments, String namespace, long id) {
    StringBuilder head = new StringBuilder(24);
    if (attachments == 0) {
      head.append(type.code());
    } else {
      PacketType binary = type == PacketType.ACK ? PacketType.BINARY_ACK : PacketType.BINARY_EVENT;
      head.append(binary.code()).append(attachments).append('-');
    }
    if (namespace.length() > 1) {
      head.append(namespace).append(',');
    }
    if (id != Packet.NO_ID) {
      head.append(id);
    }
    return head.toString();
  }
}
