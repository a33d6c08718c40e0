package io.obdio.sim.elm327;

import static io.obdio.sim.BusProtocol.CAN_11_250;
import static io.obdio.sim.BusProtocol.CAN_11_500;
import static io.obdio.sim.BusProtocol.CAN_29_250;
import static io.obdio.sim.BusProtocol.CAN_29_500;
import static io.obdio.sim.BusProtocol.ISO_9141;
import static io.obdio.sim.BusProtocol.J1850_PWM;
import static io.obdio.sim.BusProtocol.J1850_VPW;
import static io.obdio.sim.BusProtocol.J1939;
import static io.obdio.sim.BusProtocol.KWP_FAST;
import static io.obdio.sim.BusProtocol.KWP_SLOW;
import static io.obdio.sim.BusProtocol.USER1;
import static io.obdio.sim.BusProtocol.USER2;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.sim.BusProtocol;
import io.obdio.sim.bus.J1939;
import io.obdio.sim.vehicle.EcuKind;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the lines look like, for every protocol and setting: golden rows, worked out by hand from
 * the data sheet's chapters on responses.
 */
@Timeout(60)
class FramingTest {

  private static Arguments row(BusProtocol protocol, String commands, String expected) {
    return Arguments.of(protocol, commands, expected);
  }

  static Stream<Arguments> can() {
    return Stream.of(
        row(CAN_11_500, "010C", "41 0C 0B 30 "),
        row(CAN_11_500, "ATS0 010C", "410C0B30"),
        row(CAN_11_500, "ATH1 010C", "7E8 04 41 0C 0B 30 00 00 00 "),
        row(CAN_11_500, "ATH1 ATS0 010C", "7E804410C0B30000000"),
        row(CAN_11_500, "ATH1 ATD1 010C", "7E8 8 04 41 0C 0B 30 00 00 00 "),
        row(CAN_11_500, "ATH1 ATD1 ATS0 010C", "7E8804410C0B30000000"),
        row(CAN_11_500, "ATCAF0 02010C", "04 41 0C 0B 30 00 00 00 "),
        row(CAN_11_500, "ATCAF0 ATH1 02010C", "7E8 04 41 0C 0B 30 00 00 00 "),
        row(CAN_11_500, "ATCAF0 010C", "NO DATA"),
        row(CAN_11_500, "ATH1 03", "7E8 06 43 02 01 33 C1 00 00 "),
        row(CAN_11_250, "ATH1 010C", "7E8 04 41 0C 0B 30 00 00 00 "),
        row(CAN_29_500, "ATH1 010C", "18 DA F1 10 04 41 0C 0B 30 00 00 00 "),
        row(CAN_29_500, "ATH1 ATS0 010C", "18DAF11004410C0B30000000"),
        row(CAN_29_500, "ATH1 ATD1 010C", "18 DA F1 10 8 04 41 0C 0B 30 00 00 00 "),
        row(CAN_29_500, "010C", "41 0C 0B 30 "),
        row(CAN_29_250, "ATH1 010C", "18 DA F1 10 04 41 0C 0B 30 00 00 00 "),
        // protocols B and C have no format of their own before AT PB or PP 2C give them one
        row(USER1, "ATH1 02010C", "7E8 04 41 0C 0B 30 00 00 00 "),
        row(USER1, "010C", "NO DATA"),
        row(USER1, "ATPBE104 ATH1 010C", "7E8 04 41 0C 0B 30 00 00 00 "),
        row(USER1, "ATPBE104 010C", "41 0C 0B 30 "),
        row(USER1, "ATPBE101 010C", "CAN ERROR"),
        row(USER2, "02010C", "04 41 0C 0B 30 00 00 00 "),
        // several frames
        row(
            CAN_11_500,
            "0902",
            "014|0: 49 02 01 31 44 34 |1: 47 50 30 30 52 35 35 |2: 42 31 32 33 34 35 36 "),
        row(
            CAN_11_500,
            "ATH1 0902",
            "7E8 10 14 49 02 01 31 44 34 |7E8 21 47 50 30 30 52 35 35 "
                + "|7E8 22 42 31 32 33 34 35 36 "),
        row(
            CAN_29_500,
            "ATH1 ATS0 0902",
            "18DAF1101014490201314434|18DAF1102147503030523535|18DAF1102242313233343536"),
        // one answer of seven frames and padding: the digit goes to 6, the padding is shown
        row(
            CAN_11_500,
            "2100",
            "02D|0: 61 00 01 02 03 04 |1: 05 06 07 08 09 0A 0B |2: 0C 0D 0E 0F 10 11 12 "
                + "|3: 13 14 15 16 17 18 19 |4: 1A 1B 1C 1D 1E 1F 20 |5: 21 22 23 24 25 26 27 "
                + "|6: 28 29 2A 2B 00 00 00 "),
        // count digit: frames, not messages
        row(CAN_11_500, "01001", "41 00 BE 3F A8 13 "),
        row(CAN_11_500, "01002", "41 00 BE 3F A8 13 |41 00 80 18 00 01 "),
        row(
            CAN_11_500,
            "09023",
            "014|0: 49 02 01 31 44 34 |1: 47 50 30 30 52 35 35 |2: 42 31 32 33 34 35 36 "),
        row(CAN_11_500, "010C0", ""),
        row(CAN_11_500, "ATR0 010C", ""),
        // no flow control: the ECU waits without a result
        row(CAN_11_500, "ATCFC0 0902", "014|0: 49 02 01 31 44 34 "),
        row(CAN_11_500, "ATSH7E0 010C", "41 0C 0B 30 "),
        row(CAN_11_500, "ATSH7E1 010C", "NO DATA"),
        row(CAN_11_500, "ATSH0007E0 010C", "41 0C 0B 30 "),
        row(
            CAN_11_500,
            "ATSH7E0 22F190",
            "014|0: 62 F1 90 31 44 34 |1: 47 50 30 30 52 35 35 |2: 42 31 32 33 34 35 36 "),
        row(
            CAN_11_500,
            "ATSH7E0 ATFCSH7E0 ATFCSD300000 ATFCSM1 0902",
            "014|0: 49 02 01 31 44 34 |1: 47 50 30 30 52 35 35 |2: 42 31 32 33 34 35 36 "),
        row(CAN_11_500, "ATSH7E0 ATFCSH7E5 ATFCSD300000 ATFCSM1 0902", "014|0: 49 02 01 31 44 34 "),
        row(CAN_11_500, "ATFCSD320000 ATFCSM2 0902", "014|0: 49 02 01 31 44 34 "),
        row(CAN_11_500, "ATCRA7E9 0100", "41 00 80 18 00 01 "),
        row(CAN_11_500, "ATCRA7E9 010C", "NO DATA"),
        row(CAN_11_500, "ATCRA7E9 ATCRA 010C", "41 0C 0B 30 "),
        row(CAN_11_500, "ATCF7E9 ATCM7FF 0100", "41 00 80 18 00 01 "),
        row(
            CAN_11_500,
            "ATCRA7EX ATH1 0100",
            "7E8 06 41 00 BE 3F A8 13 00 |7E9 06 41 00 80 18 00 01 00 "),
        row(CAN_29_500, "ATSHDA10F1 010C", "41 0C 0B 30 "),
        row(CAN_29_500, "ATSHDA18F1 010C", "NO DATA"),
        row(CAN_29_500, "ATSH18DA10F1 010C", "41 0C 0B 30 "),
        row(CAN_29_500, "ATCP10 010C", "NO DATA"),
        row(CAN_29_500, "ATCP18 ATSHDA10F1 ATCRA18DAF110 010C", "41 0C 0B 30 "),
        // too long for a frame
        row(CAN_11_500, "0102030405060708", "?"),
        row(CAN_11_500, "ATCAF0 010203040506070809", "?"));
  }

