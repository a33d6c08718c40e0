package io.obdio.core.command;

import io.obdio.core.decode.Decoder;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import java.util.ArrayList;
import java.util.List;

/** Collects the rows of one service while its table class is initialised, by that thread alone. */
final class CommandTable {

  private final int service;
  private final EcuFilter ecus;
  private final List<ObdCommand<?>> rows = new ArrayList<>();

  CommandTable(int service, EcuFilter ecus) {
    this.service = service;
    this.ecus = ecus;
  }

  /** Adds a row and hands it back. */
  <V> ObdCommand<V> row(
      int pid, String name, String description, int answerBytes, Decoder<V> decoder) {
    return row(pid, name, description, answerBytes, decoder, ecus);
  }

  /** Adds a row with an ECU filter of its own. */
  <V> ObdCommand<V> row(
      int pid,
      String name,
      String description,
      int answerBytes,
      Decoder<V> decoder,
      EcuFilter filter) {
    return add(name, description, Payload.of(service, pid), answerBytes, decoder, filter);
  }

  /** Adds a row whose request is the service id alone. */
  <V> ObdCommand<V> row(String name, String description, Decoder<V> decoder) {
    return add(name, description, Payload.of(service), 0, decoder, ecus);
  }

  private <V> ObdCommand<V> add(
      String name,
      String description,
      Payload request,
      int answerBytes,
      Decoder<V> decoder,
      EcuFilter filter) {
    ObdCommand<V> command =
        new ObdCommand<>(
            name, description, DiagnosticRequest.functional(request), answerBytes, decoder, filter);
    rows.add(command);
    return command;
  }

  /** The rows, in order. */
  List<ObdCommand<?>> rows() {
    return List.copyOf(rows);
  }
}
