package io.obdio.sim.ecu.obd;

import io.obdio.sim.vehicle.VehicleSignal;

/** Where an encoder finds values: the car as it is now, or a freeze frame. */
@FunctionalInterface
public interface Measured {

  /** The signal's value, within its range. */
  double get(VehicleSignal signal);
}
