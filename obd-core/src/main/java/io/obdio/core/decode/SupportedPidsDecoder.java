package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import io.obdio.core.value.SupportedPids;

/**
 * The decoder of a bit map of 32 supported PIDs.
 *
 * @param base the PID of the request
 * @param counted whether a message count precedes the map on the older buses (service 09)
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
