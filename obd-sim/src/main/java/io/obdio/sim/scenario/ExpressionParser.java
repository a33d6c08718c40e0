package io.obdio.sim.scenario;

import io.obdio.sim.vehicle.SignalSource;
import java.util.ArrayList;
import java.util.List;

/** Recursive descent over an expression's text; the weakest operators first. */
final class ExpressionParser {

  private static final int MAX_DEPTH = 100;

  private final String text;
  private int at;
  private int depth;

  ExpressionParser(String text) {
    this.text = text;
  }

  SignalSource parse() {
    SignalSource whole = comparison();
    blanks();
    if (at < text.length()) {
      throw mistake("'" + text.charAt(at) + "' is not expected");
    }
    return whole;
  }

  private SignalSource comparison() {
    if (++depth > MAX_DEPTH) {
      throw mistake("nested more than " + MAX_DEPTH + " deep");
    }
    SignalSource left = sum();
    SignalSource result = left;
    if (eat("<=")) {
      SignalSource right = sum();
      result = t -> left.at(t) <= right.at(t) ? 1 : 0;
    } else if (eat(">=")) {
      SignalSource right = sum();
      result = t -> left.at(t) >= right.at(t) ? 1 : 0;
    } else if (eat("<")) {
      SignalSource right = sum();
      result = t -> left.at(t) < right.at(t) ? 1 : 0;
    } else if (eat(">")) {
      SignalSource right = sum();
      result = t -> left.at(t) > right.at(t) ? 1 : 0;
    }
    depth--;
    return result;
  }

  private SignalSource sum() {
    SignalSource sum = product();
    while (true) {
      SignalSource left = sum;
      if (eat("+")) {
        SignalSource right = product();
        sum = t -> left.at(t) + right.at(t);
      } else if (eat("-")) {
        SignalSource right = product();
        sum = t -> left.at(t) - right.at(t);
      } else {
        return sum;
      }
    }
  }

  private SignalSource product() {
    SignalSource product = sign();
    while (true) {
      SignalSource left = product;
      if (eat("*")) {
        SignalSource right = sign();
        product = t -> left.at(t) * right.at(t);
      } else if (eat("/")) {
        SignalSource right = sign();
        product = t -> left.at(t) / right.at(t);
      } else if (eat("%")) {
        SignalSource right = sign();
        product = t -> left.at(t) % right.at(t);
      } else {
        return product;
      }
    }
  }

  private SignalSource sign() {
    boolean negative = false;
    while (true) {
      if (eat("-")) {
        negative = !negative;
      } else if (!eat("+")) {
        break;
      }
    }
    SignalSource value = power();
    return negative ? t -> -value.at(t) : value;
  }

  /** To the right: 2^3^2 is 2^9; the exponent may have a sign. */
  private SignalSource power() {
    SignalSource base = atom();
    if (!eat("^")) {
      return base;
    }
    if (++depth > MAX_DEPTH) {
      throw mistake("nested more than " + MAX_DEPTH + " deep");
    }
    SignalSource exponent = sign();
    depth--;
    return t -> Math.pow(base.at(t), exponent.at(t));
  }

  private SignalSource atom() {
    blanks();
    if (at == text.length()) {
      throw mistake("a value is missing");
    }
    char c = text.charAt(at);
    if (eat("(")) {
      SignalSource inner = comparison();
      require(")");
      return inner;
    }
    if (c >= '0' && c <= '9' || c == '.') {
      return number();
    }
    if (Character.isLetter(c)) {
      return name();
    }
    throw mistake("'" + c + "' is not expected");
  }

  private SignalSource number() {
    int from = at;
    while (at < text.length() && isPartOfNumber(from)) {
      at++;
    }
    String digits = text.substring(from, at);
    try {
      return SignalSource.constant(Double.parseDouble(digits));
    } catch (NumberFormatException e) {
      at = from;
      throw mistake("'" + digits + "' is no number");
    }
  }

  private boolean isPartOfNumber(int from) {
    char c = text.charAt(at);
    boolean exponent = at > from && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E');
    return c >= '0' && c <= '9'
        || c == '.'
        || (c == 'e' || c == 'E') && at > from
        || (c == '+' || c == '-') && exponent;
  }

  private SignalSource name() {
    int from = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    String name = text.substring(from, at);
    if (eat("(")) {
      List<SignalSource> arguments = new ArrayList<>();
      do {
        arguments.add(comparison());
      } while (eat(","));
      require(")");
      try {
        return Expression.call(name, arguments);
      } catch (IllegalArgumentException e) {
        at = from;
        throw mistake(String.valueOf(e.getMessage()));
      }
    }
    return switch (name) {
      case "t" -> t -> t;
      case "pi" -> SignalSource.constant(Math.PI);
      default -> {
        at = from;
        throw mistake("there is no '" + name + "', only t, pi and functions");
      }
    };
  }

  private boolean eat(String token) {
    blanks();
    if (text.startsWith(token, at)) {
      at += token.length();
      return true;
    }
    return false;
  }

  private void require(String token) {
    if (!eat(token)) {
      throw mistake("'" + token + "' is missing");
    }
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException mistake(String reason) {
    return new IllegalArgumentException("'" + text + "', character " + (at + 1) + ": " + reason);
  }
}
