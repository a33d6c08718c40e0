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
 * A builder of commands: {@code ObdCommand.named("X").request("22F190").build()}. Not for use by
 * several threads.
 *
 * @param <V> the value's type
 */
public final class CommandBuilder<V> {

  private String name;
  private String description;
  private @Nullable DiagnosticRequest request;
  private int answerBytes;
  private Decoder<V> decoder;
  private @Nullable EcuFilter ecus;
  private @Nullable Boolean repeatable;
  private Channel channel = Channel.OBD;

  private CommandBuilder(String name, String description, Decoder<V> decoder) {
    this.name = name;
    this.description = description;
    this.decoder = decoder;
  }

  static CommandBuilder<Payload> of(String name) {
    return new CommandBuilder<>(name, name, Decoders.RAW);
  }

  static <V> CommandBuilder<V> of(ObdCommand<V> command) {
    return new CommandBuilder<>(command.name(), command.description(), command.decoder())
        .request(command.request())
        .answerBytes(command.answerBytes())
        .ecus(command.ecus())
        .repeatable(command.repeatable())
        .channel(command.channel());
  }

  /** Sets the name: unique, upper case. */
  public CommandBuilder<V> name(String text) {
    name = text;
    return this;
  }

  /** Sets the description for people; by default it is the name. */
  public CommandBuilder<V> description(String text) {
    description = text;
    return this;
  }

  /**
   * Sets the request, to all ECUs: hexadecimal digits from the service id on, such as {@code
   * 22F190}.
   *
   * @throws IllegalArgumentException if {@code hex} is empty or not hexadecimal
   */
  public CommandBuilder<V> request(String hex) {
    return request(DiagnosticRequest.functional(Payload.ofHex(hex)));
  }

  /** Sets the request. */
  public CommandBuilder<V> request(DiagnosticRequest value) {
    request = value;
    return this;
  }

  /** Sets a command to the adapter, such as {@code ATRV}, as the request. */
  public CommandBuilder<V> adapter(String command) {
    return request(new DiagnosticRequest.ToAdapter(command));
  }

  /**
   * Directs the request, which must be set before, to one ECU, such as {@code 7E0} or {@code
   * 18DA10F1}.
   *
   * @throws IllegalArgumentException if {@code ecu} is not an address
   * @throws IllegalStateException if there is no request to a vehicle yet
   */
  public CommandBuilder<V> to(String ecu) {
    return to(RequestTarget.of(EcuAddress.parse(ecu)));
  }

  /**
   * Directs the request, which must be set before, to one ECU.
   *
   * @throws IllegalStateException if there is no request to a vehicle yet
   */
  public CommandBuilder<V> to(RequestTarget target) {
    if (request instanceof DiagnosticRequest.ToVehicle vehicle) {
      return request(new DiagnosticRequest.ToVehicle(vehicle.payload(), Optional.of(target)));
    }
    throw new IllegalStateException(name + ": set the request before its target");
  }

  /** Sets the length of one response from its service id on; 0, the default, if it varies. */
  public CommandBuilder<V> answerBytes(int bytes) {
    answerBytes = bytes;
    return this;
  }

  /** Sets the decoder; by default the value is the bytes after the echo of the request. */
  public <T> CommandBuilder<T> decoder(Decoder<T> value) {
    @SuppressWarnings("unchecked") // this builder continues as one of the decoder's type
    CommandBuilder<T> typed = (CommandBuilder<T>) this;
    typed.decoder = value;
    return typed;
  }

  /** Sets the ECUs whose responses make up the plain value; by default all, or the adapter. */
  public CommandBuilder<V> ecus(EcuFilter value) {
    ecus = value;
    return this;
  }

  /**
   * Sets whether repeating the request is harmless, so that the command may be watched; by default
   * it is if the service only reads.
   */
  public CommandBuilder<V> repeatable(boolean value) {
    repeatable = value;
    return this;
  }

  /** Sets the group of values that the command belongs to; {@link Channel#OBD} by default. */
  public CommandBuilder<V> channel(Channel value) {
    channel = value;
    return this;
  }

  /** Sets one column of a table's row. */
  void column(Column column) {
    if (column instanceof Channel value) {
      channel = value;
    } else if (column instanceof EcuFilter value) {
      ecus = value;
    }
  }

  /**
   * Returns the command.
   *
   * @throws IllegalArgumentException if the name is blank
   * @throws IllegalStateException if there is no request
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
        repeatable != null ? repeatable : ObdCommand.onlyReads(request),
        channel);
  }
}
