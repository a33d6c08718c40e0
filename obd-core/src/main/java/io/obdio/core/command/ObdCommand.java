package io.obdio.core.command;

import io.obdio.core.decode.Decoder;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import java.util.OptionalInt;

/**
 * A request that a vehicle or an adapter answers, and the decoder of the answer.
 *
 * @param name unique, upper case, such as {@code RPM}
 * @param description for people
 * @param request the request
 * @param answerBytes length of one response from its service id on, without the frame number of
 *     service 02; 0 if it varies
 * @param decoder the decoder of the data behind the echo
 * @param ecus the ECUs whose responses make up the plain value
 * @param repeatable whether repeating the request is harmless; false for what clears, writes or
 *     controls
 * @param channel the group of values that the command belongs to
 * @param <V> the value's type
 */
public record ObdCommand<V>(
    String name,
    String description,
    DiagnosticRequest request,
    int answerBytes,
    Decoder<V> decoder,
    EcuFilter ecus,
    boolean repeatable,
    Channel channel) {

  /** Checks the name. */
  public ObdCommand {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a command needs a name");
    }
  }

  /** Creates a command that is repeatable if its service only reads, in {@link Channel#OBD}. */
  public ObdCommand(
      String name,
      String description,
      DiagnosticRequest request,
      int answerBytes,
      Decoder<V> decoder,
      EcuFilter ecus) {
    this(name, description, request, answerBytes, decoder, ecus, onlyReads(request), Channel.OBD);
  }

  /** Returns whether repeating {@code request} is harmless. */
  static boolean onlyReads(DiagnosticRequest request) {
    if (request instanceof DiagnosticRequest.ToVehicle vehicle) {
      return Service.of(vehicle.payload()).isRepeatable();
    }
    return request instanceof DiagnosticRequest.ToAdapter adapter
        && AdapterCommands.isReading(adapter.command());
  }

  /**
   * Returns a builder of a new command: {@code ObdCommand.named("X").request("22F190").build()}.
   */
  public static CommandBuilder<Payload> named(String name) {
    return CommandBuilder.of(name);
  }

  /** Returns a builder that begins with all properties of this command. */
  public CommandBuilder<V> toBuilder() {
    return CommandBuilder.of(this);
  }

  /** Returns whether the command may be watched; the same as {@link #repeatable()}. */
  public boolean isRepeatable() {
    return repeatable;
  }

  /** Returns the bytes of the request; empty for commands to the adapter. */
  public Payload payload() {
    return request instanceof DiagnosticRequest.ToVehicle vehicle
        ? vehicle.payload()
        : Payload.EMPTY;
  }

  /** Returns the service id, 0..255; empty for commands to the adapter. */
  public OptionalInt service() {
    Payload payload = payload();
    return payload.isEmpty() ? OptionalInt.empty() : OptionalInt.of(payload.at(0));
  }

  /** Returns the PID, TID, OBDMID or infotype, 0..255; empty if the request has none. */
  public OptionalInt pid() {
    Payload payload = payload();
    return payload.length() < 2 ? OptionalInt.empty() : OptionalInt.of(payload.at(1));
  }

  @Override
  public String toString() {
    return name;
  }
}
