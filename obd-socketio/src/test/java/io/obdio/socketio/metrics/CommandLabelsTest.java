package io.obdio.socketio.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.core.command.Commands;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The names of commands as labels of requests. */
class CommandLabelsTest {

  private final CommandLabels labels = new CommandLabels(Commands.standard());

  private static DiagnosticRequest request(String hex) {
    return DiagnosticRequest.functional(Payload.ofHex(hex));
  }

  @Test
  void aRequestOfSeveralPidsHasSeveralNames() {
    assertEquals(List.of("RPM"), labels.of(request("010C")));
    assertEquals(List.of("RPM", "SPEED", "COOLANT_TEMP"), labels.of(request("010C0D05")));
    assertEquals(List.of("GET_DTC"), labels.of(request("03")));
    assertEquals(List.of("VIN"), labels.of(request("0902")));
    assertEquals(List.of("ELM_VOLTAGE"), labels.of(new DiagnosticRequest.ToAdapter("ATRV")));
  }

  @Test
  void unknownRequestsShareOneName() {
    assertEquals(List.of("other"), labels.of(request("22ABCD")));
    assertEquals(List.of("other"), labels.of(request("22ABCE")));
    assertEquals(List.of("RPM", "other"), labels.of(request("010CFEFD")));
  }

  @Test
  void theNumberOfNamesIsBounded() {
    Set<String> names = new HashSet<>();
    Commands.standard().all().forEach(command -> names.addAll(labels.of(command.request())));
    assertEquals(CommandLabels.MAX_NAMES + 1, names.size());
  }
}
