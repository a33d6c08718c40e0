package io.obdio.core.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.formula.Formula;
import io.obdio.core.message.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random equations: each is written from a tree, with parentheses only where Torque's precedence
 * needs them, and evaluated twice, by the compiled formula and by the tree itself.
 */
class TorqueDialectPropertyTest {

  private static final int FORMULAS = 100_000;

  private static final int ATOM = 100;
  private static final int POWER = 90;
  private static final int PREFIX = 80;

  /** The operators with their precedence. */
  private static final String[][] OPERATORS = {
    {"||", "1"}, {"&&", "2"}, {"|", "3"}, {"&", "4"}, {"==", "5"}, {"!=", "5"}, {"<=", "5"},
    {">=", "5"}, {"+", "6"}, {"-", "6"}, {"*", "7"}, {"/", "7"}, {"%", "7"}, {"<", "7"},
    {">", "7"}, {"<<", "7"}, {">>", "7"}
  };

  private static final String[] ONE = {
    "ABS", "SIGNED", "SIGNED8", "SIGNED16", "SIGNED24", "SIGNED32", "INT", "SQRT", "FLOOR", "CEIL"
  };

  private final SplittableRandom random = new SplittableRandom(11);
  private Payload data = Payload.EMPTY;

  /** A part of an equation: its text, its precedence and its value for the data. */
  private record Part(String text, int precedence, double value) {
    String in(int least) {
      return precedence < least ? "(" + text + ")" : text;
    }
  }

  @Test
  void formulasAgreeWithTheirTrees() {
    int finite = 0;
    for (int i = 0; i < FORMULAS; i++) {
      data = Payload.generate(30, index -> random.nextInt(256));
      Part part = part(4);
      String text = random.nextInt(4) == 0 ? part.text.toLowerCase(Locale.ROOT) : part.text;
      Formula formula = Formula.compile(text, TorqueDialect.INSTANCE);
      assertTrue(formula.variables() <= 30, text);
      double actual = formula.value(data::at);
      double scale = Math.max(1, Math.abs(part.value));
      if (Double.isFinite(part.value)) {
        assertEquals(part.value, actual, 1e-9 * scale, () -> text + " of " + data);
        finite++;
      } else {
        assertEquals(part.value, actual, () -> text + " of " + data);
      }
    }
    assertTrue(finite > FORMULAS / 2, "finite: " + finite);
  }

