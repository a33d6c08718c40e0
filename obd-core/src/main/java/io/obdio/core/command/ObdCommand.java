package io.obdio.core.command;

import io.obdio.core.decode.Decoder;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import java.util.OptionalInt;

/**
 * A question that a vehicle or an adapter may be asked, and how to read the answer.
 *
 * @param name unique, upper case, such as {@code RPM}
 * @param description for a person
 * @param request what is sent
 * @param answerBytes length of one answer from its service id on, without the frame number of
 *     service 02; 0 if it varies
 * @param decoder reads the answer
 * @param ecus whose answers make up the plain value
 * @param repeatable asking again and again does no harm; false for what clears, writes or moves
 * @param <V> the value's type
 */
public record ObdCommand<V>(
    String name,
    String description,
    DiagnosticRequest request,
    int answerBytes,
    Decoder<V> decoder,
    EcuFilter ecus,
    boolean repeatable) {

  /** Checks the name. */
  public ObdCommand {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a command needs a name");
    }
  }

  /** A command that is repeatable if its service only reads. */
  public ObdCommand(
      String name,
      String description,
      DiagnosticRequest request,
      int answerBytes,
      Decoder<V> decoder,
      EcuFilter ecus) {
    this(name, description, request, answerBytes, decoder, ecus, onlyReads(request));
  }

  /** Returns whether repeating {@code request} is harmless. */
  static boolean onlyReads(DiagnosticRequest request) {
    if (request instanceof DiagnosticRequest.ToVehicle vehicle) {
      return Service.of(vehicle.payload()).isRepeatable();
    }
    return request instanceof DiagnosticRequest.ToAdapter adapter
        && AdapterCommands.isReading(adapter.command());
  }

  /** Begins a command of one's own: {@code ObdCommand.named("X").request("22F190").build()}. */
  public static CommandBuilder<Payload> named(String name) {
    return CommandBuilder.of(name);
  }

  /** True if it may stand in a watch loop. */
  public boolean isRepeatable() {
    return repeatable;
  }

  /** The request's bytes; empty for commands to the adapter. */
  public Payload payload() {
    return request instanceof DiagnosticRequest.ToVehicle vehicle
        ? vehicle.payload()
        : Payload.EMPTY;
  }

  /** The service (SAE J1979) or service id (ISO 14229-1); empty for commands to the adapter. */
  public OptionalInt service() {
    Payload payload = payload();
    return payload.isEmpty() ? OptionalInt.empty() : OptionalInt.of(payload.at(0));
  }

  /** The PID, TID, OBDMID or infotype; empty where the request has none. */
  public OptionalInt pid() {
    Payload payload = payload();
    return payload.length() < 2 ? OptionalInt.empty() : OptionalInt.of(payload.at(1));
  }

  @Override
  public String toString() {
    return name;
  }
}
