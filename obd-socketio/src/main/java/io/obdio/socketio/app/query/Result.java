package io.obdio.socketio.app.query;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.NoValue;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.decode.Decoded;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.NegativeResponse;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import io.obdio.core.unit.UnitSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The result of a query.
 *
 * @param queried what was requested
 * @param response the response
 * @param lines the value for people; empty without a value
 */
record Result(Queried queried, ObdResponse<?> response, List<ValueLine> lines) {

  static Result of(Queried queried, ObdResponse<?> response, UnitSystem system) {
    Object value = response.valueOrNull();
    List<ValueLine> lines =
        queried.raw()
            ? rawLines(queried, response, system)
            : value == null ? List.of() : ValueLines.of(queried.command().decoder(), value, system);
    return new Result(queried, response, lines);
  }

  boolean isMissing() {
    return response.isEmpty();
  }

  /** Returns why there is no value. */
  String reason() {
    return response.noValue().map(NoValue::toString).orElse("");
  }

  /** Returns this result; if it has no lines, with the kind of reason as its line. */
  Result orReason() {
    String kind =
        response.noValue().map(why -> why.reason().name().toLowerCase(Locale.ROOT)).orElse("");
    return lines.isEmpty()
        ? new Result(queried, response, List.of(ValueLine.text("", "- " + kind)))
        : this;
  }

  private static List<ValueLine> rawLines(
      Queried queried, ObdResponse<?> response, UnitSystem system) {
    List<ValueLine> messages = new ArrayList<>();
    for (EcuMessage message : response.messages()) {
      messages.add(
          ValueLine.text(
              message.ecu().toString(), message.payload().toHex() + meaning(message.payload())));
    }
    if (messages.isEmpty()) {
      return List.of();
    }
    List<ValueLine> lines = new ArrayList<>();
    lines.add(ValueLine.text("", decoded(queried, response, system)));
    lines.addAll(messages);
    return lines;
  }

  private static String meaning(Payload payload) {
    return NegativeResponse.parse(payload).map(negative -> " (" + negative.name() + ")").orElse("");
  }

  private static String decoded(Queried queried, ObdResponse<?> response, UnitSystem system) {
    List<String> texts = new ArrayList<>();
    for (ObdCommand<?> command : queried.decoders()) {
      for (EcuMessage message : response.messages()) {
        decode(command, message).ifPresent(value -> add(texts, command, value, system));
      }
    }
    if (!texts.isEmpty()) {
      return String.join(", ", texts);
    }
    int count = response.messages().size();
    return count + (count == 1 ? " response" : " responses");
  }

  private static void add(
      List<String> texts, ObdCommand<?> command, Object value, UnitSystem system) {
    String text = command.name() + " " + ValueLines.text(command.decoder(), value, system);
    if (!texts.contains(text)) {
      texts.add(text);
    }
  }

  private static Optional<Object> decode(ObdCommand<?> command, EcuMessage message) {
    Payload data = Service.data(command.payload(), message);
    return data != null && command.decoder().decode(data) instanceof Decoded.Value<?> value
        ? Optional.of(value.value())
        : Optional.empty();
  }
}
