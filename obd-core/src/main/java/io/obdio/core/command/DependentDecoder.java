package io.obdio.core.command;

import io.obdio.core.decode.Decoded;
import io.obdio.core.decode.Decoder;
import io.obdio.core.message.Payload;
import java.util.List;

/**
 * A decoder that also needs the values of other commands. A connection requests these together with
 * the command itself. Immutable; any thread.
 *
 * @param <V> the value's type
 */
public interface DependentDecoder<V> extends Decoder<V> {

  /** Returns the commands whose values are needed; they do not depend on this one. */
  List<ObdCommand<?>> inputs();

  /**
   * Decodes one ECU's response. Never throws.
   *
   * @param data what follows the echo of the request
   * @param values the values of the {@link #inputs}, in their order, or why there is none
   */
  Decoded<V> decode(Payload data, List<Decoded<?>> values);

  /** Returns why there is no value: decoding without the inputs is not possible. */
  @Override
  default Decoded<V> decode(Payload data) {
    return Decoded.failed("the values of " + inputs() + " are not known");
  }
}
