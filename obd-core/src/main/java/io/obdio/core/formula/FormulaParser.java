package io.obdio.core.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A recursive descent parser for the formulas of any dialect. One use, one thread. */
final class FormulaParser implements Delimited.Names {

  private final FormulaText text;
  private final Dialect dialect;
  private final int length;
  private final List<String> references = new ArrayList<>();
  private int variables;
  private int depth;
  private @Nullable FormulaNode textLookup;
  private int textLookupAt;

  FormulaParser(String formula, Dialect dialect) {
    this.text = new FormulaText(formula);
    this.length = formula.length();
    this.dialect = dialect;
  }

  Formula parse(String formula) {
    if (length > dialect.maxLength) {
      throw new FormulaException(
          formula.substring(0, 40) + "...",
          dialect.maxLength,
          "longer than " + dialect.maxLength + " characters",
          "");
    }
    FormulaNode root = choice();
    if (!text.atEnd()) {
      throw text.error("unexpected '" + text.next() + "'");
    }
    if (textLookup != null && textLookup != root) {
      throw text.error(textLookupAt, "a lookup of texts must be the whole formula");
    }
    return new Formula(formula, root, variables, references);
  }

  /** Parses any formula: a condition with its two values, or operators and operands. */
  FormulaNode choice() {
    enter();
    FormulaNode condition = binary(0);
    if (dialect.conditional && text.accept("?")) {
      FormulaNode yes = choice();
      text.expect(":");
      FormulaNode no = choice();
      depth--;
      return values -> condition.value(values) != 0 ? yes.value(values) : no.value(values);
    }
    depth--;
    return condition;
  }

  private void enter() {
    if (++depth > dialect.maxDepth) {
      throw text.error("nested more than " + dialect.maxDepth + " levels deep");
    }
  }

  /** Parses operands and the operators between them that bind at least as tight as a level. */
  private FormulaNode binary(int weakest) {
    FormulaNode left = prefixed();
    Operator operator = operator(weakest);
    while (operator != null) {
      left = operation(operator.body(), left, binary(operator.level() + 1));
      operator = operator(weakest);
    }
    return left;
  }

  /** Takes the next operator if it binds at least as tight as {@code weakest}. */
  private @Nullable Operator operator(int weakest) {
    for (Operator operator : dialect.operators) {
      if (text.sees(operator.token())) {
        boolean takes = operator.level() >= weakest && text.accept(operator.token());
        return takes ? operator : null;
      }
    }
    return null;
  }

  private static FormulaNode operation(
      DoubleBinaryOperator body, FormulaNode left, FormulaNode right) {
    return values -> body.applyAsDouble(left.value(values), right.value(values));
  }

  private FormulaNode prefixed() {
    List<DoubleUnaryOperator> signs = new ArrayList<>(0);
    DoubleUnaryOperator sign = prefix();
    while (sign != null) {
      signs.add(sign);
      if (signs.size() > dialect.maxSigns) {
        throw text.error("more than " + dialect.maxSigns + " signs in a row");
      }
      sign = prefix();
    }
    FormulaNode node = power();
    for (int i = signs.size() - 1; i >= 0; i--) {
      DoubleUnaryOperator body = signs.get(i);
      FormulaNode operand = node;
      node = values -> body.applyAsDouble(operand.value(values));
    }
    return node;
  }

  private @Nullable DoubleUnaryOperator prefix() {
    for (var entry : dialect.prefixes.entrySet()) {
      if (text.accept(entry.getKey())) {
        return entry.getValue();
      }
    }
    return null;
  }

  private FormulaNode power() {
    FormulaNode base = primary();
    if (dialect.power.isEmpty() || !text.accept(dialect.power)) {
      return base;
    }
    enter();
    FormulaNode exponent = prefixed();
    depth--;
    return values -> Math.pow(base.value(values), exponent.value(values));
  }

