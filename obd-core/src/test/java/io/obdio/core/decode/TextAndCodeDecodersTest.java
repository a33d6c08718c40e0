package io.obdio.core.decode;

import static io.obdio.core.decode.DecodersTest.decode;
import static io.obdio.core.decode.DecodersTest.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import io.obdio.core.value.Monitor;
import io.obdio.core.value.MonitorTest;
import io.obdio.core.value.TroubleCode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts, trouble codes, monitor tests and the adapter's answers. */
class TextAndCodeDecodersTest {

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Zeros, ones and twos at the ends are characters of the number, not padding. */
  @ParameterizedTest
  @CsvSource({
    "WP0ZZZ99ZTS390000",
    "1D4GP00R55B123456",
    "00000000000000000",
    "2T1BURHE5JC012220",
  })
  void vinInEveryFraming(String vin) {
    Decoder<String> decoder = Decoders.text(17);
    assertEquals(vin, decode(decoder, hex(vin)));
    assertEquals(vin, decode(decoder, "01" + hex(vin)), "with the item count of CAN");
    assertEquals(vin, decode(decoder, "000000" + hex(vin)), "five lines of four bytes");
    assertEquals(vin, decode(decoder, hex(vin) + "000000"), "padded behind");
  }

  @Test
  void calibrationIdsKeepTheirDigits() {
    Decoder<String> decoder = Decoders.text(16);
    String padded = hex("312J6000") + "00".repeat(8);
    assertEquals("312J6000", decode(decoder, padded));
    assertEquals("312J6000", decode(decoder, "01" + padded));
    assertEquals(
        "312J6000, 37805-RBJ-A120",
        decode(decoder, "02" + padded + hex("37805-RBJ-A120") + "0000"));
    assertEquals(
        List.of("312J6000", "312J6001"),
        decode(Decoders.texts(16), padded + hex("312J6001") + "00".repeat(8)));
  }

  /** A vehicle that answers 0902 with FF only has no VIN. */
  @Test
  void erasedTextsAreNotAvailable() {
    String none = "not available: all bytes are FF";
    assertEquals(none, failure(Decoders.text(17), "01" + "FF".repeat(17)));
    assertEquals(none, failure(Decoders.texts(16), "02" + "FF".repeat(32)));
  }

  @Test
  void textsReportHowManyBytesAreMissing() {
    assertEquals("too short: 16 of 17 bytes", failure(Decoders.VIN, "01" + "41".repeat(16)));
    assertEquals("too short: 0 of 17 bytes", failure(Decoders.VIN, ""));
    assertEquals("too short: 15 of 17 bytes", failure(Decoders.text(17), "01" + "41".repeat(15)));
    assertEquals("", decode(Decoders.text(17), "00".repeat(17)));
    assertEquals("A\\x07B", TextDecoder.text(Payload.ofHex("410742")));
    assertEquals("A\u00e9", TextDecoder.text(Payload.ofHex("41E9")));
  }

  /**
   * The number of items is counted as a part of the text, or a byte of padding is missing.
   *
   * <p>Source: {@code ECU_NAME} of 19 of 20 bytes from a vehicle.
   */
  @Test
  void aTextThatIsOneByteShortIsText() {
    String name = hex("ECM") + "00" + hex("-EngineControl") + "00";
    assertEquals("ECM-EngineControl", decode(Decoders.ECU_NAME, "01" + name));
    assertEquals("ECM-EngineControl", decode(Decoders.ECU_NAME, name));
    assertEquals(
        List.of("312J6000ABCDEFGH", "312J6001ABCDEFG"),
        decode(Decoders.texts(16), "02" + hex("312J6000ABCDEFGH") + hex("312J6001ABCDEFG")));
    assertEquals(List.of("312J6000ABCDEFG"), decode(Decoders.texts(16), hex("312J6000ABCDEFG")));
  }

  /** Each number is four bytes, none is short of its first or last. */
  @ParameterizedTest
  @CsvSource({
    "1791BC82, [1791BC82]",
    "011791BC82, [1791BC82]",
    "00000000, [00000000]",
    "021791BC8200000001, '[1791BC82, 00000001]'",
    "1791BC8200000001, '[1791BC82, 00000001]'",
    "FFFFFFFF, [FFFFFFFF]",
  })
  void calibrationVerificationNumbers(String data, String numbers) {
    assertEquals(numbers, decode(Decoders.CVNS, data).toString());
  }

  @Test
  void aCutVerificationNumberIsTooShort() {
    assertEquals("too short: 3 of 4 bytes", failure(Decoders.CVNS, "1791BC"));
  }

