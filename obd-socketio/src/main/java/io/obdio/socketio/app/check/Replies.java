package io.obdio.socketio.app.check;

import io.obdio.core.definition.DefinitionException;
import io.obdio.core.definition.Definitions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads files of recorded answers, one JSON object a line. */
final class Replies {

  private Replies() {}

  /**
   * Reads a file; blank lines are skipped.
   *
   * @throws DefinitionException if it cannot be read, or a line is not valid
   */
  static List<TextReply> read(Path file) throws DefinitionException {
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
