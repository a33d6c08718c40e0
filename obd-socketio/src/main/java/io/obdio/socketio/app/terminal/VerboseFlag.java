package io.obdio.socketio.app.terminal;

import java.util.List;
import picocli.CommandLine.Option;

/** The flag that prints every exchange with the vehicle, and debug messages of the log. */
public final class VerboseFlag {

  private static final String NAME = "--verbose";
  private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  @Option(
      names = NAME,
      description =
          "Print every request and response, and debug messages, to the standard error output.")
  private boolean verbose;

  /** Creates the flag, which the parser sets. */
  public VerboseFlag() {}

  /**
   * Sets the level of the log if the arguments contain the flag; to be called before the first
   * message, because the level is read once.
   */
  public static void apply(String... args) {
    if (List.of(args).contains(NAME)) {
      System.setProperty(LEVEL, "debug");
    }
  }

  /** Returns whether the flag is set. */
  public boolean isSet() {
    return verbose;
  }
}
