package io.obdio.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.vehicle.DrivingCycle;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.ReadinessMonitor;
import io.obdio.sim.vehicle.VehicleSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page on the simulator names everything that a scenario may name. */
class SimulatorPageTest {

  @Test
  void namesAllSignalsCyclesEcusAndMonitors() throws Exception {
    Path path = Path.of("docs/simulator.md");
    String page = Files.readString(Files.exists(path) ? path : Path.of("..").resolve(path));
    for (VehicleSignal signal : VehicleSignal.values()) {
      assertTrue(page.contains("| `" + signal.key() + "` |"), signal.key());
    }
    for (DrivingCycle cycle : DrivingCycle.values()) {
      assertTrue(page.contains("| `" + cycle.key() + "` |"), cycle.key());
    }
    for (EcuKind kind : EcuKind.values()) {
      assertTrue(page.contains("| `" + kind.key() + "` |"), kind.key());
    }
    for (ReadinessMonitor monitor : ReadinessMonitor.values()) {
      assertTrue(!monitor.supported() || page.contains("`" + monitor.key() + "`"), monitor.key());
    }
  }
}
