package io.obdio.socketio.app.doctor;

import java.util.List;

/**
 * The vehicle, however it was reached.
 *
 * @param protocol its name; empty if no vehicle answered
 * @param failure why no vehicle answered; empty if one did
 * @param ecus the addresses of the ECUs that answered
 * @param requestMillis the mean time of a request in ms; NaN if it was not measured
 */
record ObservedVehicle(String protocol, String failure, List<String> ecus, double requestMillis) {

  ObservedVehicle {
    ecus = List.copyOf(ecus);
  }

  boolean answered() {
    return !protocol.isEmpty();
  }
}
