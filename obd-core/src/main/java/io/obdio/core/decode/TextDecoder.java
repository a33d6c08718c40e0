package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import java.util.ArrayList;
import java.util.List;

/**
 * The decoder of one or several consecutive texts of a fixed length, as in vehicle information (SAE
 * J1979 service 09). Only NUL bytes at either end are padding; FF in all bytes is no text.
 *
 * @param length bytes of one text
 * @param shortest the least number of bytes of the last text: some ECUs count the number of items,
 *     which precedes the texts on CAN, as a part of the text, or omit a byte of padding
 */
record TextDecoder(int length, int shortest) implements Decoder<List<String>> {

  private static final String HEX = "0123456789ABCDEF";

  /** The representation of a NUL inside a text. */
  static final String NUL = "\\x00";

  @Override
  public Decoded<List<String>> decode(Payload data) {
    Payload items = withoutCount(data);
    if (items.length() < shortest) {
      return Decoded.tooShort(items.length(), length);
    }
    if (isErased(items)) {
      return Decoded.failed("not available: all bytes are FF");
    }
    List<String> texts = new ArrayList<>(1);
    int rest = items.length() % length;
    if (rest != 0 && rest < shortest) {
      // On the older buses messages have four bytes: a single text, padded with NULs.
      texts.add(text(items));
    } else {
      for (int from = 0; from < items.length(); from += length) {
        texts.add(text(items.slice(from, Math.min(length, items.length() - from))));
      }
    }
    return Decoded.of(List.copyOf(texts));
  }

  /** Returns whether no text was ever written: erased memory reads as FF. */
  private static boolean isErased(Payload items) {
    for (int i = 0; i < items.length(); i++) {
      if (items.at(i) != 0xFF) {
        return false;
      }
    }
    return true;
  }

  /** Returns the texts without the number of items, which precedes them on CAN. */
  private static Payload withoutCount(Payload data) {
    boolean counted = !data.isEmpty() && data.at(0) > 0 && data.at(0) < ' ';
    return counted ? data.from(1) : data;
  }

  /** Returns ISO 8859-1 without the NULs at both ends; control characters become {@code \x07}. */
  static String text(Payload data) {
    int from = 0;
    int to = data.length();
    while (from < to && data.at(from) == 0) {
      from++;
    }
    while (to > from && data.at(to - 1) == 0) {
      to--;
    }
    StringBuilder text = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      int c = data.at(i);
      if (c < ' ' || (c > '~' && c < 0xA0)) {
        text.append("\\x").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      } else {
        text.append((char) c);
      }
    }
    return text.toString();
  }
}
