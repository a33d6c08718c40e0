package io.obdio.core.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.decode.Decoded;
import io.obdio.core.decode.Decoders;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import org.junit.jupiter.api.Test;

class CommandBuilderTest {

  @Test
  void buildsATypedCommandToOneEcu() {
    ObdCommand<Quantity> command =
        ObdCommand.named("OIL_QUALITY")
            .description("Oil quality")
            .request("22 11 40")
            .to("7E0")
            .answerBytes(4)
            .decoder(Decoders.linear(1, 100, 255, Units.PERCENT))
            .ecus(EcuFilter.ENGINE)
            .build();
    assertEquals("7E0#221140", command.request().toString());
    assertEquals(0x22, command.service().getAsInt());
    assertEquals(4, command.answerBytes());
    assertEquals(EcuFilter.ENGINE, command.ecus());
    assertTrue(command.isRepeatable());
    assertEquals(
        Decoded.of(Quantity.of(100, Units.PERCENT)), command.decoder().decode(Payload.of(0xFF)));
  }

  @Test
  void byDefaultTheRequestIsFunctionalAndTheValueIsTheBytes() {
    ObdCommand<Payload> command = ObdCommand.named("X").request("22F190").build();
    assertEquals("X", command.description());
    assertEquals(EcuFilter.ALL, command.ecus());
    assertEquals(
        Decoded.of(Payload.ofHex("0102")), command.decoder().decode(Payload.ofHex("0102")));
  }

  @Test
  void anAdapterCommandIsRepeatableOnlyOnRequest() {
    assertFalse(ObdCommand.named("X").adapter("ATZ").build().isRepeatable());
    assertTrue(ObdCommand.named("X").adapter("ATIGN").repeatable(true).build().isRepeatable());
    assertEquals(EcuFilter.ADAPTER, ObdCommand.named("X").adapter("ATIGN").build().ecus());
  }

  @Test
  void rejectsIncompleteCommands() {
    assertThrows(IllegalStateException.class, () -> ObdCommand.named("X").build());
    assertThrows(IllegalStateException.class, () -> ObdCommand.named("X").to("7E0"));
    assertThrows(IllegalArgumentException.class, () -> ObdCommand.named("X").request("2"));
    assertThrows(IllegalArgumentException.class, () -> ObdCommand.named("X").request(""));
    assertThrows(
        IllegalArgumentException.class, () -> ObdCommand.named(" ").request("0100").build());
  }
}
