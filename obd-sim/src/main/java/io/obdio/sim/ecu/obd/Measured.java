package io.obdio.sim.ecu.obd;

import io.obdio.sim.vehicle.VehicleSignal;

/** The source of an encoder's values: the vehicle's current state, or a freeze frame. */
@FunctionalInterface
public interface Measured {

  /** Returns the value of a signal, within its range. */
  double get(VehicleSignal signal);
}
