package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.BusProtocol;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault as the host sees it, and that the adapter is well when it ends. */
@Timeout(60)
class FaultsTest {

  private static Host connected(BusProtocol protocol) {
    Host host = Host.silent(ElmIdentity.ELM_2_3, protocol);
    host.send("ATSP" + protocol.digit());
    host.send("010C");
    return host;
  }

  private final Host host = connected(BusProtocol.CAN_11_500);

  /** Name, parameter, value, command, what is read. */
  @ParameterizedTest(name = "{0} {1}={2}: {3}")
  @CsvSource(
      delimiter = ';',
      value = {
        "nuls; count; 3; ATI; ~~~ELM327 v2.3||>",
        "late-prompt; ms; 900; ATI; ELM327 v2.3||>",
        "delay; ms; 900; ATI; ELM327 v2.3||>",
        "chunked; us; 500; ATI; ELM327 v2.3||>",
        "stray-after-echo; text; FC; ATI; FC|ELM327 v2.3||>",
        "chatter; text; +CONNECTING<<mac; ATI; +CONNECTING<<mac|ELM327 v2.3||>",
        "stray-stopped; ; ; 010D; STOPPED|41 0D 32 ||>",
        "stale-reply; ; ; 010D; 41 0C 0B 30 |41 0D 32 ||>",
        "truncated-text; characters; 1; 0155; O DATA||>",
        "truncated-text; characters; 99; 0155; A||>",
        "truncated-text; characters; 3; 010D; 41 0D 32 ||>",
        "buffer-full; characters; 5; 0902; 014BUFFER FULL||>",
        "buffer-full; characters; 5; 010D; 41 0DBUFFER FULL||>",
        "ignition-off; ; ; 010D; NO DATA||>",
        "wrong-checksum; ; ; 010D; 41 0D 32 <RX ERROR||>",
        "missing-consecutive-frame; number; 1; 0902; 014|0: 49 02 01 31 44 34 "
            + "|2: 42 31 32 33 34 35 36 ||>",
        "missing-consecutive-frame; number; 2; 0902; 014|0: 49 02 01 31 44 34 "
            + "|1: 47 50 30 30 52 35 35 ||>",
        "unknown-command; command; ATH1; ATH1; ?||>",
        "unknown-command; command; ATH1; ATH0; OK||>",
        "count-digit-refused; answer; NO DATA; 010D1; NO DATA||>",
        "count-digit-refused; answer; ?; 010D; 41 0D 32 ||>",
        "bus-trouble; text; BUS BUSY; 010D; BUS BUSY||>",
        "bus-trouble; text; CAN ERROR; ATI; ELM327 v2.3||>",
      })
  void strikes(String name, String parameter, String value, String command, String expected) {
    Map<String, String> parameters = parameter == null ? Map.of() : Map.of(parameter, value);
    host.faults.inject(Faults.of(name, parameters));
    assertEquals(expected.replace('~', '\0'), host.send(command));
    host.faults.clear();
    assertEquals("41 0D 32 ||>", host.send("010D"), "well again");
  }

  @Test
  void silenceIsDeafAndDumb() {
    host.faults.inject(new Fault.Silence(), Duration.ofSeconds(3));
    host.type("ATI\r");
    assertEquals("", host.wait(Duration.ofSeconds(4)));
    assertEquals("ELM327 v2.3||>", host.send("ATI"));
  }

  @Test
  void aDelayDelaysTheReplyAndALatePromptOnlyThePrompt() {
    host.faults.inject(new Fault.Delay(Duration.ofMillis(400)));
    host.type("ATI\r");
    assertEquals("", host.wait(Duration.ofMillis(390)));
    assertEquals("ELM327 v2.3||>", host.wait(Duration.ofMillis(20)));
    host.faults.clear();
    host.faults.inject(new Fault.LatePrompt(Duration.ofMillis(400)));
    host.type("ATI\r");
    assertEquals("ELM327 v2.3|", host.wait(Duration.ofMillis(390)));
    assertEquals("|>", host.wait(Duration.ofMillis(20)));
  }

