package io.obdio.sim.elm327;

/** What outlives a loss of power. */
final class NonvolatileMemory {

  /** As {@code AT SP} takes it: {@code 0}, {@code 6}, {@code A6}. */
  String protocol = "0";

  /** What {@code AT @3} stored; empty for nothing. */
  String deviceId = "";

  /** What {@code AT SD} stored. */
  int dataByte;

  /** What {@code AT CV} made of the voltage meter. */
  double voltageFactor = 1.0;

  final ProgrammableParameters parameters;

  NonvolatileMemory(ElmIdentity identity) {
    parameters = new ProgrammableParameters(identity);
  }
}
