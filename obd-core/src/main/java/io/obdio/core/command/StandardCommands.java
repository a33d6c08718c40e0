package io.obdio.core.command;

import java.util.ArrayList;
import java.util.List;

/** The commands of all tables: those of the reference table first and in its order. */
final class StandardCommands {

  private StandardCommands() {}

  static List<ObdCommand<?>> all() {
    List<ObdCommand<?>> all = new ArrayList<>(reference());
    all.addAll(Service01.extended());
    Service01.extended().stream().<ObdCommand<?>>map(Service02::of).forEach(all::add);
    all.addAll(Service01.whole());
    all.addAll(Service05.all());
    all.addAll(Service06OffCan.all());
    all.addAll(Service08.all());
    all.addAll(Service09.extended());
    all.add(Service0A.GET_PERMANENT_DTC);
    return all;
  }

  /** Returns the reference table, whose names and texts existing clients use. */
  static List<ObdCommand<?>> reference() {
    List<ObdCommand<?>> rows = new ArrayList<>(Service01.reference());
    rows.addAll(Service02.all());
    rows.add(Service03.GET_DTC);
    rows.add(Service04.CLEAR_DTC);
    rows.addAll(Service06.all());
    rows.add(Service07.GET_CURRENT_DTC);
    rows.addAll(Service09.reference());
    rows.addAll(AdapterCommands.all());
    return rows;
  }
}
