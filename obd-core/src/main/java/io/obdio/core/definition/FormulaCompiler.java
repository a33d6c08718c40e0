package io.obdio.core.definition;

import io.obdio.core.definition.Formula.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiles a formula by recursive descent. One use, one thread. */
final class FormulaCompiler {

  private static final int MAX_LENGTH = 2000;
  private static final int MAX_DEPTH = 60;

  /** Operators of two operands by strength, the weakest first; longer ones before their parts. */
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("||"),
          List.of("&&"),
          List.of("|"),
          List.of("&"),
          List.of("==", "!="),
          List.of("<=", ">=", "<", ">"),
          List.of("<<", ">>"),
          List.of("+", "-"),
          List.of("*", "/", "%"));

  private final String text;
  private int at;
  private int depth;
  private int bytes;
  private Set<Integer> used = new TreeSet<>();

  FormulaCompiler(String text) {
    this.text = text;
  }

  Formula compile() {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the formula is empty");
    }
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("the formula is longer than " + MAX_LENGTH);
    }
    Node root = choice();
    skipSpaces();
    if (at < text.length()) {
      throw error("'" + text.charAt(at) + "' is not expected");
    }
    return new Formula(text, root, bytes);
  }

  private Node choice() {
    if (++depth > MAX_DEPTH) {
      throw error("nested too deep");
    }
    Node condition = binary(0);
    if (accept("?")) {
      Node yes = choice();
      expect(":");
      Node no = choice();
      depth--;
      return data -> condition.eval(data) != 0 ? yes.eval(data) : no.eval(data);
    }
    depth--;
    return condition;
  }

  private Node binary(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    Node left = binary(level + 1);
    String operator = operator(level);
    while (operator != null) {
      left = operation(operator, left, binary(level + 1));
      operator = operator(level);
    }
    return left;
  }

  /** The operator of this strength that comes next, taken; null if there is none. */
  private @Nullable String operator(int level) {
    skipSpaces();
    for (String operator : LEVELS.get(level)) {
      if (text.startsWith(operator, at) && !isPartOfLonger(operator)) {
        at += operator.length();
        return operator;
      }
    }
    return null;
  }

  private boolean isPartOfLonger(String operator) {
    int end = at + 1;
    boolean doubled = end < text.length() && text.charAt(end) == operator.charAt(0);
    return operator.length() == 1 && "|&<>".contains(operator) && doubled;
  }

  private static Node operation(String operator, Node left, Node right) {
    return switch (operator) {
      case "||" -> data -> truth(left.eval(data) != 0 || right.eval(data) != 0);
      case "&&" -> data -> truth(left.eval(data) != 0 && right.eval(data) != 0);
      case "|" -> data -> (long) left.eval(data) | (long) right.eval(data);
      case "&" -> data -> (long) left.eval(data) & (long) right.eval(data);
      case "==" -> data -> truth(left.eval(data) == right.eval(data));
      case "!=" -> data -> truth(left.eval(data) != right.eval(data));
      case "<=" -> data -> truth(left.eval(data) <= right.eval(data));
      case ">=" -> data -> truth(left.eval(data) >= right.eval(data));
      case "<" -> data -> truth(left.eval(data) < right.eval(data));
      case ">" -> data -> truth(left.eval(data) > right.eval(data));
      case "<<" -> data -> (long) left.eval(data) << (int) right.eval(data);
      case ">>" -> data -> (long) left.eval(data) >> (int) right.eval(data);
      case "+" -> data -> left.eval(data) + right.eval(data);
      case "-" -> data -> left.eval(data) - right.eval(data);
      case "*" -> data -> left.eval(data) * right.eval(data);
      case "/" -> data -> left.eval(data) / right.eval(data);
      default -> data -> left.eval(data) % right.eval(data);
    };
  }

  private static double truth(boolean value) {
    return value ? 1 : 0;
  }

  private Node unary() {
    if (++depth > MAX_DEPTH) {
      throw error("nested too deep");
    }
    Node node;
    if (accept("-")) {
      Node operand = unary();
      node = data -> -operand.eval(data);
    } else if (accept("+")) {
      node = unary();
    } else if (accept("~")) {
      Node operand = unary();
      node = data -> ~(long) operand.eval(data);
    } else if (accept("!")) {
      Node operand = unary();
      node = data -> truth(operand.eval(data) == 0);
    } else {
      node = power();
    }
    depth--;
    return node;
  }

  private Node power() {
    Node base = primary();
    if (accept("^")) {
      Node exponent = unary();
      return data -> Math.pow(base.eval(data), exponent.eval(data));
    }
    return base;
  }

  private Node primary() {
    skipSpaces();
    if (accept("(")) {
      Node inner = choice();
      expect(")");
      return inner;
    }
    if (accept("{")) {
      return bit();
    }
    char next = at < text.length() ? text.charAt(at) : '\0';
    if (Character.isDigit(next) || next == '.') {
      return number();
    }
    if (Character.isLetter(next) && next < 0x80) {
      return name();
    }
    throw error(next == '\0' ? "something is missing at the end" : "'" + next + "' is no operand");
  }

  /** {@code A:7}, the brace before it read already. */
  private Node bit() {
    int index = byteIndex(word());
    expect(":");
    skipSpaces();
    int start = at;
    double number = number().eval(io.obdio.core.message.Payload.EMPTY);
    expect("}");
    if (number != Math.rint(number) || number < 0 || number > 7) {
      at = start;
      throw error("bits are 0 to 7");
    }
    int bit = (int) number;
    return data -> data.at(index) >> bit & 1;
  }

  private Node number() {
    int start = at;
    if (text.startsWith("0x", at) || text.startsWith("0X", at)) {
      at += 2;
      int digits = at;
      while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
        at++;
      }
      if (at == digits || at - digits > 12) {
        throw error("a hexadecimal number has 1 to 12 digits");
      }
      double value = Long.parseLong(text.substring(digits, at), 16);
      return data -> value;
    }
    while (at < text.length() && isNumberPart(start)) {
      at++;
    }
    try {
      double value = Double.parseDouble(text.substring(start, at));
      return data -> value;
    } catch (NumberFormatException e) {
      throw error("'" + text.substring(start, at) + "' is no number");
    }
  }

  private boolean isNumberPart(int start) {
    char c = text.charAt(at);
    boolean exponent = (c == 'e' || c == 'E') && at > start && followsNumber();
    boolean sign = (c == '-' || c == '+') && at > start && isExponent(text.charAt(at - 1));
    return Character.isDigit(c) || c == '.' || exponent || sign;
  }

  /** An E is an exponent only if digits come behind it. */
  private boolean followsNumber() {
    int next = at + 1;
    if (next < text.length() && (text.charAt(next) == '-' || text.charAt(next) == '+')) {
      next++;
    }
    return next < text.length() && Character.isDigit(text.charAt(next));
  }

  private static boolean isExponent(char c) {
    return c == 'e' || c == 'E';
  }

  private Node name() {
    String word = word();
    if (accept("(")) {
      return call(word);
    }
    if (word.equalsIgnoreCase("PI")) {
      return data -> Math.PI;
    }
    int index = byteIndex(word);
    return data -> data.at(index);
  }

  private Node call(String name) {
    Set<Integer> outer = used;
    used = new TreeSet<>();
    List<Node> arguments = new ArrayList<>();
    if (!accept(")")) {
      do {
        arguments.add(choice());
      } while (accept(",") || accept(":"));
      expect(")");
    }
    Node node = FormulaFunctions.call(name, arguments, 8 * Math.max(1, used.size()));
    outer.addAll(used);
    used = outer;
    if (node == null) {
      throw error("there is no function " + name + " of " + arguments.size() + " values");
    }
    return node;
  }

  private String word() {
    skipSpaces();
    int start = at;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isWordPart(char c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_');
  }

  /** A is 0, Z 25, AA 26. */
  private int byteIndex(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    if (!upper.matches("[A-Z]{1,2}")) {
      throw error("'" + word + "' is neither a byte (A..ZZ) nor a function");
    }
    int index = upper.charAt(0) - 'A';
    if (upper.length() == 2) {
      index = (index + 1) * 26 + upper.charAt(1) - 'A';
    }
    bytes = Math.max(bytes, index + 1);
    used.add(index);
    return index;
  }

  private boolean accept(String token) {
    skipSpaces();
    if (text.startsWith(token, at)) {
      at += token.length();
      return true;
    }
    return false;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw error("'" + token + "' is missing");
    }
  }

  private void skipSpaces() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException error(String what) {
    return new IllegalArgumentException(
        "formula '" + text + "', character " + (at + 1) + ": " + what);
  }
}
