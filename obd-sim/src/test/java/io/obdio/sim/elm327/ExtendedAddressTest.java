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
      host.say(command);
    }
  }

  @Test
  void theAddressIsPutInAndTakenOut() {
    assertEquals("41 0C 0B 30 ||>", host.say("010C"));
    host.say("ATH1");
    assertEquals("612 F1 04 41 0C 0B 30 00 00 ||>", host.say("010C"));
    host.say("ATCAF0");
    assertEquals("612 F1 04 41 0C 0B 30 00 00 ||>", host.say("1202010C"));
  }

  @Test
  void longAnswersHaveAByteLessInEachFrame() {
    assertEquals(
        "014|0: 62 F1 90 31 44 |1: 34 47 50 30 30 52 |2: 35 35 42 31 32 33 |3: 34 35 36 00 00 00 ||>",
        host.say("22F190"));
    host.say("ATFCSH6F1");
    host.say("ATFCSD12300000");
    host.say("ATFCSM1");
    assertTrue(host.say("22F190").endsWith("|3: 34 35 36 00 00 00 ||>"));
    host.say("ATFCSD13300000");
    assertEquals("014|0: 62 F1 90 31 44 ||>", host.say("22F190"), "somebody else's flow control");
  }

  @Test
  void aRequestHasAByteLessToo() {
    assertEquals("?||>", host.say("01020304050607"));
    assertEquals("NO DATA||>", host.say("010203040506"));
  }

  @Test
  void otherAddressesAreNotAnswered() {
    host.say("ATCEA13");
    assertEquals("NO DATA||>", host.say("010C"));
    host.say("ATCEA");
    assertEquals("NO DATA||>", host.say("010C"), "normal addressing on that identifier");
    host.say("ATSH7E0");
    host.say("ATCRA");
    assertEquals("41 0C 0B 30 ||>", host.say("010C"), "the usual way stays open");
  }

  @Test
  void answersHaveToBeForTheTester() {
    host.say("ATCER F2");
    assertEquals("NO DATA||>", host.say("010C"));
    host.say("ATCER F1");
    assertEquals("41 0C 0B 30 ||>", host.say("010C"));
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
