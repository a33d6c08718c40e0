package io.obdio.sim.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import io.obdio.core.transport.SimulatorControls;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.vehicle.DrivingCycle;
import io.obdio.sim.vehicle.SignalSource;
import io.obdio.sim.vehicle.SimClock;
import io.obdio.sim.vehicle.Vehicle;
import io.obdio.sim.vehicle.VehicleSignal;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimInputsTest {

  private final Vehicle vehicle = new Vehicle(SimClock.manual(), 1, DrivingCycle.IDLE);
  private final FaultInjector faults = new FaultInjector();
  private final SimulatorControls inputs = new SimInputs(vehicle, faults, SimInputs.ADAPTER_FAULTS);

  @Test
  void everySignalIsAnInputWithItsRange() {
    assertEquals(VehicleSignal.values().length, inputs.inputs().size());
    SimulatorControls.Input coolant =
        inputs.inputs().stream()
            .filter(i -> i.name().equals("coolant_temperature"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        new SimulatorControls.Input(
            "coolant_temperature", "Engine coolant temperature", "degC", -40, 215),
        coolant);
  }

  @Test
  void aFixedSignalTakesDependentOnesAlongAndReturnsToItsScenario() {
    vehicle.set(VehicleSignal.RPM, SignalSource.constant(1500));
    double airFlow = inputs.value("maf");
    inputs.fix("rpm", 3000);
    assertEquals(3000, inputs.value("rpm"));
    assertEquals(OptionalDouble.of(3000), inputs.fixedValue("RPM"));
    assertTrue(inputs.value("maf") > 1.5 * airFlow);
    inputs.release("rpm");
    assertEquals(1500, inputs.value("rpm"));
    assertEquals(OptionalDouble.empty(), inputs.fixedValue("rpm"));
    assertEquals(airFlow, inputs.value("maf"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-41, 216, Double.NaN, Double.POSITIVE_INFINITY})
  void aValueOutOfRangeIsRefused(double value) {
    assertThrows(IllegalArgumentException.class, () -> inputs.fix("coolant_temperature", value));
    assertEquals(OptionalDouble.empty(), inputs.fixedValue("coolant_temperature"));
  }

  @Test
  void unknownNamesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> inputs.fix("warp", 1));
    assertThrows(IllegalArgumentException.class, () -> inputs.release("warp"));
    assertThrows(IllegalArgumentException.class, () -> inputs.setFault("warp", true));
    assertThrows(IllegalArgumentException.class, () -> inputs.setFault("warp", false));
  }

  @Test
  void faultsAreSwitchedByName() {
    for (String name : inputs.faults()) {
      inputs.setFault(name, true);
      inputs.setFault(name, true);
      assertEquals(Set.of(name), inputs.activeFaults());
      inputs.setFault(name, false);
      assertEquals(Set.of(), inputs.activeFaults(), name);
    }
    assertTrue(faults.isQuiet());
  }

  @Test
  void aScheduledFaultIsActiveInItsTimeOnly() {
    faults.schedule(new Fault.Silence(), Duration.ofSeconds(2), Duration.ofSeconds(1));
    assertEquals(Set.of(), inputs.activeFaults());
    faults.active(Fault.Delay.class, 2_500_000_000L);
    assertEquals(Set.of("silence"), inputs.activeFaults());
    faults.active(Fault.Delay.class, 3_000_000_000L);
    assertEquals(Set.of(), inputs.activeFaults());
  }

  @Test
  void listenersAreNotifiedOfEveryChange() {
    Runnable listener = mock(Runnable.class);
    inputs.addListener(listener);
    inputs.fix("rpm", 900);
    inputs.release("rpm");
    inputs.setIgnition(false);
    assertFalse(inputs.ignition());
    faults.inject(new Fault.Unplug());
    verify(listener, times(4)).run();
    inputs.removeListener(listener);
    inputs.setIgnition(true);
    verifyNoMoreInteractions(listener);
  }
}
