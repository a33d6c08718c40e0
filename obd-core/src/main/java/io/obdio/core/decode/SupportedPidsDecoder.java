package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import io.obdio.core.value.SupportedPids;

/**
 * A map of 32 supported numbers.
 *
 * @param base the number that was asked
 * @param counted on the older buses a message count stands before the map (service 09)
 */
record SupportedPidsDecoder(int base, boolean counted) implements Decoder<SupportedPids> {

  @Override
  public Decoded<SupportedPids> decode(Payload data) {
    int from = counted && data.length() >= 5 ? 1 : 0;
    return data.length() < from + 4
        ? Decoded.tooShort(data.length(), from + 4)
        : Decoded.of(new SupportedPids(base, (int) data.uint32(from)));
  }

  @Override
  public SupportedPids merge(SupportedPids first, SupportedPids second) {
    return first.or(second);
  }
}
