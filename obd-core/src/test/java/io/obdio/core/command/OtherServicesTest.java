package io.obdio.core.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.decode.Decoded;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import io.obdio.core.value.ExtendedCodeData;
import io.obdio.core.value.Monitor;
import io.obdio.core.value.MonitorTest;
import io.obdio.core.value.ReportedCode;
import io.obdio.core.value.SensorValues;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Services 02, 05, 08, 09 and those of ISO 14229-1. */
class OtherServicesTest {

  private static <V> V decode(ObdCommand<V> command, String hex) {
    Decoded<V> decoded = command.decoder().decode(Payload.ofHex(hex));
    assertInstanceOf(Decoded.Value.class, decoded, decoded::toString);
    return ((Decoded.Value<V>) decoded).value();
  }

  @Test
  void freezeFramesMirrorServiceOne() {
    ObdCommand<Quantity> rpm = Service02.of(Service01.RPM);
    assertEquals("DTC_RPM", rpm.name());
    assertEquals("DTC Engine RPM", rpm.description());
    assertEquals("020C00", rpm.payload().toHex());
    assertEquals("020C03", Service02.at(Service01.RPM, 3).payload().toHex());
    ObdCommand<Quantity> again = Service02.at(rpm, 2);
    assertEquals("DTC_RPM", again.name());
    assertEquals("020C02", again.payload().toHex());
    assertEquals(Quantity.of(850, Units.RPM), decode(again, "0D48"));
  }

  @Test
  void otherServicesHaveNoFreezeFrame() {
    assertThrows(IllegalArgumentException.class, () -> Service02.of(Service09.VIN));
    assertThrows(IllegalArgumentException.class, () -> Service02.at(Service01.RPM, 256));
  }

  @Test
  void oxygenTestsOfTheOlderBuses() {
    ObdCommand<MonitorTest> test = Service05.tests(1, 2).get(6);
    assertEquals("O2_TEST_MIN_VOLTAGE_B1S2", test.name());
    assertEquals("050702", test.payload().toHex());
    MonitorTest result = decode(test, "120018");
    assertEquals(Quantity.of(0.09, Units.VOLT), result.value());
    assertEquals(Quantity.of(0, Units.VOLT), result.min());
    assertEquals(Quantity.of(0.12, Units.VOLT), result.max());
    assertTrue(result.passed());
    assertEquals(Quantity.of(0.45, Units.VOLT), decode(Service05.tests(1, 1).get(0), "5A").max());
    assertEquals(
        Quantity.of(0.072, Units.SECOND), decode(Service05.tests(2, 1).get(4), "120018").value());
    assertEquals("050010", Service05.supported(2, 1).payload().toHex());
    assertThrows(IllegalArgumentException.class, () -> Service05.tests(3, 1));
  }

  /** SAE J1979 clause 6.6: component 05 with a maximum, component 0B with a minimum. */
  @Test
  void testResultsOfTheOlderBuses() {
    ObdCommand<Monitor> command = Service06OffCan.test(0x01);
    assertEquals("TEST_ID_01", command.name());
    assertEquals("0601", command.payload().toHex());
    MonitorTest maximum = decode(command, "0500260096").tests().get(0); // 46 01 05 00 26 00 96
    assertEquals(0x01, maximum.tid());
    assertEquals("COMPONENT_05", maximum.name());
    assertEquals(Quantity.of(0x26, Units.COUNT), maximum.value());
    assertEquals(Quantity.of(0, Units.COUNT), maximum.min());
    assertEquals(Quantity.of(0x96, Units.COUNT), maximum.max());
    assertTrue(maximum.passed());
    MonitorTest minimum = decode(command, "8B00100020").test("COMPONENT_0B").orElseThrow();
    assertEquals(Quantity.of(0x20, Units.COUNT), minimum.min());
    assertEquals(Quantity.of(0xFFFF, Units.COUNT), minimum.max());
    assertFalse(minimum.passed());
    List<MonitorTest> both = decode(command, "0500260096" + "8500260010" + "0600010002").tests();
    assertEquals(2, both.size(), "both limits of a component are one result");
    assertEquals(Quantity.of(0x10, Units.COUNT), both.get(0).min());
    assertEquals(Quantity.of(0x96, Units.COUNT), both.get(0).max());
    assertInstanceOf(Decoded.Failed.class, command.decoder().decode(Payload.ofHex("05002600")));
    assertThrows(IllegalArgumentException.class, () -> Service06OffCan.test(0x20));
  }

