package io.obdio.core.definition;

import io.obdio.core.formula.Dialect;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The equations of Torque's extended PIDs. Sources: the page "Equations" of the Torque wiki for the
 * functions, and the users' list of operators in Torque's forum, which also states that {@code <}
 * and {@code >} shift.
 *
 * <p>Bytes are {@code A}..{@code Z}, {@code AA}..{@code ZZ}, after the service and PID of the
 * answer. Rows marked with * are not part of Torque; lists written for other programs use them.
 */
final class TorqueDialect {

  /** The reference of {@code BARO()}, the barometric pressure in psi. */
  static final String BARO = "BARO()";

  private static final Pattern BYTE = Pattern.compile("[A-Z]{1,2}");
  private static final Pattern PID = Pattern.compile("(0X)?[0-9A-F]{2,8}");

  static final Dialect INSTANCE =
      numbers(bytes(operators(Dialect.builder().ignoreCase().separators(",:"))))
          .lookup("LOOKUP", false)
          .lookup("CLOSEST", true)
          .bits("{", "}")
          .reference("VAL{", "}", TorqueDialect::name)
          .reference("[", "]", TorqueDialect::pid)
          .referenceFunction("BARO", BARO)
          .variables("a byte (A to ZZ) or a function", TorqueDialect::index)
          .build();

  private TorqueDialect() {}

  /** Adds the operators; shifts bind as tight as products: {@code A<8+B} is {@code (A<8)+B}. */
  private static Dialect.Builder operators(Dialect.Builder table) {
    return table
        .conditional() // *
        .level()
        .operator("||", (a, b) -> bit(a != 0 || b != 0)) // *
        .level()
        .operator("&&", (a, b) -> bit(a != 0 && b != 0)) // *
        .level()
        .operator("|", (a, b) -> (long) a | (long) b)
        .level()
        .operator("&", (a, b) -> (long) a & (long) b)
        .level()
        .operator("==", (a, b) -> bit(a == b)) // *
        .operator("!=", (a, b) -> bit(a != b)) // *
        .operator("<=", (a, b) -> bit(a <= b)) // *
        .operator(">=", (a, b) -> bit(a >= b)) // *
        .level()
        .operator("+", (a, b) -> a + b)
        .operator("-", (a, b) -> a - b)
        .level()
        .operator("*", (a, b) -> a * b)
        .operator("/", (a, b) -> a / b)
        .operator("%", (a, b) -> a % b)
        .operator("<", TorqueDialect::shiftLeft)
        .operator(">", TorqueDialect::shiftRight)
        .operator("<<", TorqueDialect::shiftLeft) // *
        .operator(">>", TorqueDialect::shiftRight) // *
        .prefix("-", a -> -a)
        .prefix("+", a -> a)
        .prefix("~", a -> ~(long) a)
        .prefix("!", a -> bit(a == 0)) // *
        .power("^");
  }

  /** Adds the functions that read the bits of numbers. */
  private static Dialect.Builder bytes(Dialect.Builder table) {
    return table
        .function("SIGNED", a -> (byte) (long) a)
        .function("SIGNED8", a -> (byte) (long) a)
        .function("SIGNED16", a -> (short) (long) a)
        .function("SIGNED24", a -> (int) ((long) a << 8) >> 8)
        .function("SIGNED32", a -> (int) (long) a)
        .function("BIT", (a, n) -> (long) a >> (int) n & 1)
        .function("INT8", 1, TorqueDialect::unsigned) // *
        .function("INT16", 2, TorqueDialect::unsigned)
        .function("INT24", 3, TorqueDialect::unsigned)
        .function("INT32", 4, TorqueDialect::unsigned)
        .function("UINT8", 1, TorqueDialect::unsigned) // *
        .function("UINT16", 2, TorqueDialect::unsigned) // *
        .function("UINT24", 3, TorqueDialect::unsigned) // *
        .function("UINT32", 4, TorqueDialect::unsigned) // *
        .function("FLOAT32", 4, a -> Float.intBitsToFloat((int) bits(a)))
        .function("FLOAT64", 8, a -> Double.longBitsToDouble(bits(a)));
  }

  private static Dialect.Builder numbers(Dialect.Builder table) {
    return table
        .function("ABS", Math::abs)
        .function("SQRT", Math::sqrt)
        .function("LOG", Math::log)
        .function("LOG10", Math::log10)
        .function("LOG1P", Math::log1p)
        .function("SIN", Math::sin)
        .function("COS", Math::cos)
        .function("TAN", Math::tan)
        .function("INT", a -> a < 0 ? Math.ceil(a) : Math.floor(a))
        .function("MIN", Math::min)
        .function("MAX", Math::max)
        .function("AVG", (count, a) -> a) // of one reading, as the decoders keep none
        .function("TAVG", (seconds, a) -> a)
        .function("EWMAF", (weight, a) -> a)
        .function("RAVG", a -> a)
        .function("LN", Math::log) // *
        .function("EXP", Math::exp) // *
        .function("CBRT", Math::cbrt) // *
        .function("ASIN", Math::asin) // *
        .function("ACOS", Math::acos) // *
        .function("ATAN", Math::atan) // *
        .function("ATAN2", Math::atan2) // *
        .function("FLOOR", Math::floor) // *
        .function("CEIL", Math::ceil) // *
        .function("ROUND", a -> Math.floor(a + 0.5)) // *
        .function("SIGN", Math::signum) // *
        .function("POW", Math::pow) // *
        .constant("PI", Math.PI); // *
  }

  private static double bit(boolean value) {
    return value ? 1 : 0;
  }

  private static double shiftLeft(double value, double count) {
    return (long) value << (int) count;
  }

  private static double shiftRight(double value, double count) {
    return (long) value >> (int) count;
  }

  /** Returns the number with these bytes, the most significant first. */
  private static long bits(double[] bytes) {
    long value = 0;
    for (double part : bytes) {
      value = value << 8 | (long) part & 0xFF;
    }
    return value;
  }

  private static double unsigned(double[] bytes) {
    return bits(bytes);
  }

  /** Returns the index of a byte: A is 0, Z 25, AA 26, ZZ 701. */
  private static OptionalInt index(String name) {
    if (!BYTE.matcher(name).matches()) {
      return OptionalInt.empty();
    }
    int last = name.charAt(name.length() - 1) - 'A';
    return OptionalInt.of(name.length() == 1 ? last : (name.charAt(0) - 'A' + 1) * 26 + last);
  }

  private static String name(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("expected the name of another row, such as VAL{Speed}");
    }
    return text.strip();
  }

  private static String pid(String text) {
    String pid = text.strip().toUpperCase(java.util.Locale.ROOT);
    if (!PID.matcher(pid).matches()) {
      throw new IllegalArgumentException("expected a PID, such as [0D]");
    }
    return "[" + (pid.startsWith("0X") ? pid.substring(2) : pid) + "]";
  }
}