  static Stream<Arguments> legacy() {
    return Stream.of(
        row(J1850_PWM, "010C", "41 0C 0B 30 "),
        row(J1850_PWM, "ATH1 010C", "41 6B 10 41 0C 0B 30 18 "),
        // the data sheet's example of a J1850 line
        row(J1850_VPW, "ATH1 0120", "48 6B 10 41 00 BE 3E B8 11 FA "),
        row(J1850_VPW, "ATH1 010C", "48 6B 10 41 0C 0B 30 97 "),
        row(ISO_9141, "010C", "BUS INIT: ...OK|41 0C 0B 30 "),
        row(ISO_9141, "ATH1 010C", "BUS INIT: ...OK|48 6B 10 41 0C 0B 30 4B "),
        row(ISO_9141, "ATH1 ATS0 010C", "BUS INIT: ...OK|486B10410C0B304B"),
        row(KWP_SLOW, "ATH1 010C", "BUS INIT: ...OK|84 F1 10 41 0C 0B 30 0D "),
        row(KWP_FAST, "ATH1 010C", "BUS INIT: OK|84 F1 10 41 0C 0B 30 0D "),
        row(KWP_FAST, "010C", "BUS INIT: OK|41 0C 0B 30 "),
        // the reference's own example
        row(
            KWP_FAST,
            "ATFI ATH1 0100",
            "86 F1 10 41 00 BE 3F A8 13 80 |86 F1 18 41 00 80 18 00 01 69 "),
        // numbered lines
        row(
            J1850_VPW,
            "0902",
            "49 02 01 00 00 00 31 |49 02 02 44 34 47 50 |49 02 03 30 30 52 35 "
                + "|49 02 04 35 42 31 32 |49 02 05 33 34 35 36 "),
        row(ISO_9141, "ATSI 03", "43 01 33 C1 00 02 00 |43 01 71 00 00 00 00 "),
        row(ISO_9141, "ATSI ATSH6810F1 010C", "41 0C 0B 30 "),
        row(ISO_9141, "ATSI ATSH6828F1 010C", "NO DATA"),
        row(ISO_9141, "ATSI ATSR6C 010C", "NO DATA"),
        row(ISO_9141, "ATSI ATSR6B 010C", "41 0C 0B 30 "),
        row(ISO_9141, "ATSI ATKW", "1:08 2:08"),
        row(J1850_PWM, "ATAL 0102030405060708", "NO DATA"),
        row(J1850_PWM, "ATNL 0102030405060708", "?"),
        row(J1850_PWM, "010203040506070809", "?"));
  }

