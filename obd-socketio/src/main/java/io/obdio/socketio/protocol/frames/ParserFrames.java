package io.obdio.socketio.protocol.frames;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.obdio.socketio.engineio.server.Frames;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.protocol.Packet;
import io.obdio.socketio.protocol.PacketDecoder;
import io.obdio.socketio.protocol.PacketParser;
import io.obdio.socketio.protocol.PacketType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frames of a packet parser that the program replaced. */
public final class ParserFrames implements FrameParser {
  private static final byte[] EMPTY = {};

  private final PacketParser parser;

  /** Creates a parser of frames. */
  public ParserFrames(PacketParser parser) {
    this.parser = parser;
  }

  @Override
  public ByteBuf encode(PacketType type, String namespace, long id, @Nullable Object data)
      throws JsonException {
    List<Object> messages = parser.encode(new Packet(type, namespace, id, data));
    int size = 0;
    for (Object message : messages) {
      size += message instanceof byte[] bytes ? bytes.length : ByteBufUtil.utf8Bytes(text(message));
    }
    ByteBuf out = Frames.allocate(size, messages.size());
    for (Object message : messages) {
      if (message instanceof byte[] bytes) {
        Frames.binary(out, bytes);
      } else {
        Frames.text(out, text(message), EMPTY);
      }
    }
    return out;
  }

  private static String text(Object message) {
    return message.toString();
  }

  @Override
  public PacketDecoder decoder(PacketLimits limits) {
    return parser.decoder(limits.maxAttachments(), limits.maxConnectBytes());
  }
}
