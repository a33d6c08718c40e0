package io.obdio.sim.elm327;

/** The values that survive a loss of power. */
final class NonvolatileMemory {

  /** The argument of {@code AT SP}: {@code 0}, {@code 6}, {@code A6}. */
  String protocol = "0";

  /** The text of {@code AT @3}; empty if none is stored. */
  String deviceId = "";

  /** The byte of {@code AT SD}. */
  int dataByte;

  /** The calibration factor of {@code AT CV}. */
  double voltageFactor = 1.0;

  final ProgrammableParameters parameters;

  NonvolatileMemory(ElmIdentity identity) {
    parameters = new ProgrammableParameters(identity);
  }
}
