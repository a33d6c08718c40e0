package io.obdio.core.formula;

import io.obdio.core.formula.LookupNode.Entry;
import io.obdio.core.formula.LookupNode.Result;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parser of the arguments of a lookup, which begins after its opening parenthesis. */
final class LookupParser {

  private final FormulaText text;
  private final FormulaParser formulas;

  LookupParser(FormulaText text, FormulaParser formulas) {
    this.text = text;
    this.formulas = formulas;
  }

  LookupNode parse(boolean nearest) {
    FormulaNode key = formulas.choice();
    Result otherwise = null;
    List<Entry> entries = new ArrayList<>();
    if (formulas.acceptSeparator()) {
      otherwise = isSeparator() ? null : result();
      while (formulas.acceptSeparator()) {
        entries.add(entry());
      }
    }
    text.expect(")");
    return new LookupNode(key, otherwise, entries, nearest);
  }

  private boolean isSeparator() {
    return formulas.isSeparator(text.next()) || text.next() == ')';
  }

  private Entry entry() {
    double low = signedNumber();
    double high = text.accept("~") ? signedNumber() : low;
    text.expect("=");
    return new Entry(Math.min(low, high), Math.max(low, high), result());
  }

  private double signedNumber() {
    boolean negative = text.accept("-");
    char next = text.next();
    if (next != '.' && (next < '0' || next > '9')) {
      throw text.error("expected a number, such as 1=10 or 0~3=10");
    }
    double number = text.number();
    return negative ? -number : number;
  }

  private Result result() {
    String quoted = quoted();
    return quoted != null
        ? new Result(values -> Double.NaN, quoted)
        : new Result(formulas.choice(), null);
  }

  private @Nullable String quoted() {
    for (String quote : List.of("'", "\"")) {
      int start = text.position();
      if (text.accept(quote)) {
        String inner = text.until(quote);
        if (inner == null) {
          throw text.error(start, "expected " + quote + " after the text");
        }
        return inner;
      }
    }
    return null;
  }
}
