package io.obdio.core.command;

import io.obdio.core.decode.Decoder;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import java.util.ArrayList;
import java.util.List;

/** The rows of one service, collected while the table's class is initialised, by that thread. */
final class CommandTable {

  private final int service;
  private final EcuFilter ecus;
  private final List<ObdCommand<?>> rows = new ArrayList<>();

  /**
   * Begins a table.
   *
   * @param ecus the filter of rows that have none of their own
   */
  CommandTable(int service, EcuFilter ecus) {
    this.service = service;
    this.ecus = ecus;
  }

  /**
   * Adds a row and returns it.
   *
   * @param answerBytes see {@link ObdCommand#answerBytes()}
   * @param columns the columns that differ from their defaults
   */
  <V> ObdCommand<V> row(
      int pid,
      String name,
      String description,
      int answerBytes,
      Decoder<V> decoder,
      Column... columns) {
    return add(name, description, Payload.of(service, pid), answerBytes, decoder, columns);
  }

  /** Adds a row whose request is the service id alone, and returns it. */
  <V> ObdCommand<V> row(String name, String description, Decoder<V> decoder, Column... columns) {
    return add(name, description, Payload.of(service), 0, decoder, columns);
  }

  private <V> ObdCommand<V> add(
      String name,
      String description,
      Payload request,
      int answerBytes,
      Decoder<V> decoder,
      Column... columns) {
    CommandBuilder<V> row =
        ObdCommand.named(name)
            .description(description)
            .request(DiagnosticRequest.functional(request))
            .answerBytes(answerBytes)
            .decoder(decoder)
            .ecus(ecus);
    for (Column column : columns) {
      row.column(column);
    }
    ObdCommand<V> command = row.build();
    rows.add(command);
    return command;
  }

  /** Returns the rows, in order. */
  List<ObdCommand<?>> rows() {
    return List.copyOf(rows);
  }
}
