package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.BusProtocol;
import io.obdio.sim.bus.LegacyChecksum;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Listening on the buses before CAN and on J1939. */
@Timeout(60)
class MonitorTest {

  private static Host on(BusProtocol protocol) {
    Host host = Host.silent(ElmIdentity.ELM_2_3, protocol);
    host.send("ATSP" + protocol.digit());
    host.send("ATH1");
    host.send("010C"); // the K-line is awake
    return host;
  }

  private static void stop(Host host) {
    host.type("x");
    assertEquals("STOPPED||>", host.seen());
  }

  private static List<String> lines(Host host, String command, Duration time) {
    host.type(command + "\r");
    String seen = host.wait(time);
    return seen.isEmpty() ? List.of() : Arrays.asList(seen.split("\\|"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "J1850_PWM, 81 1B 10 10 0B 30 ",
    "J1850_VPW, 88 1B 10 10 0B 30 ",
    "ISO_9141, 68 6A 28 01 0D ",
    "KWP_SLOW, 82 10 28 21 0D ",
    "KWP_FAST, 82 10 28 21 0D ",
  })
  void showsThePeriodicMessages(BusProtocol protocol, String first) {
    Host host = on(protocol);
    List<String> lines = lines(host, "ATMA", Duration.ofMillis(1200));
    assertTrue(lines.get(0).startsWith(first), lines.toString());
    assertTrue(lines.size() >= 4, lines.toString());
    for (String line : lines) {
      byte[] bytes = HexText.bytes(line.replace(" ", ""));
      int expected = LegacyChecksum.of(protocol, Arrays.copyOf(bytes, bytes.length - 1));
      assertEquals(expected, bytes[bytes.length - 1] & 0xFF, line);
    }
    host.type("\r");
    assertEquals("STOPPED||>", host.seen());
    assertEquals("", host.wait(Duration.ofSeconds(2)), "it is quiet afterwards");
  }

  @Test
  void withoutHeadersOnlyTheDataAreShown() {
    Host host = on(BusProtocol.J1850_VPW);
    host.send("ATH0");
    assertEquals("10 0B 30 ", lines(host, "ATMA", Duration.ofMillis(150)).get(0));
    stop(host);
    host.send("ATS0");
    assertEquals("100B30", lines(host, "ATMA", Duration.ofMillis(150)).get(0));
  }

  @Test
  void oneReceiverOrOneTransmitterOnly() {
    Host host = on(BusProtocol.KWP_FAST);
    List<String> toEngine = lines(host, "ATMR 10", Duration.ofSeconds(3));
    assertFalse(toEngine.isEmpty());
    assertTrue(toEngine.stream().allMatch(l -> l.startsWith("82 10 28 ")), toEngine.toString());
    stop(host);
    List<String> fromEngine = lines(host, "ATMT 10", Duration.ofSeconds(3));
    assertFalse(fromEngine.isEmpty());
    assertTrue(fromEngine.stream().allMatch(l -> l.startsWith("83 28 10 ")), fromEngine.toString());
    stop(host);
    assertEquals(List.of(), lines(host, "ATMT 55", Duration.ofSeconds(3)));
  }

  @Test
  void withoutIgnitionThereIsNothingToSee() {
    Host host = on(BusProtocol.J1850_PWM);
    host.car.ignition = false;
    assertEquals(List.of(), lines(host, "ATMA", Duration.ofSeconds(3)));
    host.type(" ");
    assertEquals("STOPPED||>", host.seen());
  }

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void overflowsWhenItsBufferIsFull(ElmIdentity identity) {
    Host host = new Host(ElmConfig.DEFAULT.with(identity).with(AdapterTiming.line(9600)));
    for (String command : "ATE0 ATSP6 ATH1 ATCAF0".split(" ")) {
      host.send(command);
    }
    host.type("ATMA\r");
    long begin = host.adapter.now();
    String all = host.untilPrompt();
    assertTrue(all.endsWith("BUFFER FULL||>"), all);
    double seconds = (host.adapter.now() - begin) / 1e9;
    int fit = (int) (seconds * 960);
    int size = identity.transmitBuffer();
    assertTrue(Math.abs(all.length() - fit) < 40, "all that was kept is shown: " + fit);
    assertTrue(size == 256 || size == 512 || size == 4096);
  }

  @Test
  void j1939ShowsOneParameterGroup() {
    Host host = on(BusProtocol.J1939);
    host.car.engine().answer("03", "4300");
    List<String> dm1 = lines(host, "ATDM1", Duration.ofMillis(2500));
    String none = "6 0FECA 00 00 FF 00 00 00 00 FF FF ";
    assertEquals(List.of(none, none), dm1);
    stop(host);
    assertEquals(none + "||>", host.send("ATMP FECA 1"), "one message and the prompt");
    assertEquals(none + "|" + none + "||>", host.send("ATMP 00FECA 2"));
    assertTrue(host.send("ATMP F004 3").matches("(3 0F004 00 [^|]*\\|){3}\\|>"));
    List<String> temperature = lines(host, "ATMP FEEE", Duration.ofMillis(1200));
    assertTrue(temperature.stream().allMatch(l -> l.startsWith("6 0FEEE 00 ")));
    assertEquals(2, temperature.size());
  }

  @Test
  void j1939FollowsTheTransportProtocol() {
    Host host = on(BusProtocol.J1939);
    host.send("ATH0");
    // two codes make ten bytes: lamps, 0133 and C100 with FMI 31, once each
    assertEquals(
        "00A|01: 40 FF 33 01 1F 01 00 |02: C1 1F 01 FF FF FF FF ||>", host.send("ATMP FECA 1"));
    host.send("ATH1");
    assertEquals(
        "00A|7 0EBFF 00 01 40 FF 33 01 1F 01 00 |7 0EBFF 00 02 C1 1F 01 FF FF FF FF ||>",
        host.send("ATMP FECA 1"));
  }

  @Test
  void parameterGroupsAreForJ1939Only() {
    Host host = on(BusProtocol.CAN_29_250);
    assertEquals("?||>", host.send("ATMP FECA"));
    assertEquals("?||>", host.send("ATDM1"));
    Host user = Host.silent(ElmIdentity.ELM_2_3, BusProtocol.J1939);
    user.car.engine().answer("03", "4300");
    user.send("ATPB 42 02"); // 29 bits, J1939, 250 kbit/s
    user.send("ATSPB");
    assertEquals("00 FF 00 00 00 00 FF FF ||>", user.send("ATMP FECA 1"));
  }
}
