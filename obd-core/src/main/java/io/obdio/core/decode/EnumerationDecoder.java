package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import java.util.List;

/**
 * A byte that stands for a text. Codes beyond the table stay readable: {@code Unknown (42)}.
 *
 * @param offset index of the byte
 * @param texts by code, from 0 on
 */
record EnumerationDecoder(int offset, List<String> texts) implements Decoder<String> {

  /** Copies the texts. */
  public EnumerationDecoder {
    texts = List.copyOf(texts);
  }

  @Override
  public Decoded<String> decode(Payload data) {
    return data.length() <= offset
        ? Decoded.tooShort(data.length(), offset + 1)
        : Decoded.of(text(texts, data.at(offset)));
  }

  /** The text of a code. */
  static String text(List<String> texts, int code) {
    return code < texts.size() ? texts.get(code) : unknown(code);
  }

  /** The text of the one bit that is set, the least significant being 0. */
  static String textOfBit(List<String> texts, int bits) {
    int bit = Integer.numberOfTrailingZeros(bits);
    return Integer.bitCount(bits) == 1 && bit < texts.size() ? texts.get(bit) : unknown(bits);
  }

  static String unknown(int code) {
    return "Unknown (" + code + ")";
  }
}
