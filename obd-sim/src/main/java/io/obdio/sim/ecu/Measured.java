package io.obdio.sim.ecu;

import io.obdio.sim.vehicle.Signal;

/** Where an encoder finds values: the car as it is now, or a freeze frame. */
@FunctionalInterface
interface Measured {

  /** The signal's value, within its range. */
  double get(Signal signal);
}
