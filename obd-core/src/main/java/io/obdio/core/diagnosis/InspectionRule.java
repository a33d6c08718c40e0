package io.obdio.core.diagnosis;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * A rule of a periodic inspection on the on-board monitors. All rules require that the malfunction
 * indicator lamp is off; they differ in the number of monitors that may be incomplete. The rules of
 * the United States are those of EPA420-R-01-015 and 40 CFR 85.2222; states and other countries may
 * differ.
 */
public enum InspectionRule {
  /** The United States, model years 1996 to 2000: two monitors may be incomplete. */
  US_1996("United States, model years 1996 to 2000", 2),
  /** The United States, model year 2001 and later: one monitor may be incomplete. */
  US_2001("United States, model year 2001 and later", 1),
  /** Every available monitor must be complete. */
  ALL_COMPLETE("every monitor complete", 0);

  private static final int ONE_MONITOR_FROM = 2001;

  private final String description;
  private final int maxIncomplete;

  InspectionRule(String description, int maxIncomplete) {
    this.description = description;
    this.maxIncomplete = maxIncomplete;
  }

  /** Returns the rule of the United States for a model year; the stricter one if it is unknown. */
  public static InspectionRule unitedStates(OptionalInt modelYear) {
    return modelYear.isPresent() && modelYear.getAsInt() < ONE_MONITOR_FROM ? US_1996 : US_2001;
  }

  /** Returns where the rule applies, for people. */
  public String description() {
    return description;
  }

  /** Returns the number of available monitors that may be incomplete. */
  public int maxIncomplete() {
    return maxIncomplete;
  }

  /** Returns the rule in lower case, such as {@code us_2001}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