  @Test
  void chunksAreSingleBytes() {
    host.faults.inject(new Fault.Chunked(Duration.ofMillis(1)));
    host.type("ATI\r");
    List<String> chunks = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      chunks.add(host.wait(Duration.ofMillis(1)));
    }
    assertEquals("E,L,M,3,2,7, ,v,2,.,3,|,|,>", String.join(",", chunks));
  }

  @Test
  void garbageIsNeverAPrompt() {
    host.faults.inject(new Fault.Garbage(500));
    String answer = host.send("ATI");
    assertTrue(answer.endsWith("|ELM327 v2.3||>") && answer.length() > 500, answer);
    assertEquals(answer.length() - 1, answer.indexOf('>'));
  }

  @Test
  void theEchoComesTwice() {
    host.send("ATE1");
    host.faults.inject(new Fault.DoubledEcho());
    assertEquals("AATTII|ELM327 v2.3||>", host.send("ATI"));
  }

  @Test
  void aBrownOutForgetsTheSettings() {
    host.send("ATH1");
    host.faults.inject(new Fault.LvReset());
    assertEquals("|LV RESET||>", host.wait(Duration.ofMillis(1)));
    assertEquals("ATDPN|6||>", host.send("ATDPN"), "echo is on, the protocol was stored");
    assertEquals("010C|41 0C 0B 30 ||>", host.send("010C"), "headers are off");
  }

  @Test
  void unpluggedItIsGoneAndComesBackFresh() {
    host.faults.inject(new Fault.Unplug(), Duration.ofSeconds(5));
    assertTrue(host.adapter.unplugged());
    host.type("ATI\r");
    assertEquals("", host.wait(Duration.ofSeconds(4)));
    host.wait(Duration.ofSeconds(2));
    assertFalse(host.adapter.unplugged());
    assertEquals("ATI|ELM327 v2.3||>", host.send("ATI"));
  }

  /** On CAN the checksum is the CRC of the frame, which is not shown: the data bytes are right. */
  @Test
  void aWrongChecksumOnCanIsAReceiveErrorOfTheFrame() {
    Host host = Host.silent(ElmIdentity.ELM_2_3, BusProtocol.CAN_11_500);
    host.send("ATSP6");
    host.send("ATH1");
    String right = host.send("010D");
    host.faults.inject(new Fault.WrongChecksum());
    assertEquals(right.replace("00 |", "00 <RX ERROR|"), host.send("010D"));
    host.send("ATH0");
    assertEquals(
        "014|0: 49 02 01 31 44 34 <RX ERROR|1: 47 50 30 30 52 35 35 <RX ERROR"
            + "|2: 42 31 32 33 34 35 36 <RX ERROR||>",
        host.send("0902"));
    host.faults.clear();
    assertEquals("41 0D 32 ||>", host.send("010D"));
  }

  @Test
  void aWrongChecksumIsSeenOnTheKLine() {
    Host legacy = connected(BusProtocol.ISO_9141);
    legacy.faults.inject(new Fault.WrongChecksum());
    assertEquals("41 0C 0B 30 <DATA ERROR||>", legacy.send("010C"));
  }

  @Test
  void theFirstReplyAfterAResetIsBlank() {
    host.faults.inject(new Fault.BlankFirstReply());
    assertEquals("41 0C 0B 30 ||>", host.send("010C"), "not the first one");
    host.send("ATWS");
    host.send("ATE0");
    assertEquals("|>", host.send("010C"));
    assertEquals("41 0C 0B 30 ||>", host.send("010C"));
  }

  @Test
  void aLongReplyFreezes() {
    host.faults.inject(new Fault.FreezeOnLongReply(2));
    assertEquals("41 0C 0B 30 ||>", host.send("010C"));
    assertEquals("014|0: 49 02 01 31 44 34 |(no prompt)", host.send("0902"));
    host.type("\r\r\r");
    assertEquals("", host.wait(Duration.ofMinutes(1)));
    host.faults.clear();
    assertEquals("STOPPED||>", host.send(""));
    assertEquals("ELM327 v2.3||>", host.send("ATI"));
  }

  @Test
  void aResetDropsTheLink() {
    host.faults.inject(new Fault.ResetDropsLink());
    assertFalse(host.adapter.takeLinkDrop());
    host.send("ATZ");
    assertTrue(host.adapter.takeLinkDrop());
    assertFalse(host.adapter.takeLinkDrop());
  }

  @Test
  void tryingAutomaticallyHangsUntilThePowerIsGone() {
    host.faults.inject(new Fault.TryAutoHangs());
    assertEquals("(no prompt)", host.send("ATTPA0"));
    assertEquals("(no prompt)", host.send("ATZ"));
    host.adapter.powerCycle();
    assertEquals("ATI|ELM327 v2.3||>", host.send("ATI"));
  }

  @Test
  void faultsComeAndGoAtTheirTime() {
    Host fresh = connected(BusProtocol.CAN_11_500);
    fresh.faults.schedule(
        new Fault.BusTrouble("BUS ERROR"), Duration.ofSeconds(10), Duration.ofSeconds(5));
    assertEquals("41 0C 0B 30 ||>", fresh.send("010C"));
    fresh.wait(Duration.ofSeconds(11));
    assertEquals("BUS ERROR||>", fresh.send("010C"));
    fresh.wait(Duration.ofSeconds(5));
    assertEquals("41 0C 0B 30 ||>", fresh.send("010C"));
    assertTrue(fresh.faults.isQuiet() || fresh.faults.nextChange(fresh.adapter.now()) > 0);
  }

  static List<String> names() {
    return Faults.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void itIsWellWhenAnyFaultEnds(String name) {
    host.faults.inject(Faults.of(name), Duration.ofSeconds(1));
    for (String command : List.of("ATZ", "0100", "0902", "ATTPA0", "010C1", "ATI")) {
      host.type(command + "\r");
      host.wait(Duration.ofMillis(100));
    }
    host.wait(Duration.ofSeconds(2));
    if (name.equals("try-auto-hangs")) {
      host.adapter.powerCycle();
    }
    host.type("\r");
    host.wait(Duration.ofSeconds(2));
    host.send("ATZ");
    host.send("ATE0");
    host.send("ATSP6");
    assertEquals("41 0C 0B 30 ||>", host.send("010C"), name);
  }

  @Test
  void everyFaultHasAName() {
    Set<Class<?>> named = new HashSet<>();
    Faults.names().forEach(n -> named.add(Faults.of(n).getClass()));
    assertEquals(Set.of(Fault.class.getPermittedSubclasses()), named);
  }

  @ParameterizedTest
  @CsvSource({"nothing,x,1", "delay,seconds,1", "delay,ms,soon", "delay,ms,-1", "silence,ms,1"})
  void wrongNamesAndValuesAreRefused(String name, String parameter, String value) {
    IllegalArgumentException e =
        org.junit.jupiter.api.Assertions.assertThrows(
            IllegalArgumentException.class, () -> Faults.of(name, Map.of(parameter, value)));
    assertTrue(e.getMessage().contains(name), e.getMessage());
  }
}
