package io.obdio.core.decode;

import java.util.List;

/** Texts of states inside answers of several values (SAE J1979-DA appendix B). */
public final class CodeTexts {

  /** Control of PIDs 70 and 71, two bits. */
  public static final List<String> LOOP = List.of("Reserved", "Open loop", "Closed loop", "Fault");

  /** Charging of PID 9A. */
  public static final List<String> CHARGING =
      List.of("Charge sustaining", "Charge depleting", "Charge increasing");

  private CodeTexts() {}
}
