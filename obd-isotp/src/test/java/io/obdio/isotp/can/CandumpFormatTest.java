package io.obdio.isotp.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** candump's three forms. */
class CandumpFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        // compact form|screen
        "7E8#0441000102|  can0  7E8   [5]  04 41 00 01 02",
        "18DAF110#0341|  can0  18DAF110   [2]  03 41",
        "000#|  can0  000   [0] ",
        "1FFFFFFF#1122334455667788|  can0  1FFFFFFF   [8]  11 22 33 44 55 66 77 88",
        "123#R|  can0  123   [0]  remote request",
        "18DAF110#R4|  can0  18DAF110   [4]  remote request",
        "123##0|  can0  123  [00] ",
        "123##1A0B1C2|  can0  123  [03]  A0 B1 C2",
        "123##0000102030405060708090A0B|  can0  123  [12]  00 01 02 03 04 05 06 07 08 09 0A 0B",
        "20000004#0008000000000000|  can0  20000004   [8]  00 08 00 00 00 00 00 00   ERRORFRAME",
      })
  void bothDirections(String compact, String screen) {
    CanFrame frame = CandumpFormat.parse(compact);
    assertEquals(compact, frame.toString());
    assertEquals(frame, CandumpFormat.parse(frame.toString()));
    assertEquals(screen, CandumpFormat.formatForScreen("can0", frame));
  }

  @Test
  void readsWhatCansendReads() {
    assertEquals("7E8#0441AB", CandumpFormat.parse("7e8#04.41.ab").toString());
    assertEquals(CanFrame.Kind.DATA, CandumpFormat.parse("10000000#00").kind());
    // The kernel marks FD frames with a flag of its own beside BRS and ESI.
    assertEquals("123##111", CandumpFormat.parse("123##511").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "123",
        "#",
        "12#00",
        "1234#00",
        "800#00",
        "123#0",
        "123#GG",
        "123#112233445566778899",
        "123##",
        "123##G",
        "123##000112233445566778899",
        "123#R9",
        "123#R12",
        "40000000#00",
        "-12#00",
        "+12#00"
      })
  void refusesWithTheText(String text) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> CandumpFormat.parse(text));
    assertTrue(
        error.getMessage().startsWith("not a CAN frame: '" + text + "'"), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(1436509052.249713) vcan0 044#2A366C2BBA",
        "(0000000000.000001) can0 18DAF110##1AABB",
        "(1436509052.249713) slcan0 123#R8"
      })
  void logLines(String line) {
    assertEquals(line, CanLogLine.parse(line).toString());
    assertEquals(CanLogLine.parse(line), CanLogLine.parse(line + " R"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "(1.2) can0 123#", "(1436509052.249713) can0", "1436509052.249713 can0 123#"})
  void refusesOtherLines(String line) {
    assertThrows(IllegalArgumentException.class, () -> CanLogLine.parse(line));
  }
}
