package io.obdio.core.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * The model years that a command is for: those in any of the ranges and those that are listed.
 *
 * @param ranges ranges of years
 * @param years single years
 */
public record ModelYears(List<Range> ranges, Set<Integer> years) {

  /** All model years. */
  public static final ModelYears ALL = new ModelYears(List.of(), Set.of());

  /** The codes of the tenth character of a VIN, from 1980 or 2010 on (49 CFR 565.15, table VII). */
  private static final String YEAR_CODES = "ABCDEFGHJKLMNPRSTVWXY123456789";

  private static final int FIRST_YEAR = 1980;
  private static final int VIN_LENGTH = 17;
  private static final int YEAR_POSITION = 9;
  private static final int CYCLE_POSITION = 6;

  /**
   * A range of years.
   *
   * @param from the first year; empty if all years up to the last are meant
   * @param to the last year; empty if all years from the first are meant; before {@code from} if
   *     the years outside are meant: up to {@code to}, and from {@code from} on
   */
  public record Range(OptionalInt from, OptionalInt to) {

    boolean includes(int year) {
      boolean late = from.isEmpty() || year >= from.getAsInt();
      boolean early = to.isEmpty() || year <= to.getAsInt();
      boolean outside = from.isPresent() && to.isPresent() && from.getAsInt() > to.getAsInt();
      return outside ? late || early : late && early;
    }

    @Override
    public String toString() {
      if (from.isPresent() && to.isPresent() && from.getAsInt() > to.getAsInt()) {
        return from.getAsInt() + "-;-" + to.getAsInt();
      }
      return text(from) + "-" + text(to);
    }

    private static String text(OptionalInt year) {
      return year.isPresent() ? Integer.toString(year.getAsInt()) : "";
    }
  }

  /** Copies the collections. */
  public ModelYears {
    ranges = List.copyOf(ranges);
    years = Set.copyOf(years);
  }

  /** Returns whether every model year is meant. */
  public boolean isAll() {
    return ranges.isEmpty() && years.isEmpty();
  }

  /** Returns whether {@code year} is one of them. */
  public boolean includes(int year) {
    return isAll()
        || years.contains(year)
        || ranges.stream().anyMatch(range -> range.includes(year));
  }

  /**
   * Returns the model year of a VIN. The tenth character repeats after 30 years; a letter as the
   * seventh shows that it is 2010 or later.
   *
   * @return empty if {@code vin} is not a VIN, or its tenth character is no year
   */
  public static OptionalInt ofVin(String vin) {
    String text = vin.strip().toUpperCase(Locale.ROOT);
    int code = text.length() == VIN_LENGTH ? YEAR_CODES.indexOf(text.charAt(YEAR_POSITION)) : -1;
    if (code < 0) {
      return OptionalInt.empty();
    }
    boolean late = Character.isLetter(text.charAt(CYCLE_POSITION));
    return OptionalInt.of(FIRST_YEAR + code + (late ? YEAR_CODES.length() : 0));
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static ModelYears parse(String text) {
    List<Range> ranges = new ArrayList<>();
    Set<Integer> years = new TreeSet<>();
    for (String part : text.isBlank() ? new String[0] : text.split(";", -1)) {
      int dash = part.indexOf('-');
      if (dash < 0) {
        years.add(year(part).orElseThrow(() -> new IllegalArgumentException("no year")));
      } else {
        ranges.add(new Range(year(part.substring(0, dash)), year(part.substring(dash + 1))));
      }
    }
    return new ModelYears(ranges, years);
  }

  private static OptionalInt year(String text) {
    try {
      return text.isBlank() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text.strip()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a model year", e);
    }
  }

  /** Returns the years as {@code -2018}, {@code 2019-}, {@code 2015-2018} or {@code 2016;2018}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    ranges.forEach(range -> parts.add(range.toString()));
    new TreeSet<>(years).forEach(year -> parts.add(Integer.toString(year)));
    return String.join(";", parts);
  }
}