  @Test
  void controlOfOnBoardSystems() {
    assertEquals("08010000000000", Service08.EVAP_LEAK_TEST.payload().toHex());
    assertEquals("CONTROL_20", Service08.control(0x20).name());
    assertThrows(IllegalArgumentException.class, () -> Service08.control(0));
  }

  @Test
  void vehicleInformation() {
    assertEquals(
        "ECM-EngineControl",
        decode(Service09.ECU_NAME, "01 45434D00 2D 456E67696E65436F6E74726F6C0000"));
    SensorValues tracking = decode(Service09.IPT_SPARK, "10 0400 0D15 026D 03C5");
    assertEquals(1024, tracking.quantity("OBDCOND").orElseThrow().value());
    assertEquals(965, tracking.quantity("CATCOND1").orElseThrow().value());
    assertEquals(4, tracking.values().size());
    assertEquals(Quantity.of(258, Units.COUNT), decode(Service09.FUELED_IGNITION_CYCLES, "010102"));
    assertEquals(Quantity.of(258, Units.COUNT), decode(Service09.FUELED_IGNITION_CYCLES, "0102"));
  }

  @Test
  void udsRequests() {
    assertEquals("22F190", Uds.readData(0xF190).payload().toHex());
    assertEquals("1902FF", Uds.codesByStatus(0xFF).payload().toHex());
    assertEquals("1906010413FF", Uds.extendedData(0x010413, 0xFF).payload().toHex());
    assertEquals("190A", Uds.supportedCodes().payload().toHex());
    assertEquals("2F114003FF", Uds.control(0x1140, Payload.of(3, 0xFF)).payload().toHex());
    assertEquals(
        "3101FF00", Uds.routine(Uds.Routine.START, 0xFF00, Payload.EMPTY).payload().toHex());
    assertEquals("3E00", Uds.testerPresent().payload().toHex());
    assertEquals("1003", Uds.session(3).payload().toHex());
    assertEquals("22F40C", Uds.of(Service01.RPM).payload().toHex());
    assertEquals("7E0#22F190", Uds.to(Uds.readData(0xF190), "7E0").request().toString());
    assertThrows(IllegalArgumentException.class, () -> Uds.readData(0x10000));
    assertThrows(IllegalArgumentException.class, () -> Uds.of(Service09.VIN));
  }

  @Test
  void udsWritesAreNotRepeatable() {
    assertTrue(Uds.readData(0xF190).isRepeatable());
    assertTrue(Uds.testerPresent().isRepeatable());
    assertFalse(Uds.control(0x1140, Payload.of(3)).isRepeatable());
    assertFalse(Uds.routine(Uds.Routine.STOP, 1, Payload.EMPTY).isRepeatable());
    assertFalse(Uds.session(3).isRepeatable());
  }

  @Test
  void udsTroubleCodes() {
    List<ReportedCode> codes = decode(Uds.codesByStatus(0xFF), "FF 0104 13 2F 9234 00 08");
    assertEquals(
        "P0104-13 Mass or volume air flow sensor A: signal intermittent (circuit open), status 2F:"
            + " testFailed, testFailedThisOperationCycle, pendingDTC, confirmedDTC, testFailedSinceLastClear",
        codes.get(0).toString());
    assertEquals("B1234", codes.get(1).code().code());
    assertTrue(codes.get(1).is(ReportedCode.StatusBit.CONFIRMED_DTC));
    assertFalse(codes.get(1).is(ReportedCode.StatusBit.TEST_FAILED));
    assertEquals(List.of(ReportedCode.StatusBit.CONFIRMED_DTC), codes.get(1).statusBits());
    assertEquals(List.of(), decode(Uds.supportedCodes(), "FF"));
    assertEquals("19022F", Uds.findCodes("UDS_DTC_BY_STATUS_2F").orElseThrow().payload().toHex());
    assertTrue(Uds.findCodes("UDS_DTC_BY_STATUS_2").isEmpty());
    ExtendedCodeData data = decode(Uds.extendedData(0x010413, 1), "010413 2F 01 05");
    assertEquals("0105", data.records().toHex());
    assertEquals(0x2F, data.code().status());
  }
}
