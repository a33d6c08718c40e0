package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import java.util.Optional;

/**
 * A decoder with the range of its quantities.
 *
 * @param decoder decodes
 * @param quantities what it can give
 */
record RangedDecoder(Decoder<Quantity> decoder, QuantityRange quantities)
    implements Decoder<Quantity> {

  @Override
  public Decoded<Quantity> decode(Payload data) {
    return decoder.decode(data);
  }

  @Override
  public Optional<QuantityRange> range() {
    return Optional.of(quantities);
  }
}
