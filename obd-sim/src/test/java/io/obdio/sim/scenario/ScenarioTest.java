package io.obdio.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.Payload;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.ecu.EcuReply;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.vehicle.DrivingCycle;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.SimClock;
import io.obdio.sim.vehicle.VehicleSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioTest {

  @TempDir Path directory;

  private final SimClock.Manual clock = SimClock.manual();

  /** The shipped examples, from the module's directory or the project's. */
  private static Path example(String name) {
    Path found = Path.of("docs/examples", name);
    return Files.exists(found) ? found : Path.of("../docs/examples", name);
  }

  private Scenario yaml(String... lines) throws Exception {
    Path file = directory.resolve("s.yaml");
    Files.writeString(file, String.join("\n", lines) + "\n");
    return Scenario.read(file);
  }

  private static String ask(SimulatedVehicle car, EcuKind kind, String request) {
    Ecu ecu = car.ecu(kind).orElseThrow();
    return ecu.handle(EcuRequest.physical(Payload.ofHex(request))).stream()
        .map(reply -> reply.payload().toHex())
        .collect(Collectors.joining(" "));
  }

  @Test
  void theExampleIsACarAsDescribed() throws Exception {
    Scenario scenario = Scenario.read(example("misfire.yaml"));
    assertEquals("Misfire in town", scenario.name());
    assertEquals(DrivingCycle.CITY, scenario.cycle());
    SimulatedVehicle car = scenario.start(clock);
    assertEquals("WP0ZZZ99ZTS390000", car.vehicle().vin());
    assertEquals("430203010420", ask(car, EcuKind.ENGINE, "03"));
    assertEquals("47010171", ask(car, EcuKind.ENGINE, "07"));
    assertEquals("4A010301", ask(car, EcuKind.ENGINE, "0A"));
    assertEquals("420C002648", ask(car, EcuKind.ENGINE, "020C00")); // 2450 rpm
    assertEquals("420D002F", ask(car, EcuKind.ENGINE, "020D00")); // 47 km/h
    assertEquals("41018207E505", ask(car, EcuKind.ENGINE, "0101"));
    assertEquals("416F016400", ask(car, EcuKind.ENGINE, "016F"));
    assertEquals("621234DEADBEEF", ask(car, EcuKind.ENGINE, "221234"));
    assertEquals("4906014E1A07C3", ask(car, EcuKind.ENGINE, "0906"));
    assertTrue(ask(car, EcuKind.ENGINE, "06A2").startsWith("46A20B240023"));
    assertEquals("41423" + "64C", ask(car, EcuKind.ENGINE, "0142")); // 13.9 V
    assertEquals("43014035", ask(car, EcuKind.ABS, "03"));
    List<EcuReply> late =
        car.ecu(EcuKind.TRANSMISSION)
            .orElseThrow()
            .handle(EcuRequest.physical(Payload.ofHex("010D")));
    assertEquals(Duration.ofMillis(15), late.get(0).delay());
    assertEquals(20, car.vehicle().value(VehicleSignal.COOLANT_TEMPERATURE), 1e-9);
    clock.advance(Duration.ofSeconds(300));
    assertEquals(96.5, car.vehicle().value(VehicleSignal.BAROMETRIC_PRESSURE), 1e-9);
    assertEquals(
        20 + 71 * (1 - Math.exp(-2.5)),
        car.vehicle().value(VehicleSignal.COOLANT_TEMPERATURE),
        1e-9);
    assertEquals(
        List.of(
            new ScheduledFault(
                new Fault.LatePrompt(Duration.ofMillis(300)),
                Duration.ofSeconds(60),
                Optional.of(Duration.ofSeconds(5))),
            new ScheduledFault(
                new Fault.IgnitionOff(),
                Duration.ofMinutes(2),
                Optional.of(Duration.ofSeconds(10)))),
        scenario.faults());
    FaultInjector injector = new FaultInjector();
    scenario.schedule(injector);
    assertEquals(Duration.ofSeconds(60).toNanos(), injector.nextChange(0));
  }

  @Test
  void aDriveIsPlayedBack() throws Exception {
    SimulatedVehicle car = Scenario.read(example("replayed-drive.yaml")).start(clock);
    List<String> rows = Files.readAllLines(example("drive.csv"));
    for (int second = 0; second < 60; second++) {
      String[] row = rows.get(second + 1).split(",");
      assertEquals(Double.parseDouble(row[1]), car.vehicle().value(VehicleSignal.RPM), 1e-9);
      assertEquals(Double.parseDouble(row[2]), car.vehicle().value(VehicleSignal.SPEED), 1e-9);
      assertEquals(
          Double.parseDouble(row[4]), car.vehicle().value(VehicleSignal.COOLANT_TEMPERATURE), 1e-9);
      clock.advance(Duration.ofSeconds(1));
    }
    clock.advance(Duration.ofSeconds(10)); // the second round
    assertEquals(
        Double.parseDouble(rows.get(11).split(",")[2]),
        car.vehicle().value(VehicleSignal.SPEED),
        1e-9);
  }

  @Test
  void logsMayHaveOtherSeparatorsUnitsAndGaps() throws Exception {
    Files.writeString(
        directory.resolve("log.csv"),
        "\uFEFF\"Time\";Engine RPM;\"x\"\r\n1000;800;\r\n1500;;5\r\n2000;1000;6\r\n\r\n");
    Scenario scenario =
        yaml("signals:", "  rpm: {csv: log.csv, column: Engine RPM, time: Time, time-unit: ms}");
    SimulatedVehicle car = scenario.start(clock);
    clock.advance(Duration.ofMillis(500));
    assertEquals(900, car.vehicle().value(VehicleSignal.RPM));
  }

  @Test
  void jsonIsReadToo() throws Exception {
    Path file = directory.resolve("s.json");
    Files.writeString(
        file,
        "{\"vin\": \"1M8GDM9AXKP042788\", \"ecus\": [\"engine\"], \"signals\": {\"rpm\": 900}}");
    SimulatedVehicle car = Scenario.read(file).start(clock);
    assertEquals("410C0E10", ask(car, EcuKind.ENGINE, "010C"));
    assertEquals(1, car.ecus().size());
  }

  @Test
  void digitsThatLookLikeNumbersStayHex() throws Exception {
    SimulatedVehicle car =
        yaml(
                "ecus:",
                "  engine:",
                "    pids: {0C: 0900, 10: 1E10, C1: 12}",
                "    data: {0100: 007, 1E10: 0x}".replace("007", "0007").replace("0x", "11"),
                "    calibrations: [{id: A, cvn: 00012345}]")
            .start(clock);
    assertEquals("410C0900", ask(car, EcuKind.ENGINE, "010C"));
    assertEquals("41101E10", ask(car, EcuKind.ENGINE, "0110"));
    assertEquals("41C112", ask(car, EcuKind.ENGINE, "01C1"));
    assertEquals("6201000007", ask(car, EcuKind.ENGINE, "220100"));
    assertEquals("621E1011", ask(car, EcuKind.ENGINE, "221E10"));
    assertEquals("49060100012345", ask(car, EcuKind.ENGINE, "0906"));
  }

  @Test
  void anEmptyMappingIsTheDefaultCar() throws Exception {
    assertEquals(3, yaml("{}").start(clock).ecus().size());
  }

  @Test
  void theSameFileGivesTheSameCar() throws Exception {
    Scenario scenario = yaml("seed: 99", "cycle: highway");
    SimulatedVehicle one = scenario.start(clock);
    SimulatedVehicle other = scenario.start(clock);
    for (int i = 0; i < 100; i++) {
      clock.advance(Duration.ofMillis(777));
      for (String request : List.of("010C0D110B10", "0105", "2220F0", "0902", "0601")) {
        assertEquals(ask(one, EcuKind.ENGINE, request), ask(other, EcuKind.ENGINE, request));
      }
    }
  }

  @Test
  void anErrorKnowsItsFileLineAndField() throws Exception {
    ScenarioException e =
        assertThrows(
            ScenarioException.class,
            () -> yaml("name: x", "signals:", "  speed: 10", "  rmp: 900"));
    assertEquals(4, e.line());
    assertEquals("signals.rmp", e.field());
    assertTrue(e.file().endsWith("s.yaml"));
    assertEquals("there is no signal 'rmp'; did you mean 'rpm'?", e.reason());
    assertTrue(e.getMessage().endsWith("s.yaml:4: signals.rmp: " + e.reason()), e.getMessage());
  }
}
