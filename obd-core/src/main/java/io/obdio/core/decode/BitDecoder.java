package io.obdio.core.decode;

import io.obdio.core.message.Payload;

/**
 * The decoder of a flag: true if any bit of a mask is set.
 *
 * @param offset index of the byte
 * @param mask the bits, 01..FF
 */
record BitDecoder(int offset, int mask) implements Decoder<Boolean> {

  @Override
  public Decoded<Boolean> decode(Payload data) {
    return data.length() <= offset
        ? Decoded.tooShort(data.length(), offset + 1)
        : Decoded.of((data.at(offset) & mask) != 0);
  }
}
