package io.obdio.socketio.app.check;

import io.obdio.core.command.Service09;
import io.obdio.core.decode.Decoded;
import io.obdio.core.definition.DefinitionException;
import io.obdio.core.definition.Definitions;
import io.obdio.core.definition.ModelYears;
import io.obdio.core.message.Payload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The reader of files of recorded answers, one JSON object per line. */
final class Replies {

  private Replies() {}

  private static final Payload VIN = Payload.of(0x09, 0x02);

  /**
   * Reads a file; blank lines are skipped.
   *
   * @param year the model year of answers that do not state it; empty for that of a VIN in the file
   * @throws DefinitionException if it cannot be read, or a line is not valid
   */
  static List<TextReply> read(Path file, OptionalInt year) throws DefinitionException {
    List<TextReply> replies = read(file);
    OptionalInt known = year.isPresent() ? year : yearOfVin(replies);
    return replies.stream().map(reply -> reply.orYear(known)).toList();
  }

  /** Returns the model year of the first VIN. */
  private static OptionalInt yearOfVin(List<TextReply> replies) {
    return replies.stream()
        .filter(reply -> reply.request().equals(VIN))
        .flatMap(reply -> reply.data().stream())
        .map(Service09.VIN.decoder()::decode)
        .flatMap(
            decoded ->
                decoded instanceof Decoded.Value<String> value
                    ? Stream.of(value.value())
                    : Stream.empty())
        .map(ModelYears::ofVin)
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  private static List<TextReply> read(Path file) throws DefinitionException {
    List<TextReply> replies = new ArrayList<>();
    int number = 0;
    for (String line : Definitions.read(file).split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        try {
          replies.add(TextReply.parse(line, number));
        } catch (IllegalArgumentException e) {
          throw new DefinitionException(file + ": line " + number + ": " + e.getMessage(), e);
        }
      }
    }
    return List.copyOf(replies);
  }
}
