package io.obdio.sim.ecu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.uds.SecurityAccess;
import io.obdio.sim.vehicle.Dtc;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.VehicleSignal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UdsServicesTest {

  private final TestBench bench = new TestBench();

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "1001, 5001003201F4",
    "1003, 5003003201F4",
    "1083, ''", // positive answer suppressed
    "1002, 7F107E", // programming only from the extended session
    "1004, 7F1012",
    "1084, 7F1012", // a refusal is never suppressed
    "10, 7F1013",
    "100100, 7F1013",
    "1101, 5101",
    "1104, 7F1112",
    "11, 7F1113",
    "3E00, 7E00",
    "3E80, ''",
    "3E01, 7F3E12",
    "3E0000, 7F3E13",
    "14FFFFFF, 54",
    "14000000, 7F1431",
    "14FFFF, 7F1413",
    "1901FF, 5901AF010000",
    "1902FF, 5902AF",
    "1903, 5903",
    "190A, 590AAF011300000171000003000000030100000420000004420000218700" + "00",
    "1915, 5915AF",
    "19, 7F1913",
    "1902, 7F1913",
    "1955, 7F1912",
    "1906010101FF, 7F1931",
    "22F190, 62F190315A5A4142324344334546343536373839",
    "22F186, 62F18601",
    "22F40C, 62F40C0D48",
    "22F40CF40DF190, 62F40C0D48F40D00F190315A5A4142324344334546343536373839",
    "22F40C1234, 62F40C0D48", // the one it lacks is missing
    "22F400, 62F400FE7FB817",
    "22F804, 62F8044F4244494F2D454E472D3034323000004F4244494F2D4449412D303331310000",
    "221234, 7F2231",
    "22F1, 7F2213",
    "22F190F1, 7F2213",
    "2701, 7F277F",
    "2EF19000, 7F2E7F",
    "2F200100, 7F2F7F",
    "31010203, 7F317F",
    "2F, 7F2F7F",
    "85, 7F8511",
  })
  void answersInTheDefaultSession(String request, String answer) {
    assertEquals(answer, bench.ask(request));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "22F186, 62F18603",
    "27, 7F2713",
    "2700, 7F2712",
    "2705, 7F2712",
    "2703, 7F277E", // programming session only
    "270100, 7F2713",
    "270211223344, 7F2724", // key without seed
    "27021122, 7F2713",
    "2EF190315A5A4142324344334546343536373839, 7F2E33",
    "2E1234FF, 7F2E31",
    "2EF18C00, 7F2E31", // read only
    "2EF190, 7F2E13",
    "2F2001038" + "0, 6F20010380",
    "2F200103, 7F2F13",
    "2F200104, 7F2F31",
    "2FFFFF00, 7F2F31",
    "3101, 7F3113",
    "31050203, 7F3112",
    "31011234, 7F3131",
    "31020203, 7F3124", // not running
    "31030203, 7F3124", // never started
    "3101FF00, 7F3131", // programming session only
  })
  void answersInTheExtendedSession(String request, String answer) {
    bench.ask("1003");
    assertEquals(answer, bench.ask(request));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"221234", "2701", "85", "1004", "3E01", "31010203", "2F200100", "190F"})
  void keepsTheseRefusalsBackWhenAllAreAsked(String request) {
    assertEquals("", bench.askAll(EcuKind.ENGINE, request));
  }

  @Test
  void refusesAWrongLength() {
    assertEquals("7F2213", bench.askAll(EcuKind.ENGINE, "22F1"));
  }

  @Test
  void theSessionFallsBackAfterFiveSecondsOfSilence() {
    bench.unlock(EcuKind.ENGINE);
    bench.pass(Duration.ofMillis(4900));
    assertEquals("", bench.ask("3E80"));
    bench.pass(Duration.ofMillis(4900));
    assertEquals("62F18603", bench.ask("22F186"));
    bench.pass(Duration.ofMillis(5001));
    assertEquals("62F18601", bench.ask("22F186"));
    bench.ask("1003");
    assertEquals("7F2E33", bench.ask("2EF199260401")); // and security is locked again
  }

  @Test
  void securityOpensWithTheRightKeyOnly() {
    bench.ask("1003");
    String seed = bench.ask("2701");
    assertTrue(seed.startsWith("6701") && seed.length() == 12, seed);
    assertNotEquals("670100000000", seed);
    assertEquals("7F2735", bench.ask("270200000001"));
    assertEquals("7F2724", bench.ask("270200000001")); // each key needs its seed
    bench.unlock(EcuKind.ENGINE);
    assertEquals("670100000000", bench.ask("2701")); // unlocked already
    assertEquals("6EF190", bench.ask("2EF19057303" + "15A5A5A3939" + "5A545333393030" + "3030"));
    assertEquals("W01ZZZ99ZTS390000", bench.vehicle.vin());
    assertEquals("7F2E13", bench.ask("2EF1905750"));
    assertEquals("7F2E31", bench.ask("2EF190" + "20".repeat(17)));
  }

  @Test
  void threeWrongKeysLockForTenSeconds() {
    bench.ask("1003");
    for (String expected : List.of("7F2735", "7F2735", "7F2736")) {
      bench.ask("2701");
      assertEquals(expected, bench.ask("270200000001"));
    }
    assertEquals("7F2737", bench.ask("2701"));
    for (int i = 0; i < 3; i++) {
      bench.pass(Duration.ofSeconds(4));
      bench.ask("3E80");
    }
    assertTrue(bench.ask("2701").startsWith("6701"));
  }

  @Test
  void programmingNeedsAStandingCar() {
    bench.ask("1003");
    bench.vehicle.set(VehicleSignal.SPEED, 30);
    assertEquals("7F1022", bench.ask("1002"));
    bench.vehicle.set(VehicleSignal.SPEED, 0);
    assertEquals("5002003201F4", bench.ask("1002"));
    assertEquals("7F3133", bench.ask("3101FF00"));
  }

  @Test
  void aResetTakesAWhileAndEndsTheSession() {
    bench.ask("1003");
    assertEquals("5101", bench.ask("1101"));
    assertEquals("", bench.ask("010C"));
    bench.pass(Duration.ofMillis(300));
    assertEquals("410C0D48", bench.ask("010C"));
    assertEquals("62F18601", bench.ask("22F186"));
  }

  @Test
  void aSlowValueIsAnnouncedUntilItComes() {
    List<EcuReply> replies =
        bench.ecu(EcuKind.ENGINE).handle(EcuRequest.physical(Payload.ofHex("2220F0")));
    assertEquals(2, replies.size());
    assertEquals(new EcuReply(Payload.ofHex("7F2278"), Duration.ofMillis(40)), replies.get(0));
    assertEquals(Duration.ofMillis(1200), replies.get(1).delay());
    assertEquals(123, replies.get(1).payload().length());
    assertTrue(replies.get(1).payload().startsWith(Payload.ofHex("6220F0")));
  }

  @Test
  void aLongRoutineIsAnnouncedRepeatedlyThoughItsResponseIsSuppressed() {
    bench.ask("1003");
    bench.ask("1002");
    String seed = bench.ask("2701");
    int key = SecurityAccess.keyFor(1, (int) Payload.ofHex(seed).uint32(2));
    bench.ask("2702" + String.format("%08X", key));
    // Six seconds: 78 after 40 ms and 4540 ms, then the answer in spite of the suppress bit.
    List<EcuReply> replies =
        bench.ecu(EcuKind.ENGINE).handle(EcuRequest.physical(Payload.ofHex("3181FF00")));
    assertEquals("7F3178 7F3178 7101FF0000", TestBench.text(replies));
    assertEquals(
        List.of(40L, 4540L, 6000L), replies.stream().map(r -> r.delay().toMillis()).toList());
    // S3 counts from the answer on.
    bench.pass(Duration.ofSeconds(10));
    assertEquals("62F18602", bench.ask("22F186"));
  }

  @Test
  void aRoutineRunsIsStoppedAndReportsItsResult() {
    bench.ask("1003");
    assertEquals("7101020301", bench.ask("31010203"));
    assertEquals("7103020301", bench.ask("31030203")); // running
    assertEquals("7102020302", bench.ask("31020203"));
    assertEquals("7103020302", bench.ask("31030203")); // stopped
    assertEquals("7F3124", bench.ask("31020203"));
    assertEquals("7101020301", bench.ask("31010203"));
    bench.pass(Duration.ofSeconds(3));
    assertEquals("7103020300", bench.ask("31030203")); // finished
  }

  @Test
  void outputsAreTakenOverAndGivenBack() {
    bench.ask("1003");
    assertEquals("62200100", bench.ask("222001")); // 83 degC: fan off
    assertEquals("6F20010380", bench.ask("2F20010380"));
    assertEquals("62200180", bench.ask("222001"));
    assertEquals("6F20010280", bench.ask("2F200102"));
    assertEquals("6F20010000", bench.ask("2F200100"));
    bench.ask("2F200103FF");
    bench.ask("1001"); // leaving the session gives it back
    assertEquals("62200100", bench.ask("222001"));
  }

  @Test
  void readsCodesWithStatusSnapshotAndExtendedData() {
    bench.engineMemory().store(Dtc.parse("P0301-1C"));
    bench.engineMemory().addPending(Dtc.parse("P0171"));
    assertEquals("5901AF010002", bench.ask("1901FF"));
    assertEquals("5901AF010001", bench.ask("190108"));
    assertEquals("5902AF03011CA9017100" + "27", bench.ask("1902FF"));
    assertEquals("590303011C01", bench.ask("1903"));
    String snapshot = bench.ask("190403011C01");
    assertTrue(snapshot.startsWith("590403011CA90108F40433F4057BF40B"), snapshot);
    assertTrue(snapshot.contains("F40C0D48F40D00"), snapshot);
    assertEquals(snapshot, bench.ask("190403011CFF"));
    assertEquals("7F1931", bench.ask("190403011C02"));
    assertEquals("590603011CA901010200", bench.ask("190603011CFF"));
    assertEquals("590603011CA90101", bench.ask("190603011C01"));
    assertEquals("54", bench.ask("1403011C"));
    assertEquals("4300", bench.ask("03"));
    assertEquals("47010171", bench.ask("07"));
    assertEquals("54", bench.ask("14FFFF33"));
    assertEquals("4700", bench.ask("07"));
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @CsvSource({
    "TRANSMISSION, 222103, 62210303",
    "ABS, 222202, 6222020000",
    "EV_BATTERY, 22F45B, 62F45B" + "D9", // 85 %
    "EV_BATTERY, 222301, 6223012134",
    "EV_BATTERY, 222001, 7F2231",
  })
  void eachEcuHasItsOwnData(EcuKind kind, String request, String answer) {
    assertEquals(answer, bench.ask(kind, request));
  }

  @Test
  void theBatterySendsItsCellsInALongAnswer() {
    Payload cells = Payload.ofHex(bench.ask(EcuKind.EV_BATTERY, "222310"));
    assertEquals(3 + 2 * 96, cells.length());
    double sum = 0;
    for (int i = 0; i < 96; i++) {
      sum += cells.uint16(3 + 2 * i) / 1000.0;
    }
    assertEquals(bench.vehicle.value(VehicleSignal.BATTERY_VOLTAGE), sum, 0.5);
  }
}
