package io.obdio.socketio.alarm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The comparisons of a value with a threshold. */
public enum Comparison {
  ABOVE(">", -1) {
    @Override
    boolean holds(double value, double threshold) {
      return value > threshold;
    }
  },
  AT_LEAST(">=", -1) {
    @Override
    boolean holds(double value, double threshold) {
      return value >= threshold;
    }
  },
  BELOW("<", 1) {
    @Override
    boolean holds(double value, double threshold) {
      return value < threshold;
    }
  },
  AT_MOST("<=", 1) {
    @Override
    boolean holds(double value, double threshold) {
      return value <= threshold;
    }
  },
  EQUAL("=", 0) {
    @Override
    boolean holds(double value, double threshold) {
      return value == threshold;
    }
  },
  NOT_EQUAL("!=", 0) {
    @Override
    boolean holds(double value, double threshold) {
      return value != threshold;
    }
  };

  private final String symbol;

  /** The direction in which hysteresis moves the threshold; 0 if there is none. */
  private final int relaxation;

  Comparison(String symbol, int relaxation) {
    this.symbol = symbol;
    this.relaxation = relaxation;
  }

  /** Returns whether a value and a threshold compare so. */
  abstract boolean holds(double value, double threshold);

  /** Returns the threshold for an alarm that is active: it ends once this does not hold. */
  double relaxed(double threshold, double hysteresis) {
    return threshold + relaxation * hysteresis;
  }

  /** Returns whether hysteresis has a meaning. */
  boolean hasHysteresis() {
    return relaxation != 0;
  }

  /** Returns the symbol, such as {@code >=}. */
  public String symbol() {
    return symbol;
  }

  /** Returns all symbols. */
  public static List<String> symbols() {
    return Arrays.stream(values()).map(Comparison::symbol).toList();
  }

  /** Returns the comparison with a symbol. */
  public static Optional<Comparison> ofSymbol(String symbol) {
    return Arrays.stream(values()).filter(each -> each.symbol.equals(symbol)).findFirst();
  }
}
