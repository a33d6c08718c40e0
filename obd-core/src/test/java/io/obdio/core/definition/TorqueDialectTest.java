package io.obdio.core.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.formula.Formula;
import io.obdio.core.formula.Variables;
import io.obdio.core.message.Payload;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorqueDialectTest {

  /** Data of these tests: A=0D B=48 C=FF D=80 E=00 F=7F G=01. */
  private static final Payload DATA = Payload.ofHex("0D48FF80007F01");

  /** As many bytes as any formula can name. */
  private static final Payload LONG = Payload.of(new byte[27 * 26]);

  private static Formula compile(String formula) {
    return Formula.compile(formula, TorqueDialect.INSTANCE);
  }

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
        "((A<8)+B)/4; 850",
        "((A<<8)+B)/4; 850",
        "A<8+B; 3400", // shifts bind tighter than sums
        "C>4; 15",
        "B*256>8; 72",
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
        "A>=13&&B==72; 1",
        "A<=12||B!=72; 0",
        "!A; 0",
        "!E; 1",
        "A>=12?1:2; 1",
        "A>=14?1:B>=70?2:3; 2",
        "{C:7}; 1",
        "{A:1}; 0",
        "{ A : 3 }; 1",
        "BIT(A:0); 1",
        "SIGNED(C); -1",
        "Signed(D); -128",
        "signed(F); 127",
        "SIGNED(C*256+D); -128",
        "SIGNED(E*256+C); -1", // eight bits, whatever the value is made of
        "SIGNED8(D); -128",
        "SIGNED(D)*256+E; -32768",
        "SIGNED16(C*256+D); -128",
        "SIGNED16(A*256+B); 3400",
        "SIGNED24(INT24(C:C:D)); -128",
        "SIGNED24(INT24(F:C:C)); 8388607",
        "SIGNED32(INT32(C:C:C:D)); -128",
        "SIGNED32(INT32(F:C:C:C)); 2147483647",
        "INT8(C); 255",
        "INT16(C:D); 65408",
        "INT16(A,B); 3400",
        "UINT16(C:D); 65408",
        "INT24(E:A:B); 3400",
        "INT24(C:C:C); 16777215",
        "UINT32(C:C:C:C); 4294967295",
        "INT32(C:C:C:C); 4294967295",
        "FLOAT64(0:0:0:0:0:0:0:0); 0",
        "FLOAT64(0x3F:0xF8:0:0:0:0:0:0); 1.5",
        "LOG(EXP(2)); 2",
        "LOG1P(0); 0",
        "MAX(0:64*(0.8-(D/200))); 10.24",
        "LOOKUP(A:7:13=5:14=6); 5",
        "LOOKUP(B:7:13=5:14=6); 7",
        "LOOKUP(B:A+1:70~75=A*2); 26",
        "LOOKUP(-A:0:-13=3); 3",
        "CLOSEST(A:0:0=1:10=2:30=3); 2",
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
    assertEquals(Double.parseDouble(expected), compile(formula).value(DATA::at), 1e-9);
  }

  @ParameterizedTest
  @CsvSource({"A, 1", "B+A, 2", "Z, 26", "AA, 27", "AB, 28", "BA, 53", "1, 0", "{D:7}, 4"})
  void knowsHowManyBytesItReads(String formula, int bytes) {
    assertEquals(bytes, compile(formula).variables());
    Payload data = Payload.of(new byte[bytes]);
    assertTrue(Double.isFinite(compile(formula).value(data::at)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "` `; character 2: expected a value at the end",
        "A+; character 3: expected a value at the end",
        "A B; character 3: unexpected 'B'",
        "(A; character 3: expected ')' at the end",
        "A); character 2: unexpected ')'",
        "*A; character 1: expected a value before '*'",
        "A?1; expected ':' at the end",
        "{A:8}; character 1: bit 8 is out of range (0 to 7)",
        "{A}; expected a byte and a bit, such as {A:7}",
        "{A:1; expected '}'",
        "{ABC:1}; unknown name 'ABC'; expected a byte (A to ZZ) or a function",
        "FOO(A); unknown function 'FOO'",
        "ABS(A,B); ABS() takes 1 arguments, not 2",
        "INT16(A); INT16() takes 2 arguments, not 1",
        "ABC; unknown name 'ABC'; expected a byte (A to ZZ) or a function",
        "1.2.3; '1.2.3' is not a number",
        "0x; expected 1 to 12 hexadecimal digits",
        "A=1; unexpected '='",
        "VAL{}; expected the name of another row",
        "VAL{Speed; expected '}'",
        "[XY]; expected a PID, such as [0D]",
        "java.lang.Runtime; unknown name 'java'",
        "LOOKUP(A:0:B=1); expected a number, such as 1=10",
        "LOOKUP(A:0:1='x); expected ' after the text",
        "1+LOOKUP(A:0:1='x'); a lookup of texts must be the whole formula",
      })
  void reportsWhatIsWrong(String formula, String reason) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> compile(formula));
    assertTrue(String.valueOf(e.getMessage()).contains(reason), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "LOOKUP(A::13='Run':2='Off'); Run",
        "LOOKUP(B/72::0='Off':1='Run'); Run",
        "(LOOKUP(A::0~12='cold':13~99='warm')); warm",
        "lookup(A:'other':1='Run'); other",
        "LOOKUP(A:B:1='Run'); 72",
        "LOOKUP(A:\"x y\":1='Run'); x y",
        "LOOKUP(A::1='Run'); ``",
      })
  void looksTextsUp(String formula, String expected) {
    assertTrue(compile(formula).isText());
    assertEquals(expected, compile(formula).text(DATA::at).orElse(""));
  }

  @Test
  void namesTheOtherValuesThatItReads() {
    Formula formula = compile("VAL{Battery Current}*val{Volts}+[0d]-[0xFF1001]+BARO()+Baro");
    assertEquals(
        List.of("Battery Current", "Volts", "[0D]", "[FF1001]", "BARO()"), formula.references());
    double[] values = {2, 3, 10, 5, 14.7};
    Variables variables =
        new Variables() {
          @Override
          public double variable(int index) {
            throw new AssertionError("reads no byte");
          }

          @Override
          public double reference(int index) {
            return values[index];
          }
        };
    assertEquals(6 + 10 - 5 + 2 * 14.7, formula.value(variables), 1e-9);
  }

  @Test
  void deepAndLongFormulasAreRefused() {
    for (String open : new String[] {"(", "-", "ABS(", "2^", "1?"}) {
      String deep = open.repeat(400) + "A";
      assertThrows(IllegalArgumentException.class, () -> compile(deep), open);
    }
    assertThrows(IllegalArgumentException.class, () -> compile("A+".repeat(2000) + "A"));
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
        Formula formula = compile(text.toString());
        double unused = formula.value(LONG::at);
        compiled++;
      } catch (IllegalArgumentException e) {
        assertTrue(String.valueOf(e.getMessage()).contains("formula"), "seed " + seed);
      }
    }
    assertTrue(compiled > 1000, "compiled " + compiled);
  }
}
