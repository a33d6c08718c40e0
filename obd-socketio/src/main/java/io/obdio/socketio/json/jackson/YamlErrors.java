package io.obdio.socketio.json.jackson;

import tools.jackson.core.JacksonException;

/** The messages of the YAML parser for users: what it read and what it expected. */
final class YamlErrors {

  private YamlErrors() {}

  /** Returns one line, without the quotation of the source. */
  static String text(JacksonException failure) {
    StringBuilder text = new StringBuilder();
    for (String line : String.valueOf(failure.getOriginalMessage()).lines().toList()) {
      boolean quotation = line.isBlank() || line.startsWith(" ");
      if (!quotation && text.indexOf(line) < 0) {
        text.append(text.length() == 0 ? "" : ": ").append(line.strip());
      }
    }
    return text.toString();
  }
}
