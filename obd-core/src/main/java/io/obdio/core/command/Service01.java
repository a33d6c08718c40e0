package io.obdio.core.command;

import java.util.ArrayList;
import java.util.List;

/** Service 01, current data: the ranges together. */
final class Service01 {

  private Service01() {}

  /** The reference table, PIDs 00 to 5F; service 02 mirrors it. */
  static List<ObdCommand<?>> reference() {
    List<ObdCommand<?>> rows = new ArrayList<>(Service01Range00.all());
    rows.addAll(Service01Range20.all());
    rows.addAll(Service01Range40.all());
    return rows;
  }

  /** Beyond it: PIDs 60 to E0. */
  static List<ObdCommand<?>> extended() {
    List<ObdCommand<?>> rows = new ArrayList<>(Service01Range60.all());
    rows.addAll(Service01Range70.all());
    rows.addAll(Service01Range80.all());
    rows.addAll(Service01Range90.all());
    rows.addAll(Service01RangeA0.all());
    return rows;
  }
}
