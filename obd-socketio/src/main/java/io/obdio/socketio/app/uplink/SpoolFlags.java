package io.obdio.socketio.app.uplink;

import io.obdio.socketio.app.config.EnumWords;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.telemetry.BatchFormat;
import picocli.CommandLine.Option;

/** The sending of the history as flags. */
public final class SpoolFlags {

  @Option(
      names = "--uplink-format",
      paramLabel = "FORMAT",
      defaultValue = "json",
      description =
          "Form of the batches in which the uplink sends the history: json (compressed), json-plain,"
              + " or delta, the smallest one. Default: ${DEFAULT-VALUE}.")
  String format = "json";

  @Option(
      names = "--uplink-past-trips",
      negatable = true,
      description =
          "A new uplink also sends the trips that are in the history already. Default: it begins"
              + " with what is recorded next.")
  boolean pastTrips;

  /** Creates flags, which the parser sets. */
  public SpoolFlags() {}

  /**
   * Returns the format of batches.
   *
   * @throws UserError if there is none of this name
   */
  BatchFormat format() {
    try {
      return EnumWords.parse(BatchFormat.class, format);
    } catch (IllegalArgumentException e) {
      throw new UserError("--uplink-format: " + e.getMessage());
    }
  }
}
