package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.BusProtocol;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operations that take a while: pending answers, monitors, sleep, a new baud rate. */
@Timeout(60)
class BusyTest {

  private static Host connected(ElmIdentity identity) {
    Host host = Host.silent(identity, BusProtocol.CAN_11_500);
    host.send("ATSP6");
    return host;
  }

  @Test
  void waitsForTheAnswerAfterAPending() {
    Host host = connected(ElmIdentity.ELM_2_3);
    assertEquals("7F 22 78 |62 33 11 22 ||>", host.send("2233"));
  }

  @Test
  void aCloneGivesUpAfterAPending() {
    Host host = connected(ElmIdentity.CLONE_1_5);
    assertEquals("7F 22 78 ||>", host.send("2233"), "its 200 ms are over before the 300 ms");
    host.send("ATSTFF");
    host.send("ATAT0");
    host.wait(Duration.ofSeconds(1)); // the late answer is not for the next request
    assertEquals("7F 22 78 |62 33 11 22 ||>", host.send("2233"), "a second would do");
  }

  @Test
  void aByteWhileBusyStopsIt() {
    Host host = connected(ElmIdentity.ELM_2_3);
    host.type("2233\r");
    assertEquals("7F 22 78 |", host.seen());
    host.type("A");
    assertEquals("STOPPED||>", host.seen());
    assertEquals("?||>", host.send("TI"), "the A was eaten");
  }

  @Test
  void monitorsUntilAByteComes() {
    Host host = connected(ElmIdentity.ELM_2_3);
    host.send("ATH1");
    host.send("ATCAF0");
    host.type("ATMA\r");
    String seen = host.wait(Duration.ofSeconds(1));
    assertTrue(seen.split("\\|").length > 60, seen);
    assertTrue(seen.contains("0C9 ") && seen.contains("52A "), seen);
    host.type("\r");
    assertTrue(host.seen().endsWith("STOPPED||>"));
    assertEquals("", host.wait(Duration.ofSeconds(1)));
  }

  @Test
  void monitorsOnlyWhatTheFilterPasses() {
    Host host = connected(ElmIdentity.ELM_2_3);
    host.send("ATH1");
    host.send("ATCAF0");
    host.send("ATCRA3E9");
    host.type("ATMA\r");
    for (String line : host.wait(Duration.ofSeconds(1)).split("\\|")) {
      assertTrue(line.startsWith("3E9 "), line);
    }
    host.send("x");
    host.type("ATCRA\rATMTE5\r");
    String seen = host.wait(Duration.ofMillis(60));
    assertTrue(seen.contains("1E5 ") && !seen.contains("0C9 "), seen);
  }

  @Test
  void aMonitorOverflowsASlowLine() {
    Host host = new Host(ElmConfig.DEFAULT.with(AdapterTiming.line(9600)));
    for (String command : "ATE0 ATSP6 ATH1 ATCAF0".split(" ")) {
      host.send(command);
    }
    host.type("ATMA\r");
    assertTrue(host.untilPrompt().endsWith("BUFFER FULL||>"));
  }

  @Test
  void wakesUpWhenTheLineMoves() {
    Host host = connected(ElmIdentity.ELM_2_3);
    assertEquals("OK|(no prompt)", host.send("ATLP"));
    assertEquals("", host.wait(Duration.ofMinutes(1)));
    host.type(" ");
    assertEquals("||ELM327 v2.3||>", host.untilPrompt());
  }

  @Test
  void anObdLinkSleepsAtOnceOrAfterADelay() {
    Host host = connected(ElmIdentity.OBDLINK);
    assertEquals("OK|(no prompt)", host.send("STSLEEP"));
    assertEquals(List.of(true), host.car.sleeps);
    host.type(" ");
    assertEquals("||ELM327 v1.4b||>", host.untilPrompt());
    assertEquals(List.of(true, false), host.car.sleeps);
    host.send("ATE0");
    assertEquals("OK||>", host.send("STSLEEP 5"));
    assertEquals("14.20||>", host.send("STVR"));
    assertEquals("", host.wait(Duration.ofSeconds(6)));
    assertEquals(List.of(true, false, true), host.car.sleeps);
  }

  @Test
  void changesTheBaudRate() {
    Host host = connected(ElmIdentity.ELM_2_3);
    host.type("ATBRD 23\r");
    assertEquals("OK|", host.seen());
    assertEquals("ELM327 v2.3|", host.wait(Duration.ofMillis(80)));
    assertEquals(4_000_000 / 0x23, host.adapter.baud());
    host.type("\r");
    assertEquals("OK||>", host.seen());
    host.send("ATWS");
    assertEquals(4_000_000 / 0x23, host.adapter.baud(), "a warm start keeps it");
    host.send("ATZ");
    assertEquals(38_400, host.adapter.baud(), "a reset loses it");
  }

  @Test
  void goesBackWhenTheHostDoesNotFollow() {
    Host host = connected(ElmIdentity.ELM_2_3);
    host.send("ATBRT 02");
    host.type("ATBRD 23\r");
    assertEquals("OK|ELM327 v2.3|", host.wait(Duration.ofMillis(11)));
    assertEquals("|>", host.wait(Duration.ofMillis(11)));
    assertEquals(38_400, host.adapter.baud());
  }

  @Test
  void anotherBaudRateIsRubbishForBoth() {
    Host host = connected(ElmIdentity.ELM_2_3);
    host.adapter.setHostBaud(115_200);
    host.type("ATI\r");
    assertTrue(!host.wait(Duration.ofSeconds(1)).contains("ELM"));
    host.adapter.setHostBaud(38_400);
    host.send("");
    assertEquals("ELM327 v2.3||>", host.send("ATI"));
  }

  @Test
  void anUnfinishedCommandIsGivenUp() {
    Host host = connected(ElmIdentity.ELM_2_3);
    host.type("010");
    assertEquals("", host.wait(Duration.ofSeconds(19)));
    assertEquals("?||>", host.wait(Duration.ofSeconds(2)));
    assertEquals("ELM327 v2.3||>", host.send("ATI"));
  }
}
