package io.obdio.sim.elm327;

import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.ecu.SimulatedVehicle;
import java.util.List;

/** What the adapter finds at the diagnostic connector. Asked by the adapter's thread. */
public interface ElmCar {

  /** The simulated car. */
  static ElmCar of(SimulatedVehicle car) {
    return new ElmCar() {
      @Override
      public List<Ecu> ecus() {
        return car.ecus();
      }

      @Override
      public boolean ignitionOn() {
        return car.vehicle().ignition();
      }

      @Override
      public double voltage() {
        return car.vehicle().voltage();
      }
    };
  }

  /** The ECUs on the bus. */
  List<Ecu> ecus();

  /** False while no ECU answers. */
  boolean ignitionOn();

  /** At pin 16, in volts. */
  double voltage();
}
