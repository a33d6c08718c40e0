package io.obdio.core.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Service 06, on-board monitoring test results (SAE J1979 appendix D). The rows are in one file per
 * range of OBDMIDs, which this class inherits.
 */
public final class Service06 extends Service06Range60 {

  private Service06() {}

  /** Returns the rows, in order. */
  static List<ObdCommand<?>> all() {
    List<ObdCommand<?>> rows = new ArrayList<>(range00());
    rows.addAll(range60());
    return rows;
  }
}
