package io.obdio.sim.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.decode.Decoded;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.sim.ecu.Medium;
import io.obdio.sim.ecu.obd.EnginePids;
import io.obdio.sim.ecu.obd.PidTable;
import io.obdio.sim.vehicle.DrivingCycle;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.SimClock;
import io.obdio.sim.vehicle.Vehicle;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers of the fleet are those that a client decodes from the simulated vehicle's bytes. */
class FleetValueTest {

  private final SimClock.Manual clock = SimClock.manual();
  private final Vehicle vehicle = new Vehicle(clock, 1, DrivingCycle.MIXED);
  private final PidTable pids = EnginePids.table(vehicle.memory(EcuKind.ENGINE));

  @Test
  void eachValueIsThatOfItsCommand() {
    for (int second = 1; second < 420; second += 7) {
      clock.advance(Duration.ofSeconds(7));
      for (FleetValue value : FleetValue.first(24)) {
        assertEquals(
            decoded(value.command()),
            value.decoded(vehicle.value(value.signal())),
            1e-6,
            value.command());
      }
    }
  }

  @Test
  void namesAreThoseOfCommandsWithNumbers() {
    List<FleetValue> values = FleetValue.first(24);
    assertEquals(24, values.stream().map(FleetValue::command).distinct().count());
    assertTrue(values.stream().allMatch(v -> Commands.standard().find(v.command()).isPresent()));
  }

  @Test
  void unitsAreThoseOfTheCommands() {
    assertEquals("revolutions_per_minute", FleetValue.first(1).get(0).unit().name());
    assertTrue(FleetValue.first(24).stream().noneMatch(v -> v.unit().name().isEmpty()));
  }

  private double decoded(String name) {
    ObdCommand<?> command = Commands.standard().find(name).orElseThrow();
    int pid = command.pid().orElseThrow();
    Payload data = pids.data(pid, Medium.CAN, vehicle::value).orElseThrow();
    Decoded.Value<?> decoded = (Decoded.Value<?>) command.decoder().decode(data);
    return ((Quantity) decoded.value()).value();
  }
}
