package io.obdio.elm327.inspection;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The commands that an inspection may send, one row for each effect. {@link InspectionLink} refuses
 * every other one, so that an inspection changes neither the vehicle nor what the adapter stores.
 */
public enum PermittedCommand {
  /** Print something: identity, voltage, protocol, parameters, counters. */
  READING("AT(I|@1|RV|DPN?|PPS|IGN|AMC|BD|KW)|STI"),
  /** Restore the defaults of the session; what is stored remains. */
  DEFAULTS("ATD|ATZ"),
  /** Set a format or a timeout until the next {@code AT D}. */
  SESSION("AT(E0|L0|S0|H1|M0|AL|NL|AT[012]|ST[0-9A-F]{2}|CTM[15]|JE|JHF0|SW92|TAF1|FE)|STPTO\\d+"),
  /** Set a header or a filter until the next {@code AT D}. */
  ADDRESS(
      "AT(SH[0-9A-F]{3,8}|CP[0-9A-F]{2}|CRA([0-9A-F]{3,8})?|AR|RAF1|CF[0-9A-F]{3,8}|CM[0-9A-F]{3,8}"
          + "|CEA|FCSH[0-9A-F]{3,8}|FCSD[0-9A-F]{2,10}|FCSM[01])"),
  /** Choose a protocol without storing it; {@code AT SP} would store it. */
  PROTOCOL("ATTP[0-9A-C]"),
  /** Change the bit rate until it is restored, or the adapter restarts. */
  BIT_RATE("ATBRT[0-9A-F]{2}|ATBRD[0-9A-F]{2}|STBR\\d+"),
  /** Request current data (service 01), up to six PIDs, or vehicle information (service 09). */
  REQUEST("01([0-9A-F]{2}){1,6}[0-9A-F]?|09(00|02)[0-9A-F]?"),
  /** End a line, repeat the last command, wake an adapter. */
  BLANK("");

  private final Pattern pattern;

  PermittedCommand(String regex) {
    this.pattern = Pattern.compile(regex);
  }

  /** Returns the row that permits a line, without its carriage return; empty if none does. */
  public static Optional<PermittedCommand> of(String line) {
    String text = line.replace(" ", "").strip().toUpperCase(Locale.ROOT);
    for (PermittedCommand row : values()) {
      if (row.pattern.matcher(text).matches()) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }
}
