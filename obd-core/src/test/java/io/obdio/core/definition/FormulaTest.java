package io.obdio.core.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.Payload;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {

  /** Data of these tests: A=0D B=48 C=FF D=80 E=00 F=7F G=01. */
  private static final Payload DATA = Payload.ofHex("0D48FF80007F01");

  /** As many bytes as any formula can name. */
  private static final Payload LONG = Payload.of(new byte[27 * 26]);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "42; 42",
        "1.5e3; 1500",
        ".5; 0.5",
        "0x1F; 31",
        "A; 13",
        "a; 13",
        "(A*256+B)/4; 850",
        "((A<8)+B)/4; 18", // 13 < 8 is 0
        "((A<<8)+B)/4; 850",
        "2+3*4; 14",
        "(2+3)*4; 20",
        "10-4-3; 3",
        "100/10/5; 2",
        "7%4; 3",
        "-A+1; -12",
        "--2; 2",
        "2^3^2; 512",
        "-2^2; -4",
        "2^-1; 0.5",
        "C&15; 15",
        "A|2; 15",
        "~0; -1",
        "C>>4; 15",
        "A>12; 1",
        "A>=13&&B==72; 1",
        "A<13||B!=72; 0",
        "!A; 0",
        "!E; 1",
        "A>12?1:2; 1",
        "A>13?1:B>70?2:3; 2",
        "{C:7}; 1",
        "{A:1}; 0",
        "{ A : 3 }; 1",
        "BIT(A:0); 1",
        "SIGNED(C); -1",
        "Signed(D); -128",
        "signed(F); 127",
        "SIGNED(C*256+D); -128",
        "SIGNED(E*256+C); 255",
        "SIGNED(D)*256+E; -32768",
        "INT8(C); -1",
        "INT16(C:D); -128",
        "UINT16(C:D); 65408",
        "INT24(E:A:B); 3400",
        "UINT32(C:C:C:C); 4294967295",
        "INT32(C:C:C:C); -1",
        "ABS(-3); 3",
        "MIN(A,B); 13",
        "MAX(A,B); 72",
        "POW(2,10); 1024",
        "SQRT(16); 4",
        "LOG10(1000); 3",
        "LN(1); 0",
        "FLOOR(-1.5); -2",
        "CEIL(1.2); 2",
        "ROUND(2.5); 3",
        "INT(-1.7); -1",
        "COS(0); 1",
        "FLOAT32(F:D:E:E); Infinity",
      })
  void computes(String formula, String expected) {
    assertEquals(Double.parseDouble(expected), Formula.compile(formula).eval(DATA), 1e-9);
  }

  @ParameterizedTest
  @CsvSource({"A, 1", "B+A, 2", "Z, 26", "AA, 27", "AB, 28", "BA, 53", "1, 0", "{D:7}, 4"})
  void knowsHowManyBytesItReads(String formula, int bytes) {
    assertEquals(bytes, Formula.compile(formula).bytes());
    Payload data = Payload.of(new byte[bytes]);
    assertTrue(Double.isFinite(Formula.compile(formula).eval(data)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "` `; the formula is empty",
        "A+; something is missing at the end",
        "A B; 'B' is not expected",
        "(A; ')' is missing",
        "A); ')' is not expected",
        "*A; '*' is no operand",
        "A?1; ':' is missing",
        "{A:8}; bits are 0 to 7",
        "{A}; ':' is missing",
        "{A:1; '}' is missing",
        "FOO(A); there is no function FOO of 1 values",
        "ABS(A,B); there is no function ABS of 2 values",
        "INT16(A); there is no function INT16 of 1 values",
        "ABC; 'ABC' is neither a byte",
        "1.2.3; '1.2.3' is no number",
        "0x; a hexadecimal number has",
        "A=1; '=' is not expected",
        "VAL{Speed}; 'VAL' is neither a byte",
        "java.lang.Runtime; 'java' is neither a byte",
      })
  void saysWhatIsWrong(String formula, String reason) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Formula.compile(formula));
    assertTrue(String.valueOf(e.getMessage()).contains(reason), e.getMessage());
  }

  @Test
  void deepAndLongFormulasAreRefused() {
    for (String open : new String[] {"(", "-", "ABS(", "2^", "1?"}) {
      String deep = open.repeat(400) + "A";
      assertThrows(IllegalArgumentException.class, () -> Formula.compile(deep), open);
    }
    assertThrows(IllegalArgumentException.class, () -> Formula.compile("A+".repeat(2000) + "A"));
  }

  @Test
  void compilesOrRefusesWhateverComes() {
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    String[] words = {
      "A", "B", "G", "1", "2.5", "0x1F", "+", "-", "*", "/", "%", "^", "(", ")", "{A:7}", "SIGNED(",
      "MIN(", ",", "?", ":", "<", ">>", "&", "&&", "|", "==", "!", "~", " ", "E", "{", "}"
    };
    int compiled = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = 1 + random.nextInt(7); n > 0; n--) {
        text.append(words[random.nextInt(words.length)]);
      }
      try {
        Formula formula = Formula.compile(text.toString());
        double unused = formula.eval(LONG);
        compiled++;
      } catch (IllegalArgumentException e) {
        assertTrue(String.valueOf(e.getMessage()).contains("formula"), "seed " + seed);
      }
    }
    assertTrue(compiled > 1000, "compiled " + compiled);
  }
}
