package io.obdio.socketio.protocol;

import io.obdio.socketio.json.JsonException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reader of trees in MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md). Times
 * are read as ISO 8601 texts, as JSON has them, and JavaScript's undefined as null.
 */
final class MsgpackReader {
  private static final int MAX_DEPTH = 500;
  private static final int TIMESTAMP = -1;

  /** Values of one packet; each of them takes memory and time on an event loop. */
  private static final int MAX_VALUES = 250_000;

  private final ByteBuffer in;
  private int values;

  MsgpackReader(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  /** Returns the only value. */
  @Nullable Object read() throws JsonException {
    Object value;
    try {
      value = read(0);
    } catch (BufferUnderflowException e) {
      throw new JsonException("MessagePack that ends too early", e);
    }
    if (in.hasRemaining()) {
      throw new JsonException("more than one MessagePack value", null);
    }
    return value;
  }

  private @Nullable Object read(int depth) throws JsonException {
    if (depth > MAX_DEPTH) {
      throw new JsonException("more than " + MAX_DEPTH + " levels", null);
    }
    if (++values > MAX_VALUES) {
      throw new JsonException("more than " + MAX_VALUES + " values", null);
    }
    int first = in.get() & 0xFF;
    if (first <= 0x7F || first >= 0xE0) {
      return (int) (byte) first;
    }
    if (first <= 0x8F) {
      return map(first & 0x0F, depth);
    }
    if (first <= 0x9F) {
      return list(first & 0x0F, depth);
    }
    if (first <= 0xBF) {
      return text(first & 0x1F);
    }
    return switch (first) {
      case 0xC0 -> null;
      case 0xC2 -> false;
      case 0xC3 -> true;
      case 0xC4 -> bytes(size(1));
      case 0xC5 -> bytes(size(2));
      case 0xC6 -> bytes(size(4));
      case 0xC7 -> extension(size(1));
      case 0xC8 -> extension(size(2));
      case 0xC9 -> extension(size(4));
      case 0xCA -> (double) in.getFloat();
      case 0xCB -> number(in.getDouble());
      case 0xCC -> in.get() & 0xFF;
      case 0xCD -> in.getShort() & 0xFFFF;
      case 0xCE -> narrow(in.getInt() & 0xFFFFFFFFL);
      case 0xCF -> unsigned(in.getLong());
      case 0xD0 -> (int) in.get();
      case 0xD1 -> (int) in.getShort();
      case 0xD2 -> in.getInt();
      case 0xD3 -> narrow(in.getLong());
      case 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> extension(1 << (first - 0xD4));
      case 0xD9 -> text(size(1));
      case 0xDA -> text(size(2));
      case 0xDB -> text(size(4));
      case 0xDC -> list(size(2), depth);
      case 0xDD -> list(size(4), depth);
      case 0xDE -> map(size(2), depth);
      case 0xDF -> map(size(4), depth);
      default -> throw new JsonException("MessagePack type " + first, null);
    };
  }

  /** Reads a length, which cannot exceed what follows: each element has a byte or more. */
  private int size(int bytes) throws JsonException {
    long size =
        switch (bytes) {
          case 1 -> in.get() & 0xFF;
          case 2 -> in.getShort() & 0xFFFF;
          default -> in.getInt() & 0xFFFFFFFFL;
        };
    if (size > in.remaining()) {
      throw new JsonException("MessagePack that ends too early", null);
    }
    return (int) size;
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    in.get(bytes);
    return bytes;
  }

  private String text(int size) {
    return new String(bytes(size), StandardCharsets.UTF_8);
  }

  private List<@Nullable Object> list(int size, int depth) throws JsonException {
    List<@Nullable Object> list = new ArrayList<>(Math.min(size, 1_024));
    for (int i = 0; i < size; i++) {
      list.add(read(depth + 1));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(int size, int depth) throws JsonException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      Object key = read(depth + 1);
      if (!(key instanceof String) && !(key instanceof Number)) {
        throw new JsonException("a key that is not a string", null);
      }
      map.put(key.toString(), read(depth + 1));
    }
    return map;
  }

  private static Number narrow(long value) {
    return value == (int) value ? (Number) (int) value : (Number) value;
  }

  private static Number unsigned(long bits) {
    return bits >= 0
        ? narrow(bits)
        : (Number) new java.math.BigInteger(Long.toUnsignedString(bits));
  }

  /** Returns a long for a whole number: JavaScript sends those beyond 32 bits as doubles. */
  private static Number number(double value) {
    return value == Math.rint(value) && Math.abs(value) <= 1L << 53 && Math.abs(value) >= 1L << 31
        ? (Number) (long) value
        : (Number) value;
  }

  private @Nullable Object extension(int size) throws JsonException {
    int type = in.get();
    ByteBuffer data = ByteBuffer.wrap(bytes(size));
    if (type == 0 && size == 1) {
      return null; // notepack.io's undefined
    }
    if (type == 0 && size == 8) {
      return Instant.ofEpochMilli(data.getLong()).toString(); // notepack.io's dates
    }
    if (type == TIMESTAMP && size == 4) {
      return Instant.ofEpochSecond(data.getInt() & 0xFFFFFFFFL).toString();
    }
    if (type == TIMESTAMP && size == 8) {
      long bits = data.getLong();
      return Instant.ofEpochSecond(bits & 0x3FFFFFFFFL, bits >>> 34).toString();
    }
    if (type == TIMESTAMP && size == 12) {
      int nanos = data.getInt();
      return Instant.ofEpochSecond(data.getLong(), nanos).toString();
    }
    throw new JsonException("MessagePack extension " + type, null);
  }
}