  /** An engine without a VIN refuses the request. */
  @Test
  void noVinIsANegativeAcknowledgement() {
    TestCar car = new TestCar();
    car.ecu(EcuKind.ENGINE, 0x7E0, 0x10).answer("0100", "4100BE3FA813");
    Host host = new Host(ElmConfig.DEFAULT.with(J1939), car);
    host.send("ATE0");
    host.send("ATSPA");
    assertEquals("01 FF FF FF FF EC FE 00 ||>", host.send("00FEEC"));
  }

  static Stream<Arguments> j1939() {
    return Stream.of(
        row(J1939, "ATH1 00FECA", "6 0FECA 00 00 FF 00 00 00 00 FF FF "),
        row(J1939, "ATH1 ATJHF0 00FECA", "18 FE CA 00 00 FF 00 00 00 00 FF FF "),
        row(J1939, "00FECA", "00 FF 00 00 00 00 FF FF "),
        row(J1939, "ATJS CAFE00", "00 FF 00 00 00 00 FF FF "),
        row(J1939, "ATCAF0 ATH1 00FECA", "18 FE CA 00 00 FF 00 00 00 00 FF FF "),
        row(J1939, "ATS0 ATH1 00FECA", "60FECA0000FF00000000FFFF"),
        // the transport protocol: BAM to all
        row(
            J1939,
            "00FEEC",
            "012|01: 31 44 34 47 50 30 30 |02: 52 35 35 42 31 32 33 |03: 34 35 36 2A FF FF FF "),
        row(J1939, "ATS0 00FEEC", "012|01:31443447503030|02:52353542313233|03:3435362AFFFFFF"),
        row(
            J1939,
            "ATH1 00FEEC",
            "012|7 0EBFF 00 01 31 44 34 47 50 30 30 |7 0EBFF 00 02 52 35 35 42 31 32 33 "
                + "|7 0EBFF 00 03 34 35 36 2A FF FF FF "),
        row(
            J1939,
            "ATH1 ATJHF0 00FEEC",
            "012|1C EB FF 00 01 31 44 34 47 50 30 30 |1C EB FF 00 02 52 35 35 42 31 32 33 "
                + "|1C EB FF 00 03 34 35 36 2A FF FF FF "),
        row(
            J1939,
            "ATCAF0 ATH1 00FEEC",
            "1C EC FF 00 20 12 00 03 FF EC FE 00 |1C EB FF 00 01 31 44 34 47 50 30 30 "
                + "|1C EB FF 00 02 52 35 35 42 31 32 33 |1C EB FF 00 03 34 35 36 2A FF FF FF "),
        // to the engine alone: RTS, CTS, data, end of message
        row(
            J1939,
            "ATSHEA00F9 ATH1 00FEEC",
            "012|7 0EBF9 00 01 31 44 34 47 50 30 30 |7 0EBF9 00 02 52 35 35 42 31 32 33 "
                + "|7 0EBF9 00 03 34 35 36 2A FF FF FF "),
        row(J1939, "ATSHEA00F9 ATCFC0 00FEEC", "012"),
        row(J1939, "ATSHEA0BF9 00FEEC", "NO DATA"),
        row(J1939, "ATH1 00FEEE", "6 0FEEE 00 82 6E FF FF FF FF FF FF "),
        row(J1939, "ATH1 00FE00", "6 0E8FF 00 01 FF FF FF FF 00 FE 00 "));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"can", "legacy", "j1939"})
  void lines(BusProtocol protocol, String commands, String expected) {
    TestCar car = TestCar.standard();
    Host host = new Host(ElmConfig.DEFAULT.with(protocol), car);
    TestCar.Script engine = car.engine();
    StringBuilder bytes = new StringBuilder("6100");
    for (int i = 1; i <= 0x2B; i++) {
      bytes.append(String.format(Locale.ROOT, "%02X", i));
    }
    engine.answer("2100", bytes.toString());
    if (!protocol.isCan()) {
      engine.answer("0120", "4100BE3EB811");
      engine.answer(
          "0902",
          "49020100000031",
          "49020244344750",
          "49020330305235",
          "49020435423132",
          "49020533343536");
      engine.answer("03", "430133C1000200", "43017100000000");
    }
    if (protocol == J1939) {
      engine.answer("03", "4300");
    }
    host.send("ATE0");
    host.send("ATSP" + protocol.digit());
    String answer = "";
    for (String command : commands.split(" ")) {
      answer = host.send(command);
    }
    assertEquals(expected + (expected.isEmpty() ? "|>" : "||>"), answer);
  }
}
