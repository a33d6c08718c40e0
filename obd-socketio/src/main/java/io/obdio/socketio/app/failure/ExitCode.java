package io.obdio.socketio.app.failure;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The exit codes of the program. Codes from 64 are those of {@code sysexits.h}; after a signal the
 * code is 128 plus the number of the signal, such as 143 after SIGTERM.
 */
public enum ExitCode {
  /** Success. */
  OK(0, "success"),
  /** The result is not complete. */
  INCOMPLETE(1, "a value is missing, a check found a difference, or nothing matches"),
  /** An error that the user can correct. */
  USER_ERROR(2, "the command line, the configuration or a file must be corrected"),
  /** The memory is exhausted; a supervisor such as systemd starts the program again. */
  OUT_OF_MEMORY(3, "the memory is exhausted"),
  /** There is no connection to a vehicle (EX_UNAVAILABLE). */
  NO_VEHICLE(69, "the adapter cannot be opened, or the vehicle does not answer"),
  /** A defect of the program (EX_SOFTWARE). */
  INTERNAL(70, "an internal error, which is to be reported");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** Returns the number, 0 to 127. */
  public int code() {
    return code;
  }

  /** Returns the meaning as a phrase for users. */
  public String meaning() {
    return meaning;
  }

  /** Returns the meanings by number, for the help. */
  public static Map<String, String> table() {
    Map<String, String> table = new LinkedHashMap<>();
    for (ExitCode each : values()) {
      table.put(String.valueOf(each.code), each.meaning);
    }
    return table;
  }
}
