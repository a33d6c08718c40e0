package io.obdio.sim.bus;

import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.ecu.Ecu;
import java.util.List;

/** What the adapter finds at the diagnostic connector. Asked by the adapter's thread. */
public interface DiagnosticConnector {

  /** The simulated car. */
  static DiagnosticConnector of(SimulatedVehicle car) {
    return new DiagnosticConnector() {
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
