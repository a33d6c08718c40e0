package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import java.util.Optional;

/**
 * Makes a value of one ECU's answer. Pure: no state, no clock, any thread.
 *
 * @param <V> the value's type
 */
@FunctionalInterface
public interface Decoder<V> {

  /**
   * Decodes one ECU's answer. Never throws, whatever the bytes.
   *
   * @param data what follows the echo of the request (service id, and PID or infotype with frame
   *     number or item count where the service has them)
   */
  Decoded<V> decode(Payload data);

  /**
   * Makes one value of two ECUs' values, for commands that speak of the vehicle as a whole. By
   * default the first ECU's stands.
   */
  default V merge(V first, V second) {
    return first;
  }

  /**
   * Returns the unit and the range of the quantities that this decoder gives.
   *
   * @return empty if it gives values of another kind, or if the range is unknown
   */
  default Optional<QuantityRange> range() {
    return Optional.empty();
  }
}
