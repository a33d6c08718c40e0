package io.obdio.sim.ecu.service;

import io.obdio.core.message.Payload;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Requests that an ECU refuses by its settings. Guarded by the vehicle's lock. */
public final class Refusals {

  private static final Payload NONE = Payload.of(new byte[0]);

  private final Map<Integer, Integer> services = new HashMap<>();
  private int busyRepeats;
  private Payload last = NONE;
  private int repeated;

  /** Lets a service be refused with a negative response code. */
  public void refuse(int service, int nrc) {
    services.put(service, nrc);
  }

  /** Lets the first {@code count} attempts of each request be answered by busyRepeatRequest. */
  public void setBusyRepeats(int count) {
    busyRepeats = count;
    last = NONE;
  }

  /** Returns the negative response code for a request; empty if it is to be handled. */
  public Optional<Integer> check(Payload request) {
    Integer nrc = services.get(request.at(0));
    if (nrc != null || busyRepeats == 0) {
      return Optional.ofNullable(nrc);
    }
    if (!request.equals(last)) {
      last = request;
      repeated = 0;
    }
    if (repeated < busyRepeats) {
      repeated++;
      return Optional.of(Nrc.BUSY_REPEAT_REQUEST);
    }
    last = NONE;
    return Optional.empty();
  }
}
