package io.obdio.socketio.app.query;

import io.obdio.core.command.CommandBuilder;
import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.message.Payload;
import io.obdio.socketio.app.failure.UserError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request that a user writes as hexadecimal digits: {@code 010C}, {@code 22F190@7E0}. */
final class RawRequest {

  private static final Pattern FORM =
      Pattern.compile("((?:[0-9A-F]{2}){1,64})(?:@([0-9A-F]{2,8}))?", Pattern.CASE_INSENSITIVE);

  private RawRequest() {}

  /**
   * Returns the command of a request.
   *
   * @return empty if {@code text} does not have the form of a request
   * @throws UserError if the address is invalid
   */
  static Optional<ObdCommand<?>> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String name = text.toUpperCase(Locale.ROOT);
    try {
      CommandBuilder<Payload> builder = ObdCommand.named(name).request(matcher.group(1));
      String ecu = matcher.group(2);
      return Optional.of((ecu == null ? builder : builder.to(ecu)).build());
    } catch (IllegalArgumentException e) {
      throw new UserError("request '" + text + "': " + e.getMessage());
    }
  }

  /** Returns the commands of the registry that decode the response to a raw request. */
  static List<ObdCommand<?>> decoders(Commands commands, ObdCommand<?> raw) {
    return commands.all().stream()
        .filter(command -> !raw.payload().isEmpty() && command.payload().equals(raw.payload()))
        .toList();
  }
}
