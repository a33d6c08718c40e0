package io.obdio.sim.scenario;

import java.io.IOException;

/** A scenario file, or a log that it names, is invalid or cannot be read. */
public final class ScenarioException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final String field;
  private final String reason;

  ScenarioException(String file, int line, String field, String reason) {
    super(
        file
            + (line > 0 ? ":" + line : "")
            + ": "
            + (field.isEmpty() ? "" : field + ": ")
            + reason);
    this.file = file;
    this.line = line;
    this.field = field;
    this.reason = reason;
  }

  /** Returns the file's name as it was given. */
  public String file() {
    return file;
  }

  /** Returns the line, from 1 on; 0 if the message is about the whole file. */
  public int line() {
    return line;
  }

  /** Returns the field, such as {@code signals.rpm}; "" if the message is about the whole file. */
  public String field() {
    return field;
  }

  /** Returns the reason, with what was expected. */
  public String reason() {
    return reason;
  }
}
