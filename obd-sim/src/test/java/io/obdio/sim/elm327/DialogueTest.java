package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dialogues of the usual clients, byte by byte; {@code |} is a carriage return. */
@Timeout(60)
class DialogueTest {

  private static void play(Host host, String... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      assertEquals(pairs[i + 1], host.send(pairs[i]), "answer " + i / 2 + " to " + pairs[i]);
    }
  }

  @Test
  void aTypicalInit() {
    play(
        new Host(ElmConfig.DEFAULT.with(ElmIdentity.CLONE_1_5)),
        "ATZ",
        "ATZ|||ELM327 v1.5||>",
        "ATE0",
        "ATE0|OK||>",
        "ATH1",
        "OK||>",
        "ATL0",
        "OK||>",
        "AT RV",
        "14.2V||>",
        "ATSP0",
        "OK||>",
        "0100",
        "SEARCHING...|7E8 06 41 00 BE 3F A8 13 |7E9 06 41 00 80 18 00 01 ||>",
        "ATDPN",
        "A6||>",
        "atdp",
        "AUTO, ISO 15765-4 (CAN 11/500)||>",
        "010C",
        "7E8 04 41 0C 0B 30 ||>",
        "",
        "7E8 04 41 0C 0B 30 ||>",
        "ATH0",
        "OK||>",
        "010C1",
        "41 0C 0B 30 ||>",
        "01 0C 0D",
        "41 0C 0B 30 0D 32 ||>",
        "0902",
        "014|0: 49 02 01 31 44 34 |1: 47 50 30 30 52 35 35 |2: 42 31 32 33 34 35 36 ||>",
        "ATS0",
        "OK||>",
        "0902",
        "014|0:490201314434|1:47503030523535|2:42313233343536||>",
        "0101",
        "NO DATA||>",
        "ATFOO",
        "?||>");
  }
}
