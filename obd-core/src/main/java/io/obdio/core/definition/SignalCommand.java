package io.obdio.core.definition;

import io.obdio.core.command.EcuFilter;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request of a signal set and the signals in its answer.
 *
 * @param header as written
 * @param request from the service id on
 * @param target whom to ask; empty for all
 * @param extended the target's address in extended addressing (ISO 15765-2 clause 10.3.3), which
 *     then stands before each frame's PCI
 * @param years the model years it is for, as {@code -2018}, {@code 2019-} or {@code 2015-2018}; ""
 *     for all
 * @param signals what is in the answer
 */
record SignalCommand(
    String header,
    Payload request,
    Optional<RequestTarget> target,
    OptionalInt extended,
    String years,
    List<Signal> signals) {

  /** Copies the list. */
  SignalCommand {
    signals = List.copyOf(signals);
  }

  /** As the set's authors name it: {@code 7E0.2101}. */
  String id() {
    return header + "." + request;
  }

  /** A command for one of the signals. */
  ObdCommand<?> command(Signal signal, String name) {
    DiagnosticRequest ask = new DiagnosticRequest.ToVehicle(request, target);
    return new ObdCommand<>(name, signal.name(), ask, 0, signal.decoder(), EcuFilter.ENGINE);
  }

  /** True if it is for cars of {@code year}. */
  boolean isFor(int year) {
    int dash = years.indexOf('-');
    if (dash < 0) {
      return true;
    }
    String from = years.substring(0, dash);
    String to = years.substring(dash + 1);
    return (from.isEmpty() || Integer.parseInt(from) <= year)
        && (to.isEmpty() || Integer.parseInt(to) >= year);
  }
}
