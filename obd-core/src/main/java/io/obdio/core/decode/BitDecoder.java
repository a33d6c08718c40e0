package io.obdio.core.decode;

import io.obdio.core.message.Payload;

/**
 * True if any bit of a mask is set.
 *
 * @param offset index of the byte
 * @param mask which bits count, 01..FF
 */
record BitDecoder(int offset, int mask) implements Decoder<Boolean> {

  @Override
  public Decoded<Boolean> decode(Payload data) {
    return data.length() <= offset
        ? Decoded.tooShort(data.length(), offset + 1)
        : Decoded.of((data.at(offset) & mask) != 0);
  }
}
