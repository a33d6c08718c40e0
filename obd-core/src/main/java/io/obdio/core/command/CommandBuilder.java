package io.obdio.core.command;

import io.obdio.core.decode.Decoder;
import io.obdio.core.decode.Decoders;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a command of one's own. Immutable: each step returns a new builder.
 *
 * @param <V> the value's type
 */
public final class CommandBuilder<V> {

  private final String name;
  private final String description;
  private final @Nullable DiagnosticRequest request;
  private final int answerBytes;
  private final Decoder<V> decoder;
  private final @Nullable EcuFilter ecus;
  private final @Nullable Boolean repeatable;

  private CommandBuilder(
      String name,
      String description,
      @Nullable DiagnosticRequest request,
      int answerBytes,
      Decoder<V> decoder,
      @Nullable EcuFilter ecus,
      @Nullable Boolean repeatable) {
    this.name = name;
    this.description = description;
    this.request = request;
    this.answerBytes = answerBytes;
    this.decoder = decoder;
    this.ecus = ecus;
    this.repeatable = repeatable;
  }

  static CommandBuilder<Payload> of(String name) {
    return new CommandBuilder<>(name, name, null, 0, Decoders.RAW, null, null);
  }

  /** What it is, for a person. Without it the name stands. */
  public CommandBuilder<V> description(String text) {
    return new CommandBuilder<>(name, text, request, answerBytes, decoder, ecus, repeatable);
  }

  /**
   * What is sent, to all ECUs: hex digits from the service id on, such as {@code 22F190}.
   *
   * @throws IllegalArgumentException if it is no hex text or empty
   */
  public CommandBuilder<V> request(String hex) {
    return request(DiagnosticRequest.functional(Payload.ofHex(hex)));
  }

  /** What is sent. */
  public CommandBuilder<V> request(DiagnosticRequest what) {
    return new CommandBuilder<>(name, description, what, answerBytes, decoder, ecus, repeatable);
  }

  /** A command to the adapter, such as {@code ATRV}. */
  public CommandBuilder<V> adapter(String command) {
    return request(new DiagnosticRequest.ToAdapter(command));
  }

  /**
   * The one ECU to ask, such as {@code 7E0} or {@code 18DA10F1}. Give the request first.
   *
   * @throws IllegalArgumentException if it is no address
   * @throws IllegalStateException if there is no request to a vehicle yet
   */
  public CommandBuilder<V> to(String ecu) {
    return to(RequestTarget.of(EcuAddress.parse(ecu)));
  }

  /** The one ECU to ask; throws as {@link #to(String)} does. */
  public CommandBuilder<V> to(RequestTarget target) {
    if (request instanceof DiagnosticRequest.ToVehicle vehicle) {
      return request(new DiagnosticRequest.ToVehicle(vehicle.payload(), Optional.of(target)));
    }
    throw new IllegalStateException(name + ": give the request before its target");
  }

  /** Length of one answer from its service id on; 0 (as without this) if it varies. */
  public CommandBuilder<V> answerBytes(int bytes) {
    return new CommandBuilder<>(name, description, request, bytes, decoder, ecus, repeatable);
  }

  /** Reads the answer. Without it the value is the bytes after the echo of the request. */
  public <T> CommandBuilder<T> decoder(Decoder<T> reader) {
    return new CommandBuilder<>(name, description, request, answerBytes, reader, ecus, repeatable);
  }

  /** Whose answers make up the plain value. Without it: all, or the adapter's. */
  public CommandBuilder<V> ecus(EcuFilter filter) {
    return new CommandBuilder<>(
        name, description, request, answerBytes, decoder, filter, repeatable);
  }

  /** Whether it may stand in a watch loop. Without it: if its service only reads. */
  public CommandBuilder<V> repeatable(boolean harmless) {
    return new CommandBuilder<>(name, description, request, answerBytes, decoder, ecus, harmless);
  }

  /**
   * The command.
   *
   * @throws IllegalStateException if it has no request
   */
  public ObdCommand<V> build() {
    if (request == null) {
      throw new IllegalStateException("command " + name + " has no request");
    }
    boolean toAdapter = request instanceof DiagnosticRequest.ToAdapter;
    return new ObdCommand<>(
        name,
        description,
        request,
        answerBytes,
        decoder,
        ecus != null ? ecus : toAdapter ? EcuFilter.ADAPTER : EcuFilter.ALL,
        repeatable != null ? repeatable : ObdCommand.onlyReads(request));
  }
}
