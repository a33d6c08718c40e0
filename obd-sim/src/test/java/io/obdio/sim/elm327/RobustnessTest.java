package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.BusProtocol;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a host sends: no exception, and always a prompt in the end. */
@Timeout(120)
class RobustnessTest {

  private static final String[] FRAGMENTS = {
    "AT",
    "ST",
    "Z",
    "E0",
    "H1",
    "MA",
    "SP",
    "0",
    "6",
    "A",
    "01",
    "0C",
    "09",
    "02",
    "\r",
    "\r",
    "\r",
    " ",
    "CRA",
    "7E8",
    "FC",
    "SH",
    "SD",
    "PX",
    "h:",
    "d:",
    ",",
    "LP",
    "BRD",
    "23",
    "CAF0",
    "CEA",
    "PP",
    "SV",
    "ON",
    "S0",
    "D1",
    "R0",
    "CFC0",
    "22F190",
    "\n",
    ">",
    "\0",
    "\u007f",
    "\u00ff",
    "SEGR1",
    "CSEGT1",
    "CTM",
    "P",
    "33",
    "TO",
    "99999",
    "MT",
    "DM1",
    "SI",
    "WM",
    "CV",
    "0000",
    "@3",
    "XXXXXXXX"
  };

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void randomBytesNeverKillIt(ElmIdentity identity) {
    for (long seed = 1; seed <= 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      BusProtocol[] all = BusProtocol.values();
      Host host = new Host(ElmConfig.DEFAULT.with(identity).with(all[random.nextInt(all.length)]));
      for (int i = 0; i < 400; i++) {
        if (random.nextInt(4) == 0) {
          host.type(String.valueOf((char) random.nextInt(256)));
        } else {
          host.type(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
        }
        if (random.nextInt(8) == 0) {
          host.wait(Duration.ofMillis(random.nextInt(300)));
        }
      }
      host.wait(Duration.ofSeconds(30)); // searches, handshakes and half commands are over
      host.type("\r");
      host.wait(Duration.ofSeconds(30));
      host.type("ATZ\r");
      host.wait(Duration.ofSeconds(5));
      host.type("ATZ\r");
      String end = host.wait(Duration.ofSeconds(5));
      assertTrue(end.endsWith(identity.id() + "||>"), "seed " + seed + ": " + end);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 31, 127, 128, 200, 255})
  void anUnknownByteGetsAQuestionMarkAndAPrompt(int b) {
    Host host = Host.silent(ElmIdentity.CLONE_1_5, BusProtocol.CAN_11_500);
    String answer = host.send(String.valueOf((char) b));
    assertEquals(b > ' ' ? "?||>" : "OK||>", answer, "control characters are no characters");
  }

  @Test
  void aHostThatEndsItsLinesWithALinefeedGetsAPromptInTheEnd() {
    Host host = Host.silent(ElmIdentity.CLONE_1_5, BusProtocol.CAN_11_500);
    host.type("ATI\n");
    assertEquals("", host.wait(Duration.ofSeconds(19)), "no carriage return, no command");
    assertEquals("?||>", host.wait(Duration.ofSeconds(2)));
    assertEquals("ELM327 v1.5||>", host.send("ATI\n"), "CR LF is fine: the LF begins the next one");
    assertEquals("ELM327 v1.5||>", host.send("\nATI"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x80, 0x9F, 0xC3, 0xFE, 0xFF})
  void bytesOfTheUpperHalfSpoilACommandAndNoMore(int b) {
    Host host = Host.silent(ElmIdentity.ELM_2_3, BusProtocol.CAN_11_500);
    host.send("ATSP6");
    assertEquals("?||>", host.send("01" + (char) b + "0C"));
    assertEquals("41 0C 0B 30 ||>", host.send("010C"));
  }

  @Test
  void nulsAreNoCharacters() {
    Host host = Host.silent(ElmIdentity.ELM_2_3, BusProtocol.CAN_11_500);
    host.send("ATSP6");
    assertEquals("41 0C 0B 30 ||>", host.send("\0" + "01" + "\0\0" + "0C" + "\0"));
  }

  @Test
  void aFullLineMakesTheHostWait() {
    Host host = new Host(ElmConfig.DEFAULT.with(AdapterTiming.line(38_400)));
    assertTrue(host.adapter.takesInput());
    host.type("0".repeat(5000));
    assertTrue(!host.adapter.takesInput(), "more than a second of bytes is in transit");
    host.wait(Duration.ofSeconds(2));
    assertTrue(host.adapter.takesInput());
    host.type("\r");
    assertTrue(host.untilPrompt().endsWith("?||>"));
  }

  @Test
  void aPromptAtOnceAfterPowerUp() {
    Host host = new Host(ElmConfig.DEFAULT);
    assertEquals("||?||>".substring(1), host.send(""));
  }

  @Test
  void anEndlessLineIsBounded() {
    Host host = Host.silent(ElmIdentity.ELM_2_3, BusProtocol.CAN_11_500);
    for (int i = 0; i < 100; i++) {
      host.type("01".repeat(1000));
    }
    assertEquals("?||>", host.send(""));
    assertEquals("ELM327 v2.3||>", host.send("ATI"));
  }

  @Test
  void linefeedsAreAddedWhenAskedFor() {
    Host host = new Host(ElmConfig.DEFAULT);
    assertEquals("ATL1|OK|\n|\n>", host.send("ATL1"));
    assertEquals("ATI|\nELM327 v2.3|\n|\n>", host.send("ATI"));
    assertEquals("AT\nI|\nELM327 v2.3|\n|\n>", host.send("AT\nI"), "a linefeed is ignored");
  }
}
