package io.obdio.socketio.protocol.frames;

import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.protocol.Attachments;
import io.obdio.socketio.protocol.Packet;
import io.obdio.socketio.protocol.PacketDecoder;
import io.obdio.socketio.protocol.PacketException;
import io.obdio.socketio.protocol.PacketType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decoder of packets in JSON, each with its attachments as further messages. For one thread. */
final class JsonPacketDecoder implements PacketDecoder {
  /** 2^53 has 16 digits: what JavaScript counts exactly. */
  private static final int MAX_ID_DIGITS = 15;

  /** Memory that a parsed JSON text occupies at most, in multiples of its size. */
  private static final int EXPANSION = 16;

  private final JsonCodec json;
  private final PacketLimits limits;
  private @Nullable Packet waiting;
  private int missing;
  private @Nullable List<byte[]> attachments;
  private long reserved;

  JsonPacketDecoder(JsonCodec json, PacketLimits limits) {
    this.json = json;
    this.limits = limits;
  }

  @Override
  public @Nullable Packet text(byte[] utf8, int offset, int length) throws PacketException {
    if (waiting != null) {
      throw new PacketException("a text message instead of an attachment");
    }
    Header header = new Header(utf8, offset, offset + length);
    header.read();
    if (header.count > limits.maxAttachments()) {
      throw new PacketException(header.count + " attachments, at most " + limits.maxAttachments());
    }
    if (header.type == PacketType.CONNECT && length > limits.maxConnectBytes()) {
      throw PacketException.limit("a CONNECT packet of " + length + " bytes");
    }
    Object data = null;
    if (header.at < header.end) {
      try {
        data = json.decode(utf8, header.at, header.end - header.at);
      } catch (JsonException e) {
        throw new PacketException(String.valueOf(e.getMessage()), e);
      }
    }
    boolean hasData = header.at < header.end;
    PacketDecoder.check(header.type, hasData, data, header.id);
    Packet packet = new Packet(plain(header.type), header.namespace, header.id, data);
    if (!header.type.binary()) {
      return packet;
    }
    if (header.count == 0) {
      return withAttachments(packet, List.of());
    }
    reserve((long) EXPANSION * length);
    waiting = packet;
    missing = header.count;
    attachments = new ArrayList<>(header.count);
    return null;
  }

  @Override
  public @Nullable Packet binary(byte[] data) throws PacketException {
    Packet packet = waiting;
    List<byte[]> list = attachments;
    if (packet == null || list == null) {
      throw new PacketException("an unexpected attachment");
    }
    if (--missing > 0) {
      reserve(data.length);
      list.add(data);
      return null;
    }
    list.add(data);
    close();
    return withAttachments(packet, list);
  }

  private void reserve(long bytes) throws PacketException {
    if (!limits.budget().reserve(bytes)) {
      throw PacketException.limit("too many bytes of incomplete packets");
    }
    reserved += bytes;
  }

  @Override
  public void close() {
    waiting = null;
    attachments = null;
    limits.budget().release(reserved);
    reserved = 0;
  }

  private static PacketType plain(PacketType type) {
    return switch (type) {
      case BINARY_EVENT -> PacketType.EVENT;
      case BINARY_ACK -> PacketType.ACK;
      default -> type;
    };
  }

  private static Packet withAttachments(Packet packet, List<byte[]> list) throws PacketException {
    return new Packet(
        packet.type(), packet.namespace(), packet.id(), Attachments.place(packet.data(), list));
  }

  /** The part before the JSON: type, number of attachments, namespace, id. */
  private static final class Header {
    private final byte[] in;
    private final int end;
    private int at;
    private PacketType type = PacketType.EVENT;
    private int count;
    private String namespace = "/";
    private long id = Packet.NO_ID;

    Header(byte[] in, int at, int end) {
      this.in = in;
      this.at = at;
      this.end = end;
    }

    void read() throws PacketException {
      PacketType read = at < end ? PacketType.of(in[at++]) : null;
      if (read == null) {
        throw new PacketException("no packet type");
      }
      type = read;
      if (type.binary()) {
        long number = digits(4);
        if (number < 0 || at >= end || in[at] != '-') {
          throw new PacketException("no number of attachments");
        }
        count = (int) number;
        at++;
      }
      if (at < end && in[at] == '/') {
        readNamespace();
      }
      id = digits(MAX_ID_DIGITS);
    }

    private void readNamespace() {
      int from = at;
      while (at < end && in[at] != ',') {
        at++;
      }
      namespace = new String(in, from, at - from, StandardCharsets.UTF_8);
      if (at < end) {
        at++;
      }
      int query = namespace.indexOf('?');
      if (query >= 0) {
        namespace = namespace.substring(0, query);
      }
    }

    private long digits(int max) throws PacketException {
      int from = at;
      long value = 0;
      while (at < end && in[at] >= '0' && in[at] <= '9') {
        if (at - from == max) {
          throw new PacketException("a number of more than " + max + " digits");
        }
        value = value * 10 + (in[at++] - '0');
      }
      return at == from ? -1 : value;
    }
  }
}
