package io.obdio.sim.vehicle;

/** The ECUs that a simulated car may have. */
public enum EcuKind {
  /** Engine control: services 01 to 0A in full, and UDS. */
  ENGINE("engine", "ECM-EngineControl"),
  /** Transmission control. */
  TRANSMISSION("transmission", "TCM-Transmission"),
  /** Brakes: anti-lock system. */
  ABS("abs", "ABS-BrakeSystem"),
  /** Battery of an electric or hybrid car. */
  EV_BATTERY("ev-battery", "BCCM-BatteryEnergy");

  private final String key;
  private final String ecuName;

  EcuKind(String key, String ecuName) {
    this.key = key;
    this.ecuName = ecuName;
  }

  /** The name in scenario files. */
  public String key() {
    return key;
  }

  /** What it answers to service 09 infotype 0A, at most 20 characters (SAE J1979-DA). */
  public String ecuName() {
    return ecuName;
  }
}
