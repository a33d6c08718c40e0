package io.obdio.socketio.app.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.command.Service03;
import io.obdio.core.decode.Decoded;
import io.obdio.core.message.Payload;
import io.obdio.socketio.app.car.CommandFinder;
import io.obdio.socketio.app.failure.UserError;
import org.junit.jupiter.api.Test;

/** Values and names of commands in a terminal. */
class ValueTextTest {

  private static String text(ObdCommand<?> command, String data) {
    Decoded<?> decoded = command.decoder().decode(Payload.ofHex(data));
    return ValueText.of(((Decoded.Value<?>) decoded).value());
  }

  @Test
  void statusHasALineForEachReadinessTest() {
    String[] lines = text(Service01.STATUS, "83138101").split("\n", -1);
    assertEquals("MIL on, 3 trouble codes, spark ignition", lines[0]);
    assertEquals("  MISFIRE_MONITORING: incomplete", lines[1]);
    assertEquals("  FUEL_SYSTEM_MONITORING: complete", lines[2]);
    assertEquals("  COMPONENT_MONITORING: not available", lines[3]);
    assertEquals(11, lines.length);
  }

  @Test
  void codesAreOneALine() {
    assertEquals(
        "\n  P0304 Misfire in cylinder 4\n  P1ABC", text(Service03.GET_DTC, "02 0304 1ABC"));
    assertEquals("none", text(Service03.GET_DTC, "00"));
  }

  @Test
  void codesOfUdsAreFoundByNameAndNameTheirStatusBits() {
    ObdCommand<?> command = CommandFinder.find(Commands.standard(), "uds_dtc_by_status_0c");
    assertEquals("19020C", command.payload().toHex());
    assertEquals(
        "\n  P0304-00 Misfire in cylinder 4, status 0C: pendingDTC, confirmedDTC"
            + "\n  P1ABC-11 (circuit short to ground), status 40: testNotCompletedThisOperationCycle",
        text(command, "FF 0304 00 0C 1ABC 11 40"));
    assertEquals(
        "190A", CommandFinder.find(Commands.standard(), "UDS_SUPPORTED_DTC").payload().toHex());
    UserError error =
        assertThrows(
            UserError.class, () -> CommandFinder.find(Commands.standard(), "UDS_DTC_BY_STATUS"));
    assertTrue(String.valueOf(error.getMessage()).startsWith("unknown command"));
  }
}
