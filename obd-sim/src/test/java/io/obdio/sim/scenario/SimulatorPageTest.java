package io.obdio.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.fault.Faults;
import io.obdio.sim.transport.SimOptions;
import io.obdio.sim.transport.SimProvider;
import io.obdio.sim.vehicle.DrivingCycle;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.ReadinessMonitor;
import io.obdio.sim.vehicle.VehicleSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page on the simulator names everything that a scenario may name. */
class SimulatorPageTest {

  private static String page() throws IOException {
    Path path = Path.of("docs/simulator.md");
    return Files.readString(Files.exists(path) ? path : Path.of("..").resolve(path));
  }

  @Test
  void namesAllFaultsWithTheirParameters() throws Exception {
    String page = page();
    for (String name : Faults.names()) {
      StringBuilder row = new StringBuilder("| `" + name + "` | ");
      Faults.parameters(name).forEach((key, value) -> row.append("`" + key + "` " + value + " "));
      assertTrue(page.contains(row + "| "), row.toString());
    }
  }

  @Test
  void namesAllOptionsOfTheTransportAndAllAdapters() throws Exception {
    String page = page();
    for (String option : SimOptions.NAMES) {
      assertTrue(page.contains("| `" + option + "` | "), option);
      assertTrue(new SimProvider().usage().contains(option + "="), option);
    }
    for (ElmIdentity identity : ElmIdentity.values()) {
      String row = "| `" + identity.name() + "` | `" + identity.id() + "`";
      assertTrue(page.contains(row), row);
      assertTrue(page.contains("`" + identity.key() + "`"), identity.key());
    }
  }

  @Test
  void namesAllSignalsCyclesEcusAndMonitors() throws Exception {
    String page = page();
    for (VehicleSignal signal : VehicleSignal.values()) {
      String row = "| `" + signal.key() + "` | " + signal.description() + " | " + signal.unit();
      assertTrue(page.contains(row), row);
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
