package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A decoder with the range and the resolution of its quantities.
 *
 * @param decoder decodes
 * @param quantities what it can give
 * @param resolution the difference between two adjacent quantities
 */
record RangedDecoder(Decoder<Quantity> decoder, QuantityRange quantities, OptionalDouble resolution)
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
