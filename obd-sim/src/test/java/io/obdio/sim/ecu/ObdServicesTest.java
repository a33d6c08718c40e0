package io.obdio.sim.ecu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.Payload;
import io.obdio.sim.EcuSettings;
import io.obdio.sim.vehicle.Dtc;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.ReadinessMonitor;
import io.obdio.sim.vehicle.VehicleSignal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObdServicesTest {

  private final TestBench bench = new TestBench();

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        // service 01: one PID, its scaling by SAE J1979-DA
        "ENGINE, 010C, 410C0D48", // 850 / 0.25 = 3400
        "ENGINE, 010D, 410D00",
        "ENGINE, 0105, 41057B", // 83 + 40
        "ENGINE, 0104, 410433", // 20 %
        "ENGINE, 0110, 41100145", // 3.25 / 0.01
        "ENGINE, 0111, 41111F", // 12 * 2.55 = 30.6
        "ENGINE, 0142, 41423778", // 14200 mV
        "ENGINE, 0151, 415101",
        "ENGINE, 011C, 411C06",
        "ENGINE, 0166, 41660100680000", // 3.25 * 32
        "ENGINE, 0167, 4167017B00",
        "ENGINE, 01A6, 41A600075B59", // 482137
        "TRANSMISSION, 01A4, 41A4033005F1", // third gear, 1.521
        "ABS, 010D, 410D00",
        // several PIDs, one answer in the order asked; what the ECU lacks is missing
        "ENGINE, 010C0D05, 410C0D480D00057B",
        "ENGINE, 010C0805, 410C0D48057B",
        "ENGINE, 010C0D0511420F, -",
        "ABS, 010C0D, 410D00",
        "ENGINE, 0108, 7F0112",
        "ENGINE, 01, 7F0113",
        "ENGINE, 010C0D0511425105, 7F0113", // seven PIDs
        // nothing stored
        "ENGINE, 0101, 41010007E500",
        "ENGINE, 0102, 41020000",
        "ENGINE, 03, 4300",
        "ENGINE, 07, 4700",
        "ENGINE, 0A, 4A00",
        "ENGINE, 020200, 4202000000",
        "ENGINE, 020C00, 7F0212",
        "ENGINE, 020C, 7F0213", // without frame number
        "ENGINE, 0300, 7F0313",
        // service 06: with the monitor's id before each test
        "ENGINE, 0601, 460101"
            + "0A0E690E690E69"
            + "0105100026"
            + "00000096"
            + "010610002900000096",
        "ENGINE, 0621, 46218420002900" + "0000C0",
        "ENGINE, 0603, 7F0612",
        "ENGINE, 060102, 7F0613",
        // service 05 is not there on CAN
        "ENGINE, 050101, 7F0511",
        // service 08
        "ENGINE, 0800, 480080000000",
        "ENGINE, 08010000000000, 48010000000000",
        "ENGINE, 0802, 7F0812",
        // service 09
        "ENGINE, 0902, 490201315A5A41423243443345463435363738" + "39",
        "ENGINE, 0904, 4904024F4244494F2D454E472D3034323000004F4244494F2D4449412D303331310000",
        "ENGINE, 0906, 4906021A2B3C4D00C0FFEE",
        "ENGINE, 090A, 490A0145434D002D456E67696E65436F6E74726F6C0000",
        "ENGINE, 0901, 7F0912", // message counts belong to the older buses
        "TRANSMISSION, 0902, 7F0912",
        "ENGINE, 09020A, 7F0913",
        // no such service
        "ENGINE, 0B, 7F0B11",
        "TRANSMISSION, 0600, 7F0611",
      })
  void answersPhysicalRequestsOnCan(EcuKind kind, String request, String answer) {
    String got = bench.ask(kind, request);
    if (answer != null) {
      assertEquals(answer, got);
    } else {
      assertTrue(got.startsWith("410C0D480D00057B111F4237780F"), got);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "ENGINE, 0108", "ENGINE, 01", "ENGINE, 020C", "ENGINE, 020C00", "ENGINE, 0603",
    "ENGINE, 0901", "ENGINE, 0B", "ENGINE, 21", "TRANSMISSION, 0902", "TRANSMISSION, 0600",
    "ENGINE, 0300", "ENGINE, 050101", "ABS, 010C", "ENGINE, 0400", "ENGINE, 2B01"
  })
  void keepsSilentWhenAllAreAskedForWhatItLacks(EcuKind kind, String request) {
    assertEquals("", bench.askAll(kind, request));
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @CsvSource({
    "ENGINE, 010C, 410C0D48",
    "ENGINE, 010C0D, ''",
    "ENGINE, 03, 43000000000000",
    "ENGINE, 0178, ''", // nine bytes do not fit
    "ENGINE, 0901, 490105",
    "ENGINE, 0902, 49020100000031 4902025A5A4142 49020332434433 49020445463435 49020536373839",
    "ENGINE, 0900, 490001FFC00000",
    "TRANSMISSION, 0900, 4900013CC00000",
    "ENGINE, 0905, 490502",
    "ENGINE, 0906, 4906011A2B3C4D 49060200C0FFEE",
    "ENGINE, 0903, 490308",
    "ENGINE, 050001, 450001FFC00000",
    "ENGINE, 050101, 4501015A",
    "ENGINE, 050501, 4505010A0026",
    "ENGINE, 050510, ''",
    "ENGINE, 050002, 450002C3000000", // the sensor after the catalyst has tests of its own
    "ENGINE, 050702, 4507021E0050",
    "ENGINE, 050502, ''",
    "ENGINE, 050010, ''",
    "ENGINE, 0600, 4600FFFFFF0000",
    "ENGINE, 0603, 46030400290" + "0C0",
    "ENGINE, 0602, 46020703340" + "99B 46028818A81336", // a maximum, a minimum (bit 7)
    "ENGINE, 0609, 46090100090028 46098100090002",
    "ENGINE, 0601, 4601010E690E69 4601810E690E69 46010500260096 46010600290096",
    "ENGINE, 0800, 48008000000000",
    "ENGINE, 0801, 48010000000000",
    "ENGINE, 0802, ''",
  })
  void answersOnTheOlderBuses(EcuKind kind, String request, String answer) {
    assertEquals(answer, bench.askLegacy(kind, request));
  }

  @Test
  void storesCodesInAllThreeMemories() {
    bench.engineMemory().store(Dtc.parse("P0301"));
    bench.engineMemory().store(Dtc.parse("U0100"));
    bench.engineMemory().store(Dtc.parse("C1234"));
    bench.engineMemory().store(Dtc.parse("B2AFF"));
    bench.engineMemory().addPending(Dtc.parse("P0171"));
    bench.engineMemory().addPermanent(Dtc.parse("P0301"));
    assertEquals("43040301C1005234AAFF", bench.ask("03"));
    assertEquals("47010171", bench.ask("07"));
    assertEquals("4A010301", bench.ask("0A"));
    assertEquals("43030" + "1C1005234 43AAFF00000000", bench.askLegacy(EcuKind.ENGINE, "03"));
    assertEquals("41018407E500", bench.ask("0101"));
    assertEquals("4300", bench.ask(EcuKind.TRANSMISSION, "03"));
  }

  @Test
  void keepsWhatWasMeasuredWhenACodeCameUp() {
    bench.vehicle.set(VehicleSignal.RPM, 2500);
    bench.engineMemory().store(Dtc.parse("P0301"));
    bench.vehicle.set(VehicleSignal.RPM, 850);
    bench.vehicle.set(VehicleSignal.COOLANT_TEMPERATURE, 91);
    bench.engineMemory().store(Dtc.parse("P0420"));
    assertEquals("4202000301", bench.ask("020200"));
    assertEquals("420C002710", bench.ask("020C00"));
    assertEquals("420C0027100500" + "7B", bench.ask("020C000500"));
    assertEquals("4202010420", bench.ask("020201"));
    assertEquals("420501" + "83", bench.ask("020501"));
    assertEquals("7F0212", bench.ask("020502"));
    assertEquals("41020301", bench.ask("0102"));
  }

  @Test
  void clearingResetsCodesFramesMonitorsAndCounters() {
    bench.engineMemory().store(Dtc.parse("P0301"));
    bench.engineMemory().addPending(Dtc.parse("P0171"));
    bench.engineMemory().addPermanent(Dtc.parse("P0301"));
    bench.pass(Duration.ofMinutes(5));
    assertEquals("414D0005", bench.ask("014D"));
    assertEquals("44", bench.askAll(EcuKind.ENGINE, "04"));
    assertEquals("4300", bench.ask("03"));
    assertEquals("4700", bench.ask("07"));
    assertEquals("4A010301", bench.ask("0A")); // permanent codes stay
    assertEquals("4202000000", bench.ask("020200"));
    assertEquals("41010077E5E5", bench.ask("0101")); // every monitor incomplete
    assertEquals("414D0000", bench.ask("014D"));
    assertEquals("414E0000", bench.ask("014E"));
    assertEquals("41310000", bench.ask("0131"));
    assertEquals("413000", bench.ask("0130"));
    assertEquals("462184200000000000" + "00", bench.ask("0621"));
  }

  @Test
  void monitorsCompleteAsTheDriveGoesOnAndPermanentCodesGo() {
    bench.engineMemory().addPermanent(Dtc.parse("P0420"));
    bench.ask("04");
    bench.pass(Duration.ofSeconds(70));
    assertEquals("41010007E5A5", bench.ask("0101")); // continuous ones and the O2 heater are done
    assertEquals("4A010420", bench.ask("0A"));
    bench.pass(Duration.ofMinutes(20));
    assertEquals("41010007E500", bench.ask("0101"));
    assertEquals("4A00", bench.ask("0A"));
    assertEquals("413001", bench.ask("0130"));
    bench.engineMemory().holdIncomplete(ReadinessMonitor.CATALYST, true);
    assertEquals("41010007E501", bench.ask("0101"));
  }

  @Test
  void settingsAreSeenAtOnceAndTheBitMapsFollow() {
    EcuSettings settings = bench.car.settings(EcuKind.ENGINE).orElseThrow();
    assertEquals("7F0112", bench.ask("01C3"));
    settings.setPid(0xC3, Payload.of(0x11, 0x22));
    settings.setPid(0x0C, Payload.of(0x12, 0x34));
    assertEquals("41C31122", bench.ask("01C3"));
    assertEquals("410C1234", bench.ask("010C"));
    assertEquals("41C020000000", bench.ask("01C0"));
    settings.removePid(0xC3);
    assertEquals("7F0112", bench.ask("01C0"));
    settings.setTestResult(0x21, 0x84, 0x1234);
    assertEquals("4621842012340000" + "00C0", bench.ask("0621"));
  }

  @Test
  void nothingAnswersWithoutIgnition() {
    bench.vehicle.setIgnition(false);
    assertEquals("", bench.ask("010C"));
    assertEquals(13.0, bench.vehicle.voltage(), 0.05);
    bench.vehicle.setIgnition(true);
    assertEquals("410C0D48", bench.ask("010C"));
  }

  @Test
  void latencyDelaysEveryAnswer() {
    bench.car.setLatency(Duration.ofMillis(12));
    EcuReply reply =
        bench.ecu(EcuKind.ENGINE).handle(EcuRequest.physical(Payload.ofHex("010C"))).get(0);
    assertEquals(Duration.ofMillis(12), reply.delay());
  }
}
