package io.obdio.core.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Service 01, current data (SAE J1979 and SAE J1979-DA appendix B): {@code Service01.RPM}. The rows
 * are in one file per range of PIDs, which this class inherits.
 */
public final class Service01 extends Service01Whole {

  private Service01() {}

  /** Returns the reference table, PIDs 00 to 5F; service 02 mirrors it. */
  static List<ObdCommand<?>> reference() {
    List<ObdCommand<?>> rows = new ArrayList<>(range00());
    rows.addAll(range20());
    rows.addAll(range40());
    return rows;
  }

  /** Returns the rows beyond the reference table: PIDs 60 to E0. */
  static List<ObdCommand<?>> extended() {
    List<ObdCommand<?>> rows = new ArrayList<>(range60());
    rows.addAll(range70());
    rows.addAll(range80());
    rows.addAll(range90());
    rows.addAll(rangeA0());
    return rows;
  }
}
