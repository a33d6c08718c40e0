package io.obdio.isotp.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of the Lawicel protocol beside candump's form of the same frame. */
class SlcanFormatTest {

  @ParameterizedTest
  @CsvSource({
    "t10021133, 100#1133",
    "t1000, 100#",
    "t7E88064100BE3FA813CC, 7E8#064100BE3FA813CC",
    "T0000010021133, 00000100#1133",
    "T18DAF1108064100BE3FA813CC, 18DAF110#064100BE3FA813CC",
    "r1002, 100#R2",
    "r7FF0, 7FF#R",
    "R000001002, 00000100#R2",
    "d123811223344556677FF, 123##011223344556677FF",
    "b1239000102030405060708090A0B, 123##1000102030405060708090A0B",
    "D18DAF1101AA, 18DAF110##0AA",
    "B18DAF1100, 18DAF110##1"
  })
  void framesAreWrittenAndRead(String line, String candump) {
    CanFrame frame = CandumpFormat.parse(candump);
    assertEquals(line, SlcanFormat.format(frame));
    assertEquals(frame, SlcanFormat.parse(line));
    assertEquals(
        frame, SlcanFormat.parse(line.charAt(0) + line.substring(1).toLowerCase(Locale.ROOT)));
    assertTrue(SlcanFormat.isFrame(line.charAt(0)));
  }

  @ParameterizedTest
  @CsvSource({"9, 12", "A, 16", "B, 20", "C, 24", "D, 32", "E, 48", "F, 64"})
  void lengthsOfFdFramesHaveCodes(String code, int length) {
    String line = "b123" + code + "5A".repeat(length);
    CanFrame frame = SlcanFormat.parse(line);
    assertEquals(length, frame.length());
    assertEquals(line, SlcanFormat.format(frame));
  }

  /** Timestamps of 4 digits after the command Z1, of 8 digits after Z2 of the CANable 2.0. */
  @ParameterizedTest
  @ValueSource(strings = {"t10021133EA60", "t100211330123ABCD"})
  void timestampsAreIgnored(String line) {
    assertEquals(CandumpFormat.parse("100#1133"), SlcanFormat.parse(line));
  }

  @Test
  void remoteFramesHaveTimestampsToo() {
    assertEquals(CandumpFormat.parse("100#R2"), SlcanFormat.parse("r1002EA60"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "t",
        "t10",
        "t100",
        "t1002113",
        "t100211",
        "t1002113345",
        "t100211334",
        "t8002113",
        "t80021133",
        "t100911223344556677889900AABB",
        "T200000000",
        "tXYZ0",
        "t100G",
        "t1001XY",
        "t10021133EA6X",
        "x1000",
        "z",
        "V1013",
        "r1009"
      })
  void otherLinesAreRefused(String line) {
    assertThrows(IllegalArgumentException.class, () -> SlcanFormat.parse(line));
  }

  @Test
  void otherLettersAreNotFrames() {
    for (char letter : "zZVNFSOC\u0007".toCharArray()) {
      assertFalse(SlcanFormat.isFrame(letter));
    }
    assertThrows(
        IllegalArgumentException.class, () -> SlcanFormat.format(CanFrame.error(4, new byte[8])));
  }
}
