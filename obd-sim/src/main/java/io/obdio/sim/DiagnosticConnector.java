package io.obdio.sim;

import io.obdio.sim.ecu.Ecu;
import java.util.List;

/**
 * The vehicle as an adapter finds it at the diagnostic connector (SAE J1962). Called by the
 * adapter's thread.
 */
public interface DiagnosticConnector {

  /** Supply voltage with the engine and the ignition off, in volts. */
  double BATTERY_VOLTAGE = 12.6;

  /** Returns the connector of a simulated vehicle. */
  static DiagnosticConnector of(SimulatedVehicle vehicle) {
    return new DiagnosticConnector() {
      @Override
      public List<Ecu> ecus() {
        return vehicle.ecus();
      }

      @Override
      public boolean ignitionOn() {
        return vehicle.vehicle().ignition();
      }

      @Override
      public double voltage() {
        return vehicle.vehicle().voltage();
      }

      @Override
      public void adapterSleeps(boolean asleep) {
        vehicle.vehicle().setAdapterAsleep(asleep);
      }
    };
  }

  /** Returns the ECUs on the bus. */
  List<Ecu> ecus();

  /** Returns whether the ignition is on. While it is off no ECU answers. */
  boolean ignitionOn();

  /** Returns the supply voltage (pin 16), in volts. */
  double voltage();

  /** Notes that the adapter has entered or left its low power mode, which changes its current. */
  default void adapterSleeps(boolean asleep) {}
}
