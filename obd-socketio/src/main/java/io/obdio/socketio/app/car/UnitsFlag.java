package io.obdio.socketio.app.car;

import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.app.failure.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag of the system of units. */
public final class UnitsFlag {

  @Option(
      names = "--units",
      paramLabel = "SYSTEM",
      description = {
        "Units of the values: metric, imperial_us (or imperial), imperial_uk, pairs such as",
        "kPa=bar,km/h=mph, or a name followed by pairs. Default: those of the commands."
      })
  private @Nullable String units;

  /** Creates the flag, which the parser sets. */
  public UnitsFlag() {}

  /**
   * Returns the system of units.
   *
   * @throws UserError if it is invalid
   */
  public UnitSystem system() {
    try {
      return units == null ? UnitSystem.AS_DEFINED : UnitSystem.parse(units);
    } catch (IllegalArgumentException e) {
      throw new UserError("--units: " + e.getMessage());
    }
  }
}
