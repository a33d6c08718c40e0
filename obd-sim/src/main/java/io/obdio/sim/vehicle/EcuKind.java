package io.obdio.sim.vehicle;

import java.util.Arrays;
import java.util.Optional;

/** The ECUs that a simulated car may have. */
public enum EcuKind {
  /** Engine control: services 01 to 0A in full, and UDS. */
  ENGINE("engine", "ECM", "EngineControl"),
  /** Transmission control. */
  TRANSMISSION("transmission", "TCM", "Transmission"),
  /** Brakes: anti-lock system. */
  ABS("abs", "ABS", "BrakeSystem"),
  /** Battery of an electric or hybrid car. */
  EV_BATTERY("ev-battery", "BECM", "BatteryEnergy");

  private final String key;
  private final String acronym;
  private final String longName;

  EcuKind(String key, String acronym, String longName) {
    this.key = key;
    this.acronym = acronym;
    this.longName = longName;
  }

  /** The name in scenario files. */
  public String key() {
    return key;
  }

  /** The first part of its name in service 09 infotype 0A, at most 4 characters. */
  public String acronym() {
    return acronym;
  }

  /** The second part, at most 15 characters (SAE J1979-DA). */
  public String longName() {
    return longName;
  }

  /** The one of that name in scenario files. */
  public static Optional<EcuKind> ofKey(String key) {
    return Arrays.stream(values()).filter(k -> k.key.equals(key)).findFirst();
  }
}
