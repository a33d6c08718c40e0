package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import io.obdio.core.unit.Unit;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A conversion of one ECU's response to a value. Implementations have no state and may be called by
 * any thread.
 *
 * @param <V> the value's type
 */
@FunctionalInterface
public interface Decoder<V> {

  /**
   * Decodes the data of one ECU's response. Does not throw, whatever the bytes are.
   *
   * @param data the bytes after the echo of the request (service id, and PID or infotype with frame
   *     number or item count if the service has them)
   */
  Decoded<V> decode(Payload data);

  /**
   * Combines the values of two ECUs, for commands that concern the whole vehicle. By default
   * returns the first.
   */
  default V merge(V first, V second) {
    return first;
  }

  /**
   * Returns the unit of the quantities that this decoder gives.
   *
   * @return empty if it gives values of another kind
   */
  default Optional<Unit> quantityUnit() {
    return range().map(QuantityRange::unit);
  }

  /**
   * Returns the unit and the range of the quantities that this decoder gives.
   *
   * @return empty if it gives values of another kind, or if the range is unknown
   */
  default Optional<QuantityRange> range() {
    return Optional.empty();
  }

  /**
   * Returns the resolution: the difference between two adjacent quantities, in their unit.
   *
   * @return empty if this decoder gives values of another kind, or if the resolution is unknown
   */
  default OptionalDouble resolution() {
    return OptionalDouble.empty();
  }

  /**
   * Returns the resolution of one of several values.
   *
   * @param name the name of the value
   * @return empty if this decoder does not give such a quantity, or if the resolution is unknown
   */
  default OptionalDouble resolution(String name) {
    return OptionalDouble.empty();
  }
}
