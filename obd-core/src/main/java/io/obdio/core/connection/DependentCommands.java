package io.obdio.core.connection;

import io.obdio.core.command.DependentDecoder;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.NoValue.Reason;
import io.obdio.core.decode.Decoded;
import io.obdio.core.decode.Decoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The inputs of commands with a {@link DependentDecoder}: requested together with them; decodes
 * their responses when the inputs are known. One use, one thread.
 */
final class DependentCommands {

  /** Bounds the commands that one command may depend on. */
  private static final int MAX_INPUTS = 256;

  private final List<ObdResponse<?>> responses;
  private final ResponseReader reader;
  private final Map<ObdCommand<?>, ObdResponse<?>> done = new HashMap<>();

  private DependentCommands(List<ObdResponse<?>> responses, ResponseReader reader) {
    this.responses = responses;
    this.reader = reader;
  }

  /**
   * Returns {@code commands}, followed by the inputs that they need and that are not among them.
   */
  static List<ObdCommand<?>> withInputs(List<ObdCommand<?>> commands) {
    if (commands.stream().noneMatch(DependentCommands::isDependent)) {
      return commands;
    }
    List<ObdCommand<?>> all = new ArrayList<>(commands);
    for (int i = 0; i < all.size() && all.size() < commands.size() + MAX_INPUTS; i++) {
      if (all.get(i).decoder() instanceof DependentDecoder<?> decoder) {
        decoder.inputs().stream().filter(input -> !all.contains(input)).forEach(all::add);
      }
    }
    return all;
  }

  private static boolean isDependent(ObdCommand<?> command) {
    return command.decoder() instanceof DependentDecoder<?>;
  }

  /**
   * Returns the responses with those of dependent commands decoded.
   *
   * @param responses the responses to {@link #withInputs}, in that order
   * @param reader decodes them
   */
  static List<ObdResponse<?>> decoded(List<ObdResponse<?>> responses, ResponseReader reader) {
    if (responses.stream().noneMatch(response -> isDependent(response.command()))) {
      return responses;
    }
    return new DependentCommands(responses, reader).decoded();
  }

  private List<ObdResponse<?>> decoded() {
    List<ObdResponse<?>> decoded = new ArrayList<>();
    for (ObdResponse<?> response : responses) {
      decoded.add(decoded(response));
    }
    return decoded;
  }

  /** Decodes a response, and those of its inputs first. Inputs do not depend on it in turn. */
  private ObdResponse<?> decoded(ObdResponse<?> response) {
    if (!isDependent(response.command()) || response.messages().isEmpty()) {
      return response;
    }
    ObdResponse<?> known = done.get(response.command());
    if (known == null) {
      known = bound(response);
      done.put(response.command(), known);
    }
    return known;
  }

  @SuppressWarnings("unchecked") // the decoder is the command's own
  private <V> ObdResponse<V> bound(ObdResponse<V> response) {
    ObdCommand<V> command = response.command();
    DependentDecoder<V> decoder = (DependentDecoder<V>) command.decoder();
    List<Decoded<?>> values = new ArrayList<>();
    for (ObdCommand<?> input : decoder.inputs()) {
      values.add(value(input));
    }
    Decoder<V> bound = data -> decoder.decode(data, values);
    ObdResponse<V> read =
        reader.read(
            command.toBuilder().decoder(bound).build(), response.messages(), response.time());
    V value = read.valueOrNull();
    return value == null
        ? ObdResponse.empty(
            command,
            response.time(),
            read.noValue().orElse(new NoValue(Reason.NO_DATA, "")),
            response.messages())
        : ObdResponse.of(command, response.time(), value, read.byEcu(), response.messages());
  }

  private Decoded<?> value(ObdCommand<?> input) {
    for (ObdResponse<?> response : responses) {
      if (response.command().equals(input)) {
        Object value = decoded(response).valueOrNull();
        return value != null ? Decoded.of(value) : Decoded.failed("no value");
      }
    }
    return Decoded.failed("not requested");
  }
}
