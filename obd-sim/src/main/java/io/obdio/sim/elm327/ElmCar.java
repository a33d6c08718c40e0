package io.obdio.sim.elm327;

import io.obdio.sim.ecu.Ecu;
import java.util.List;

/** What the adapter finds at the diagnostic connector. Asked by the adapter's thread. */
public interface ElmCar {

  /** The ECUs on the bus. */
  List<Ecu> ecus();

  /** False while no ECU answers. */
  boolean ignitionOn();

  /** At pin 16, in volts. */
  double voltage();
}