  private FormulaNode primary() {
    if (text.accept("(")) {
      FormulaNode inner = choice();
      text.expect(")");
      return inner;
    }
    FormulaNode between = delimited();
    if (between != null) {
      return between;
    }
    char next = text.next();
    if (next >= '0' && next <= '9' || next == '.') {
      double number = text.number();
      return values -> number;
    }
    if (next < 0x80 && Character.isLetter(next)) {
      return name();
    }
    throw text.error(
        text.atEnd() ? "expected a value at the end" : "expected a value before '" + next + "'");
  }

  private @Nullable FormulaNode delimited() {
    int start = text.position();
    for (Delimited form : dialect.delimited) {
      if (text.acceptIgnoreCase(form.opening())) {
        String inner = text.until(form.closing());
        if (inner == null) {
          throw text.error(start, "expected '" + form.closing() + "'");
        }
        try {
          return form.compiler().compile(inner, this);
        } catch (FormulaException e) {
          throw e;
        } catch (IllegalArgumentException e) {
          throw text.error(start, String.valueOf(e.getMessage()));
        }
      }
    }
    return null;
  }

  private FormulaNode name() {
    int start = text.position();
    String word = text.word();
    String key = dialect.key(word);
    String reference = dialect.referenceFunctions.get(key);
    if (reference != null) {
      if (text.accept("(")) {
        text.expect(")");
      }
      int index = reference(reference);
      return values -> values.reference(index);
    }
    if (text.accept("(")) {
      Boolean nearest = dialect.lookups.get(key);
      return nearest != null ? lookup(start, nearest) : call(start, word);
    }
    Double constant = dialect.constant(word);
    if (constant != null) {
      double value = constant;
      return values -> value;
    }
    OptionalInt variable = dialect.variable(word);
    if (variable.isEmpty()) {
      throw text.unknown(
          start, word, "unknown name '" + word + "'; expected " + dialect.variableNames());
    }
    int index = use(variable.getAsInt());
    return values -> values.variable(index);
  }

  private FormulaNode lookup(int start, boolean nearest) {
    LookupNode node = new LookupParser(text, this).parse(nearest);
    if (node.hasTexts()) {
      textLookup = node;
      textLookupAt = start;
    }
    return node;
  }

  private FormulaNode call(int start, String name) {
    List<FormulaFunction> overloads = dialect.functions.get(dialect.key(name));
    if (overloads == null) {
      throw text.unknown(start, name, "unknown function '" + name + "'");
    }
    List<FormulaNode> arguments = new ArrayList<>();
    if (!text.accept(")")) {
      do {
        arguments.add(choice());
      } while (acceptSeparator());
      text.expect(")");
    }
    for (FormulaFunction function : overloads) {
      if (function.arguments() == arguments.size()) {
        return function.binder().bind(arguments);
      }
    }
    throw text.error(
        start, name + "() takes " + counts(overloads) + " arguments, not " + arguments.size());
  }

  private static String counts(List<FormulaFunction> overloads) {
    List<String> counts = new ArrayList<>();
    overloads.forEach(function -> counts.add(Integer.toString(function.arguments())));
    return String.join(" or ", counts);
  }

  /** Takes a separator of arguments if it comes next. */
  boolean acceptSeparator() {
    char next = text.next();
    return isSeparator(next) && text.accept(String.valueOf(next));
  }

  boolean isSeparator(char c) {
    return dialect.separators.indexOf(c) >= 0;
  }

  private int use(int variable) {
    variables = Math.max(variables, variable + 1);
    return variable;
  }

  @Override
  public int variable(String name) {
    OptionalInt index = dialect.variable(name);
    if (index.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown name '" + name + "'; expected " + dialect.variableNames());
    }
    return use(index.getAsInt());
  }

  @Override
  public int reference(String reference) {
    int index = references.indexOf(reference);
    if (index < 0) {
      references.add(reference);
      index = references.size() - 1;
    }
    return index;
  }
}
