package io.obdio.sim.vehicle;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of ECU of a simulated vehicle. */
public enum EcuKind {
  /** Engine control: services 01 to 0A, and UDS. */
  ENGINE("engine", "ECM", "EngineControl"),
  /** Transmission control. */
  TRANSMISSION("transmission", "TCM", "Transmission"),
  /** Anti-lock brake system. */
  ABS("abs", "ABS", "BrakeSystem"),
  /** Traction battery of an electric or hybrid vehicle. */
  EV_BATTERY("ev-battery", "BECM", "BatteryEnergy");

  private final String key;
  private final String acronym;
  private final String longName;

  EcuKind(String key, String acronym, String longName) {
    this.key = key;
    this.acronym = acronym;
    this.longName = longName;
  }

  /** Returns the name in scenario files. */
  public String key() {
    return key;
  }

  /** Returns the first part of the ECU name (service 09 infotype 0A), at most 4 characters. */
  public String acronym() {
    return acronym;
  }

  /** Returns the second part of the ECU name, at most 15 characters (SAE J1979-DA). */
  public String longName() {
    return longName;
  }

  /** Returns the kind with the given name in scenario files. */
  public static Optional<EcuKind> ofKey(String key) {
    return Arrays.stream(values()).filter(k -> k.key.equals(key)).findFirst();
  }
}
