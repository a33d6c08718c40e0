package io.obdio.core.definition;

import io.obdio.core.command.EcuFilter;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.message.DiagnosticRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * A command of an OBDb signal set and the signals in its answer.
 *
 * @param request the request with its target and conditions
 * @param years the model years it is for
 * @param signals the values in the answer
 */
record ObdbCommand(
    DiagnosticRequest.ToVehicle request, ModelYears years, List<ObdbSignal> signals) {

  /** Copies the list. */
  ObdbCommand {
    signals = List.copyOf(signals);
  }

  /** Returns one command for each signal; they share the request. */
  List<DefinedCommand> defined() {
    List<DefinedCommand> list = new ArrayList<>(signals.size());
    for (ObdbSignal signal : signals) {
      ObdCommand<?> command =
          new ObdCommand<>(
              signal.id(), signal.name(), request, 0, signal.decoder(), EcuFilter.ENGINE);
      list.add(new DefinedCommand(signal.id(), command, years, signal.plain()));
    }
    return list;
  }
}
