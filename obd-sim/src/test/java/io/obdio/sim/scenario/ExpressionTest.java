package io.obdio.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

  @ParameterizedTest(name = "{0} at t = 10 is {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 + 2 * 3 | 7",
        "(1 + 2) * 3 | 9",
        "10 - 2 - 3 | 5",
        "2 ^ 3 ^ 2 | 512",
        "-2 ^ 2 | -4",
        "2 ^ -1 | 0.5",
        "7 % 4 | 3",
        "8 / 4 / 2 | 1",
        "--t | 10",
        "t / 4 | 2.5",
        ".5 * 1e2 + 1.5E-1 | 50.15",
        "sin(pi / 2) | 1",
        "max(1, min(t, 5)) | 5",
        "clamp(t, 0, 3) | 3",
        "if(t > 5, 1, 2) | 1",
        "if(t <= 5, 1, 2) | 2",
        "(t >= 10) + (t < 10) | 1",
        "saw(t / 4) | 0.5",
        "square(t / 3) | 1",
        "round(2.6) + floor(2.6) + ceil(2.1) + abs(-1) + sqrt(9) | 12",
        "exp(log(t)) | 10",
        "cos(0) + tan(0) | 1"
      })
  void computes(String expression, double expected) {
    assertEquals(expected, Expression.parse(expression).at(10), 1e-9);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | expected a value at the end",
        "1 + | character 4: expected a value at the end",
        "1 2 | character 3: unexpected '2'",
        "(1 | expected ')' at the end",
        "1..2 | '1..2' is not a number",
        "sine(t) | unknown function 'sine'; did you mean 'sin'?",
        "min(1) | min() takes 2 arguments, not 1",
        "x | unknown name 'x'; expected t, pi or a function",
        "t; 1 | unexpected ';'",
        "java.lang | unknown name 'java'"
      })
  void explainsAMistake(String expression, String reason) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Expression.parse(expression));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  @Test
  void depthAndLengthAreBounded() {
    for (String nasty :
        new String[] {
          "(".repeat(900), "2^".repeat(450) + "1", "sin(".repeat(200), "1+".repeat(600) + "1"
        }) {
      assertThrows(IllegalArgumentException.class, () -> Expression.parse(nasty));
    }
    assertEquals(300, Expression.parse("1+".repeat(299) + "1").at(0));
    assertEquals(1, Expression.parse("--".repeat(400) + "1").at(0));
  }

  @Test
  void randomTextIsReadOrRefused() {
    String alphabet = "t pi+-*/%^()0123456789.e,<>=sincoxmaf";
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(30); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        Expression.parse(text.toString()).at(1);
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().contains("character"), e.getMessage());
      } catch (RuntimeException e) {
        fail("seed 5, round " + i + ": '" + text + "'", e);
      }
    }
  }
}
