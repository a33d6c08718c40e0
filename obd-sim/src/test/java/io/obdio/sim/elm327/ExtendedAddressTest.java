package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.ecu.EcuExtendedAddress;
import io.obdio.sim.scenario.Scenario;
import io.obdio.sim.vehicle.SimClock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An ECU behind extended addressing: 6F1 12 asks, 612 F1 answers. */
@Timeout(60)
class ExtendedAddressTest {

  private Host host;

  @BeforeEach
  void connect() {
    TestCar car = TestCar.standard();
    car.engine().extended = new EcuExtendedAddress(0x6F1, 0x612, 0x12);
    host = new Host(ElmConfig.DEFAULT, car);
    for (String command : "ATE0 ATSP6 ATSH6F1 ATCRA612 ATCEA12".split(" ")) {
      host.send(command);
    }
  }

  @Test
  void theAddressIsPutInAndTakenOut() {
    assertEquals("41 0C 0B 30 ||>", host.send("010C"));
    host.send("ATH1");
    assertEquals("612 F1 04 41 0C 0B 30 00 00 ||>", host.send("010C"));
    host.send("ATCAF0");
    assertEquals("612 F1 04 41 0C 0B 30 00 00 ||>", host.send("1202010C"));
  }

  @Test
  void longAnswersHaveAByteLessInEachFrame() {
    assertEquals(
        "014|0: 62 F1 90 31 44 |1: 34 47 50 30 30 52 |2: 35 35 42 31 32 33 |3: 34 35 36 00 00 00 ||>",
        host.send("22F190"));
    host.send("ATFCSH6F1");
    host.send("ATFCSD12300000");
    host.send("ATFCSM1");
    assertTrue(host.send("22F190").endsWith("|3: 34 35 36 00 00 00 ||>"));
    host.send("ATFCSD13300000");
    assertEquals("014|0: 62 F1 90 31 44 ||>", host.send("22F190"), "flow control of another ECU");
  }

  @Test
  void aRequestHasAByteLessToo() {
    assertEquals("?||>", host.send("01020304050607"));
    assertEquals("NO DATA||>", host.send("010203040506"));
  }

  @Test
  void otherAddressesAreNotAnswered() {
    host.send("ATCEA13");
    assertEquals("NO DATA||>", host.send("010C"));
    host.send("ATCEA");
    assertEquals("NO DATA||>", host.send("010C"), "normal addressing on that identifier");
    host.send("ATSH7E0");
    host.send("ATCRA");
    assertEquals("41 0C 0B 30 ||>", host.send("010C"), "normal addressing still works");
  }

  @Test
  void answersHaveToBeForTheTester() {
    host.send("ATCER F2");
    assertEquals("NO DATA||>", host.send("010C"));
    host.send("ATCER F1");
    assertEquals("41 0C 0B 30 ||>", host.send("010C"));
  }

  @Test
  void aScenarioGivesAnEcuSuchAnAddress(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("x.yaml");
    Files.writeString(
        file, "ecus: {engine: {extended: {request: '6F1', answer: '612', address: '12'}}}");
    SimulatedVehicle car = Scenario.read(file).start(SimClock.manual());
    assertEquals(
        new EcuExtendedAddress(0x6F1, 0x612, 0x12),
        car.ecus().get(0).extendedAddress().orElseThrow());
  }

  @Test
  void nonsenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new EcuExtendedAddress(0x800, 0x612, 0x12));
    assertThrows(IllegalArgumentException.class, () -> new EcuExtendedAddress(0x6F1, 0x6F1, 0x12));
    assertThrows(IllegalArgumentException.class, () -> new EcuExtendedAddress(0x6F1, 0x612, 0x100));
  }
}