  private Part part(int depth) {
    if (depth == 0) {
      return leaf();
    }
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3, 4 -> binary(depth);
      case 5 -> prefix(depth);
      case 6 -> power(depth);
      case 7 -> one(depth);
      case 8 -> bytes(depth);
      case 9 -> conditional(depth);
      case 10 -> lookup(depth);
      default -> leaf();
    };
  }

  private Part leaf() {
    int kind = random.nextInt(6);
    if (kind == 0) {
      int bit = random.nextInt(8);
      int index = random.nextInt(30);
      return new Part("{" + name(index) + ":" + bit + "}", ATOM, data.at(index) >> bit & 1);
    }
    if (kind == 1) {
      int number = random.nextInt(300);
      return new Part("0x" + Integer.toHexString(number), ATOM, number);
    }
    if (kind == 2) {
      double number = random.nextInt(1000) / 8.0;
      return new Part(Double.toString(number), ATOM, number);
    }
    int index = random.nextInt(30);
    return new Part(name(index), ATOM, data.at(index));
  }

  private static String name(int index) {
    return index < 26 ? "" + (char) ('A' + index) : "A" + (char) ('A' + index - 26);
  }

  private Part binary(int depth) {
    String[] operator = OPERATORS[random.nextInt(OPERATORS.length)];
    int level = Integer.parseInt(operator[1]);
    Part left = part(depth - 1);
    Part right = operator[0].matches("<|>|<<|>>") ? shift() : part(depth - 1);
    String space = random.nextBoolean() ? " " : "";
    return new Part(
        left.in(level) + space + operator[0] + space + right.in(level + 1),
        level,
        apply(operator[0], left.value, right.value));
  }

  private Part shift() {
    int count = random.nextInt(32);
    return new Part(Integer.toString(count), ATOM, count);
  }

  private static double apply(String operator, double a, double b) {
    return switch (operator) {
      case "||" -> a != 0 || b != 0 ? 1 : 0;
      case "&&" -> a != 0 && b != 0 ? 1 : 0;
      case "|" -> (long) a | (long) b;
      case "&" -> (long) a & (long) b;
      case "==" -> a == b ? 1 : 0;
      case "!=" -> a != b ? 1 : 0;
      case "<=" -> a <= b ? 1 : 0;
      case ">=" -> a >= b ? 1 : 0;
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "%" -> a % b;
      case "<", "<<" -> (long) a << (int) b;
      default -> (long) a >> (int) b;
    };
  }

  private Part prefix(int depth) {
    Part operand = part(depth - 1);
    String text = operand.in(PREFIX);
    return switch (random.nextInt(4)) {
      case 0 -> new Part("-" + text, PREFIX, -operand.value);
      case 1 -> new Part("+" + text, PREFIX, operand.value);
      case 2 -> new Part("~" + text, PREFIX, ~(long) operand.value);
      default -> new Part("!" + text, PREFIX, operand.value == 0 ? 1 : 0);
    };
  }

  private Part power(int depth) {
    Part base = part(depth - 1);
    int exponent = random.nextInt(4);
    return new Part(base.in(POWER + 1) + "^" + exponent, POWER, Math.pow(base.value, exponent));
  }

  private Part one(int depth) {
    String name = ONE[random.nextInt(ONE.length)];
    Part argument = part(depth - 1);
    double x = argument.value;
    double value =
        switch (name) {
          case "ABS" -> Math.abs(x);
          case "SIGNED", "SIGNED8" -> signed(x, 8);
          case "SIGNED16" -> signed(x, 16);
          case "SIGNED24" -> signed(x, 24);
          case "SIGNED32" -> signed(x, 32);
          case "INT" -> x < 0 ? Math.ceil(x) : Math.floor(x);
          case "SQRT" -> Math.sqrt(x);
          case "FLOOR" -> Math.floor(x);
          default -> Math.ceil(x);
        };
    return new Part(name + "(" + argument.text + ")", ATOM, value);
  }

  /** Two's complement of the lowest bits. */
  private static double signed(double x, int bits) {
    long low = (long) x & (1L << bits) - 1;
    return low >= 1L << bits - 1 ? low - (1L << bits) : low;
  }

  private Part bytes(int depth) {
    int count = 2 + random.nextInt(3);
    List<String> texts = new ArrayList<>();
    double value = 0;
    for (int i = 0; i < count; i++) {
      Part argument = part(depth - 1);
      texts.add(argument.text);
      value = value * 256 + ((long) argument.value & 0xFF);
    }
    String separator = random.nextBoolean() ? ":" : ",";
    // A condition's colon must not be taken for a separator.
    boolean plain = texts.stream().noneMatch(text -> text.contains("?"));
    return new Part(
        "INT" + 8 * count + "(" + String.join(plain ? separator : ",", texts) + ")", ATOM, value);
  }

  private Part conditional(int depth) {
    Part condition = part(depth - 1);
    Part yes = part(depth - 1);
    Part no = part(depth - 1);
    return new Part(
        "(" + condition.in(1) + "?" + yes.text + ":" + no.text + ")",
        ATOM,
        condition.value != 0 ? yes.value : no.value);
  }

  private Part lookup(int depth) {
    int index = random.nextInt(30);
    int low = random.nextInt(200);
    Part otherwise = part(depth - 1);
    Part first = part(depth - 1);
    Part second = part(depth - 1);
    int key = data.at(index);
    double value = key == low ? first.value : key > 100 ? second.value : otherwise.value;
    String text =
        "LOOKUP("
            + name(index)
            + ","
            + otherwise.text
            + ","
            + low
            + "="
            + first.text
            + ",101~255="
            + second.text
            + ")";
    return new Part(text, ATOM, value);
  }
}
