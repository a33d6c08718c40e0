package io.obdio.core.connection;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.message.DiagnosticRequest;
import java.util.Locale;
import java.util.Set;

/** Which commands only read, so that asking them over and over changes nothing. */
final class Repeatable {

  /** SAE J1979, ISO 14229-1 and ISO 14230-3 services that read. */
  private static final Set<Integer> SERVICES =
      Set.of(
          0x01, 0x02, 0x03, 0x05, 0x06, 0x07, 0x09, 0x0A, // SAE J1979
          0x12, 0x13, 0x17, 0x18, 0x1A, 0x21, // ISO 14230-3
          0x19, 0x22, 0x23, 0x24, 0x3E); // ISO 14229-1

  /** ELM327 commands that read. */
  private static final Set<String> ADAPTER =
      Set.of("ATI", "AT@1", "AT@2", "ATRV", "ATDP", "ATDPN", "ATIGN", "ATBD", "ATCS", "ATPPS");

  private Repeatable() {}

  static boolean isRepeatable(ObdCommand<?> command) {
    if (command.request() instanceof DiagnosticRequest.ToAdapter adapter) {
      return ADAPTER.contains(adapter.command().replace(" ", "").toUpperCase(Locale.ROOT));
    }
    return SERVICES.contains(command.service().orElse(-1));
  }

  /**
   * Refuses what does more than read.
   *
   * @throws IllegalArgumentException saying so
   */
  static void require(ObdCommand<?> command) {
    if (!isRepeatable(command)) {
      throw new IllegalArgumentException(
          command.name() + " does more than read and cannot be watched; query it once instead");
    }
  }
}
