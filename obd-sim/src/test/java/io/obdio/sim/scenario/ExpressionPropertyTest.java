package io.obdio.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random expressions: each is written from a tree, with parentheses only where the precedence needs
 * them, and evaluated twice, by the compiled expression and by the tree itself.
 */
class ExpressionPropertyTest {

  private static final int EXPRESSIONS = 100_000;

  private static final int ATOM = 9;
  private static final int POWER = 8;
  private static final int SIGN = 7;

  private static final String[] OPERATORS = {"<=", ">=", "<", ">", "+", "-", "*", "/", "%"};
  private static final int[] LEVELS = {1, 1, 1, 1, 2, 2, 3, 3, 3};

  private final SplittableRandom random = new SplittableRandom(13);
  private double time;

  private record Part(String text, int precedence, double value) {
    String in(int least) {
      return precedence < least ? "(" + text + ")" : text;
    }
  }

  @Test
  void expressionsAgreeWithTheirTrees() {
    int finite = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      time = random.nextInt(100_000) / 64.0;
      Part part = part(5);
      double actual = Expression.parse(part.text).at(time);
      String message = part.text + " at " + time;
      if (Double.isFinite(part.value)) {
        assertEquals(part.value, actual, 1e-9 * Math.max(1, Math.abs(part.value)), message);
        finite++;
      } else {
        assertEquals(part.value, actual, message);
      }
    }
    assertTrue(finite > EXPRESSIONS / 2, "finite: " + finite);
  }

  private Part part(int depth) {
    if (depth == 0) {
      return leaf();
    }
    return switch (random.nextInt(9)) {
      case 0, 1, 2, 3 -> binary(depth);
      case 4 -> sign(depth);
      case 5 -> power(depth);
      case 6 -> one(depth);
      case 7 -> several(depth);
      default -> leaf();
    };
  }

  private Part leaf() {
    int whole = random.nextInt(1000);
    return switch (random.nextInt(4)) {
      case 0 -> new Part("t", ATOM, time);
      case 1 -> new Part("pi", ATOM, Math.PI);
      case 2 -> new Part(whole + "e-1", ATOM, Double.parseDouble(whole + "e-1"));
      default -> new Part(Double.toString(whole / 8.0), ATOM, whole / 8.0);
    };
  }

  private Part binary(int depth) {
    int which = random.nextInt(OPERATORS.length);
    Part left = part(depth - 1);
    Part right = part(depth - 1);
    double a = left.value;
    double b = right.value;
    double value =
        switch (OPERATORS[which]) {
          case "<=" -> a <= b ? 1 : 0;
          case ">=" -> a >= b ? 1 : 0;
          case "<" -> a < b ? 1 : 0;
          case ">" -> a > b ? 1 : 0;
          case "+" -> a + b;
          case "-" -> a - b;
          case "*" -> a * b;
          case "/" -> a / b;
          default -> a % b;
        };
    int level = LEVELS[which];
    String space = random.nextBoolean() ? " " : "";
    return new Part(
        left.in(level) + space + OPERATORS[which] + space + right.in(level + 1), level, value);
  }

  private Part sign(int depth) {
    Part operand = part(depth - 1);
    return random.nextBoolean()
        ? new Part("-" + operand.in(SIGN), SIGN, -operand.value)
        : new Part("+" + operand.in(SIGN), SIGN, operand.value);
  }

  private Part power(int depth) {
    Part base = part(depth - 1);
    Part exponent = random.nextBoolean() ? leaf() : sign(1);
    return new Part(
        base.in(POWER + 1) + "^" + exponent.in(SIGN), POWER, Math.pow(base.value, exponent.value));
  }

  private Part one(int depth) {
    Part argument = part(depth - 1);
    double x = argument.value;
    String[] names = {"sin", "cos", "exp", "log", "sqrt", "abs", "floor", "ceil", "round", "saw"};
    String name = names[random.nextInt(names.length)];
    double value =
        switch (name) {
          case "sin" -> Math.sin(x);
          case "cos" -> Math.cos(x);
          case "exp" -> Math.exp(x);
          case "log" -> Math.log(x);
          case "sqrt" -> Math.sqrt(x);
          case "abs" -> Math.abs(x);
          case "floor" -> Math.floor(x);
          case "ceil" -> Math.ceil(x);
          case "round" -> Math.rint(x);
          default -> x - Math.floor(x);
        };
    return new Part(name + "(" + argument.text + ")", ATOM, value);
  }

  private Part several(int depth) {
    Part a = part(depth - 1);
    Part b = part(depth - 1);
    Part c = part(depth - 1);
    return switch (random.nextInt(4)) {
      case 0 -> new Part("min(" + a.text + ", " + b.text + ")", ATOM, Math.min(a.value, b.value));
      case 1 -> new Part("max(" + a.text + "," + b.text + ")", ATOM, Math.max(a.value, b.value));
      case 2 ->
          new Part(
              "clamp(" + a.text + ", " + b.text + ", " + c.text + ")",
              ATOM,
              Math.max(b.value, Math.min(a.value, c.value)));
      default ->
          new Part(
              "if(" + a.text + ", " + b.text + ", " + c.text + ")",
              ATOM,
              a.value != 0 ? b.value : c.value);
    };
  }
}
