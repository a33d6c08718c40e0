package io.obdio.core.definition;

import io.obdio.core.definition.Formula.Node;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The functions of formulas, by name in any case. {@code SIGNED(x)} reads x as two's complement of
 * as many bytes as x is made of; {@code INT8}, {@code INT16(A:B)}, {@code INT24}, {@code INT32} and
 * {@code UINT..} take the bytes high to low; {@code BIT(A:7)} is {@code {A:7}}.
 */
final class FormulaFunctions {

  private static final Map<String, DoubleUnaryOperator> ONE =
      Map.ofEntries(
          Map.entry("ABS", Math::abs),
          Map.entry("SQRT", Math::sqrt),
          Map.entry("CBRT", Math::cbrt),
          Map.entry("EXP", Math::exp),
          Map.entry("LOG", Math::log),
          Map.entry("LN", Math::log),
          Map.entry("LOG10", Math::log10),
          Map.entry("SIN", Math::sin),
          Map.entry("COS", Math::cos),
          Map.entry("TAN", Math::tan),
          Map.entry("ASIN", Math::asin),
          Map.entry("ACOS", Math::acos),
          Map.entry("ATAN", Math::atan),
          Map.entry("FLOOR", Math::floor),
          Map.entry("CEIL", Math::ceil),
          Map.entry("ROUND", x -> Math.floor(x + 0.5)),
          Map.entry("INT", x -> x < 0 ? Math.ceil(x) : Math.floor(x)),
          Map.entry("SIGN", Math::signum));

  private static final Map<String, DoubleBinaryOperator> TWO =
      Map.of("MIN", Math::min, "MAX", Math::max, "POW", Math::pow, "ATAN2", Math::atan2);

  /** Functions of whole bytes: how many, and how they are read. */
  private static final Map<String, Integer> BYTES =
      Map.of(
          "INT8", 1, "INT16", 2, "INT24", 3, "INT32", 4, "UINT8", 1, "UINT16", 2, "UINT24", 3,
          "UINT32", 4, "FLOAT32", 4);

  private FormulaFunctions() {}

  /**
   * A call.
   *
   * @param signedBits how many bits the bytes have that the first argument is made of
   * @return null if there is no such function, or none with so many arguments
   */
  static @Nullable Node call(String name, List<Node> arguments, int signedBits) {
    String upper = name.toUpperCase(Locale.ROOT);
    int count = arguments.size();
    if (count == 1) {
      Node argument = arguments.get(0);
      DoubleUnaryOperator one = ONE.get(upper);
      if (one != null) {
        return data -> one.applyAsDouble(argument.eval(data));
      }
      if (upper.equals("SIGNED")) {
        return data -> signed(argument.eval(data), signedBits);
      }
    }
    if (count == 2) {
      Node first = arguments.get(0);
      Node second = arguments.get(1);
      DoubleBinaryOperator two = TWO.get(upper);
      if (two != null) {
        return data -> two.applyAsDouble(first.eval(data), second.eval(data));
      }
      if (upper.equals("BIT")) {
        return data -> (long) first.eval(data) >> (int) second.eval(data) & 1;
      }
    }
    Integer bytes = BYTES.get(upper);
    return bytes != null && bytes == count ? bytes(upper, arguments) : null;
  }

  private static Node bytes(String name, List<Node> arguments) {
    List<Node> parts = List.copyOf(arguments);
    return data -> {
      long value = 0;
      for (Node part : parts) {
        value = value << 8 | (long) part.eval(data) & 0xFF;
      }
      if (name.equals("FLOAT32")) {
        return Float.intBitsToFloat((int) value);
      }
      return name.startsWith("U") ? (double) value : signed((double) value, 8 * parts.size());
    };
  }

  private static double signed(double value, int bits) {
    double half = Math.scalb(1.0, bits - 1);
    return value >= half && value < 2 * half ? value - 2 * half : value;
  }
}
