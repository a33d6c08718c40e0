package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.BusProtocol;
import org.junit.jupiter.api.Test;

/** Programmable parameters: their list, and that they take effect at the next reset. */
class ProgrammableParametersTest {

  private final Host host = Host.silent(ElmIdentity.ELM_2_3, BusProtocol.CAN_11_500);

  @Test
  void listsTwelveLinesOfFour() {
    String[] lines = host.send("ATPPS").split("\\|");
    assertEquals("00:FF F  01:FF F  02:FF F  03:32 F", lines[0]);
    assertEquals("04:01 F  05:FF F  06:F1 F  07:09 F", lines[1]);
    assertEquals("0C:68 F  0D:0D F  0E:9A F  0F:D5 F", lines[3]);
    assertEquals("14:50 F  15:0A F  16:FF F  17:6D F", lines[5]);
    assertEquals("2C:E0 F  2D:04 F  2E:80 F  2F:0A F", lines[11]);
    assertEquals(">", lines[13]);
  }

  @Test
  void aCloneHasTheValuesOfTheOldChips() {
    Host clone = Host.silent(ElmIdentity.CLONE_1_5, BusProtocol.CAN_11_500);
    String[] lines = clone.send("ATPPS").split("\\|");
    assertEquals("0C:68 F  0D:0D F  0E:9A F  0F:FF F", lines[3]);
    assertEquals("14:FF F  15:0A F  16:FF F  17:92 F", lines[5]);
    assertEquals("18:00 F  19:28 F  1A:FF F  1B:FF F", lines[6]);
  }

  @Test
  void headersCanBeOnFromTheStart() {
    host.send("ATPP 01 SV 00");
    assertTrue(host.send("ATPPS").contains("01:00 F"));
    host.send("ATPP 01 ON");
    assertTrue(host.send("ATPPS").contains("01:00 N"));
    host.send("ATSP6");
    assertEquals("41 0C 0B 30 ||>", host.send("010C"), "not before the reset");
    host.send("ATZ");
    host.send("ATE0");
    assertEquals("7E8 04 41 0C 0B 30 00 00 00 ||>", host.send("010C"));
    host.send("ATPP FF OFF");
    host.send("ATZ");
    host.send("ATE0");
    assertEquals("41 0C 0B 30 ||>", host.send("010C"));
  }

  @Test
  void theBaudRateOfThePowerUpCanBeSet() {
    host.send("ATPP 0C SV 23");
    host.send("ATPP 0C ON");
    assertEquals(38_400, host.adapter.baud(), "not before a reset");
    host.send("ATWS");
    assertEquals(38_400, host.adapter.baud(), "and not a warm one");
    host.send("ATZ");
    assertEquals(4_000_000 / 0x23, host.adapter.baud());
    host.adapter.powerCycle();
    assertEquals(4_000_000 / 0x23, host.adapter.baud());
    host.send("ATPP FF OFF");
    host.send("ATZ");
    assertEquals(38_400, host.adapter.baud());
  }

  @Test
  void theyOutliveALossOfPower() {
    host.send("ATPP 09 SV FF");
    host.send("ATPP 09 ON");
    host.adapter.powerCycle();
    assertEquals("ELM327 v2.3||>", host.send("ATI"), "echo is off from the start");
  }
}
