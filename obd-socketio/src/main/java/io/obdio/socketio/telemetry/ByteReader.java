package io.obdio.socketio.telemetry;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A reader of what {@link ByteWriter} writes; it comes from outside. */
final class ByteReader {

  private static final int MAX_SHIFT = 56;

  private final byte[] data;
  private int position;

  ByteReader(byte[] data) {
    this.data = data;
  }

  private int octet() throws BatchException {
    if (position == data.length) {
      throw new BatchException("the batch is incomplete");
    }
    return data[position++] & 0xFF;
  }

  private long raw() throws BatchException {
    long value = 0;
    for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
      int octet = octet();
      value |= (long) (octet & 0x7F) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw new BatchException("an integer of more than 63 bits");
  }

  long number(long max) throws BatchException {
    long value = raw();
    if (value > max) {
      throw new BatchException("the integer " + value + " is above " + max);
    }
    return value;
  }

  /** Reads an integer with a sign and a limited amount. */
  long signed(long max) throws BatchException {
    long value = raw();
    long signed = value >>> 1 ^ -(value & 1);
    if (Math.abs(signed) > max) {
      throw new BatchException("the amount of " + signed + " is above " + max);
    }
    return signed;
  }

  /** Returns a count of elements that follow, each of at least one byte. */
  int atMost(int count) throws BatchException {
    if (count > data.length - position) {
      throw new BatchException("the batch is incomplete");
    }
    return count;
  }

  double real() throws BatchException {
    long bits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bits = bits << 8 | octet();
    }
    return Double.longBitsToDouble(bits);
  }

  String text(int max) throws BatchException {
    int length = atMost((int) number(4L * max));
    try {
      CharBuffer text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(data, position, length));
      position += length;
      if (text.length() > max) {
        throw new BatchException("a text of " + text.length() + " characters");
      }
      return text.toString();
    } catch (CharacterCodingException e) {
      throw new BatchException("a text is not valid UTF-8", e);
    }
  }

  void requireEnd() throws BatchException {
    if (position < data.length) {
      throw new BatchException("data after the end of the batch");
    }
  }
}