  /** A count precedes the codes on CAN but not on the older buses; 0000 is padding. */
  @ParameterizedTest
  @CsvSource({
    "'', []",
    "00, []",
    "010104, [P0104]",
    "0104, [P0104]",
    "010400000000, [P0104]",
    "0201044123, '[P0104, C0123]'",
    "010441238123C123, '[P0104, C0123, B0123, U0123]'",
    "0101040000, [P0104]",
    "FFFF, [U3FFF]",
    "000000000000, []",
    "01 0A0B, [P0A0B]",
  })
  void troubleCodes(String data, String codes) {
    assertEquals(
        codes, decode(Decoders.CODES, data).stream().map(TroubleCode::code).toList().toString());
  }

  @Test
  void troubleCodesOfTwoEcusAreOneList() {
    List<TroubleCode> engine = decode(Decoders.CODES, "0201044123");
    List<TroubleCode> transmission = decode(Decoders.CODES, "0207004123");
    assertEquals(
        "[P0104, C0123, P0700]",
        Decoders.CODES.merge(engine, transmission).stream()
            .map(TroubleCode::code)
            .toList()
            .toString());
  }

  @Test
  void theFreezeFramesCode() {
    assertEquals("P0104", decode(Decoders.SINGLE_CODE, "0104").code());
    assertEquals("no trouble code stored", failure(Decoders.SINGLE_CODE, "0000"));
    assertEquals("too short: 1 of 2 bytes", failure(Decoders.SINGLE_CODE, "01"));
  }

  @Test
  void monitorWithOneTest() {
    MonitorTest test = decode(Decoders.MONITOR, "01 0A 0BB0 0BB0 0BB0").tests().get(0);
    assertEquals(1, test.tid());
    assertEquals("RTL_THRESHOLD_VOLTAGE", test.name());
    assertEquals("Rich to lean sensor threshold voltage", test.desc());
    assertEquals(365.024, test.value().value(), 1e-9);
    assertEquals("millivolt", test.value().unit().name());
    assertTrue(test.passed());
  }

  /** The OBDMID precedes the second and third test again. */
  @Test
  void monitorWithSeveralTests() {
    Monitor monitor =
        decode(
            Decoders.MONITOR,
            "01 0A 0BB0 0BB0 0BB0  01 05 10 0048 0000 0064  01 85 24 0096 004B FFFF");
    assertEquals(3, monitor.tests().size());
    MonitorTest second = monitor.test(0x05).orElseThrow();
    assertEquals("RTL_SWITCH_TIME", second.name());
    assertEquals(Quantity.of(72, Units.MILLISECOND), second.value());
    assertEquals(Quantity.of(100, Units.MILLISECOND), second.max());
    MonitorTest third = monitor.test("Unknown (0x85)").orElseThrow();
    assertEquals(150, third.value().value());
    assertEquals(65535, third.max().value());
    assertTrue(third.passed());
  }

  @Test
  void monitorLimitsMayBeSignedAndMissed() {
    MonitorTest test = decode(Decoders.MONITOR, "07 96 FF38 FF9C 0064").tests().get(0);
    assertEquals(Quantity.of(-20, Units.DEGREE_CELSIUS), test.value());
    assertEquals(Quantity.of(-10, Units.DEGREE_CELSIUS), test.min());
    assertFalse(test.passed());
  }

  @Test
  void monitorOfUnknownScalingKeepsTheRawNumbers() {
    MonitorTest test = decode(Decoders.MONITOR, "81 7F 0001 0000 FFFF").tests().get(0);
    assertEquals("1.0 raw (scaling 0x7F)", test.value().toString());
    assertEquals(65535, test.max().value());
  }

  @Test
  void monitorsOfTwoEcusAreOne() {
    Monitor one = decode(Decoders.MONITOR, "01 0A 0BB0 0BB0 0BB0");
    assertEquals(2, Decoders.MONITOR.merge(one, one).tests().size());
    assertEquals("too short: 7 of 8 bytes", failure(Decoders.MONITOR, "010A0BB00BB00B"));
  }

  /** An incomplete test at the end is omitted. */
  @Test
  void aCutSecondTestIsLeftOut() {
    assertEquals(1, decode(Decoders.MONITOR, "01 0A 0BB0 0BB0 0BB0 01 05 10 00").tests().size());
  }

  @ParameterizedTest
  @CsvSource({"14.2V, 14.2", "12.0v, 12", "0.0V, 0", "'13.8 V', 13.8", "9, 9"})
  void adapterVoltage(String text, double volts) {
    assertEquals(Quantity.of(volts, Units.VOLT), decode(Decoders.ADAPTER_VOLTAGE, hex(text)));
  }

  @ParameterizedTest
  @CsvSource({"?", "NO DATA", "14.2A", "-1V", "''"})
  void rejectsTextsWithoutAVoltage(String text) {
    assertEquals(
        "expected a voltage, found '" + text + "'", failure(Decoders.ADAPTER_VOLTAGE, hex(text)));
  }

  @Test
  void adapterText() {
    assertEquals("ELM327 v2.1", decode(Decoders.ADAPTER_TEXT, hex("ELM327 v2.1\r")));
    assertEquals("too short: 0 of 1 bytes", failure(Decoders.ADAPTER_TEXT, ""));
  }
}
