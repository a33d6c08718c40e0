package io.obdio.socketio.protocol;

import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A writer of trees in MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md). */
final class MsgpackWriter {
  private static final int MAX_DEPTH = 500;

  private final JsonCodec json;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);

  MsgpackWriter(JsonCodec json) {
    this.json = json;
  }

  byte[] write(@Nullable Object value) throws JsonException {
    write(value, 0);
    return out.toByteArray();
  }

  private void write(@Nullable Object value, int depth) throws JsonException {
    if (depth > MAX_DEPTH) {
      throw new JsonException("more than " + MAX_DEPTH + " levels", null);
    }
    if (value == null) {
      out.write(0xC0);
    } else if (value instanceof Boolean b) {
      out.write(b ? 0xC3 : 0xC2);
    } else if (value instanceof Integer || value instanceof Long) {
      integer(((Number) value).longValue());
    } else if (value instanceof Short || value instanceof Byte) {
      integer(((Number) value).longValue());
    } else if (value instanceof Number number) {
      number(0xCB, Double.doubleToLongBits(number.doubleValue()), 8);
    } else if (value instanceof CharSequence text) {
      text(text.toString());
    } else if (value instanceof byte[] bytes) {
      sized(bytes.length, -1, 0, 0xC4, 0xC5, 0xC6);
      out.writeBytes(bytes);
    } else if (value instanceof Map<?, ?> map) {
      sized(map.size(), 0x80, 16, -1, 0xDE, 0xDF);
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        text(String.valueOf(entry.getKey()));
        write(entry.getValue(), depth + 1);
      }
    } else if (value instanceof Iterable<?> list) {
      list(list, depth);
    } else if (value instanceof Object[] array) {
      list(Arrays.asList(array), depth);
    } else {
      write(tree(value), depth + 1);
    }
  }

  private void list(Iterable<?> elements, int depth) throws JsonException {
    Collection<?> list;
    if (elements instanceof Collection<?> collection) {
      list = collection;
    } else {
      List<@Nullable Object> copy = new ArrayList<>();
      elements.forEach(copy::add);
      list = copy;
    }
    sized(list.size(), 0x90, 16, -1, 0xDC, 0xDD);
    for (Object element : list) {
      write(element, depth + 1);
    }
  }

  /** Converts a value that only the codec can read, such as a record. */
  private @Nullable Object tree(Object value) throws JsonException {
    List<byte[]> attachments = new ArrayList<>(0);
    byte[] utf8 = json.encode(value, attachments);
    try {
      return Attachments.place(json.decode(utf8, 0, utf8.length), attachments);
    } catch (PacketException e) {
      throw new JsonException("a placeholder without an attachment", e);
    }
  }

  private void integer(long value) {
    if (value >= -32 && value <= 127) {
      out.write((int) value);
    } else if (value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE) {
      number(0xD0, value, 1);
    } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
      number(0xD1, value, 2);
    } else if (value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE) {
      number(0xD2, value, 4);
    } else if (Math.abs(value) <= 1L << 53) {
      number(0xCB, Double.doubleToLongBits((double) value), 8); // the numbers of JavaScript
    } else {
      number(0xD3, value, 8);
    }
  }

  private void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    sized(utf8.length, 0xA0, 32, 0xD9, 0xDA, 0xDB);
    out.writeBytes(utf8);
  }

  /** Writes the first byte and the length of a string, array, map or binary value. */
  private void sized(int size, int fixed, int fixedBelow, int one, int two, int four) {
    if (size < fixedBelow) {
      out.write(fixed | size);
    } else if (size <= 0xFF && one >= 0) {
      number(one, size, 1);
    } else if (size <= 0xFFFF) {
      number(two, size, 2);
    } else {
      number(four, size, 4);
    }
  }

  private void number(int first, long bits, int bytes) {
    out.write(first);
    byte[] all = ByteBuffer.allocate(8).putLong(bits).array();
    out.write(all, 8 - bytes, bytes);
  }
}
