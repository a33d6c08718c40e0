package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import java.util.List;

/**
 * The decoder of a byte that encodes a text. Codes outside the table become {@code Unknown (42)}.
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

  /** Returns the text of a code. */
  static String text(List<String> texts, int code) {
    return code < texts.size() ? texts.get(code) : unknown(code);
  }

  /** Returns the text of the only bit that is set; bit 0 is the least significant. */
  static String textOfBit(List<String> texts, int bits) {
    int bit = Integer.numberOfTrailingZeros(bits);
    return Integer.bitCount(bits) == 1 && bit < texts.size() ? texts.get(bit) : unknown(bits);
  }

  static String unknown(int code) {
    return "Unknown (" + code + ")";
  }
}
