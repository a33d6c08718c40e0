package io.obdio.sim.ecu.uds;

import java.util.Optional;

/** The diagnostic sessions of the simulated ECUs (ISO 14229-1). */
public enum Session {
  DEFAULT(0x01),
  PROGRAMMING(0x02),
  EXTENDED(0x03);

  private final int id;

  Session(int id) {
    this.id = id;
  }

  public int id() {
    return id;
  }

  public static Optional<Session> of(int id) {
    for (Session session : values()) {
      if (session.id == id) {
        return Optional.of(session);
      }
    }
    return Optional.empty();
  }
}
