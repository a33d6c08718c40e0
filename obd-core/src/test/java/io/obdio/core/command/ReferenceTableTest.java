package io.obdio.core.command;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The facts that clients see of the reference commands, compared for equality. */
class ReferenceTableTest {

  static Stream<String[]> rows() {
    return Tables.read(ReferenceTableTest.class, "reference-commands.tsv").stream();
  }

  @Test
  void holdsEveryCommandInOrder() {
    List<String> expected = rows().map(row -> row[0]).toList();
    assertEquals(292, expected.size());
    List<String> actual =
        Commands.standard().all().stream().limit(292).map(ObdCommand::name).toList();
    assertEquals(expected, actual);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void agreesWithTheTable(
      String name, String description, String request, String bytes, String ecu) {
    ObdCommand<?> command = Commands.standard().get(name);
    assertAll(
        () -> assertEquals(description, command.description()),
        () -> assertEquals(request, requestText(command)),
        () -> assertEquals(Integer.parseInt(bytes), command.answerBytes()),
        () ->
            assertEquals(
                ecu.equals("UNKNOWN") ? EcuFilter.ADAPTER : EcuFilter.valueOf(ecu),
                command.ecus()));
  }

  /** The request as the table writes it: service 02 without its frame number. */
  private static String requestText(ObdCommand<?> command) {
    if (command.request() instanceof DiagnosticRequest.ToAdapter adapter) {
      return adapter.command();
    }
    Payload payload = command.payload();
    return (payload.at(0) == 0x02 ? payload.slice(0, 2) : payload).toHex();
  }
}
