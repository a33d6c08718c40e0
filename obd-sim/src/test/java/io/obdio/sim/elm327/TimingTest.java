package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.BusProtocol;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes, bits and waits take their time, in virtual nanoseconds. */
@Timeout(60)
class TimingTest {

  private static final long MS = 1_000_000L;

  private static long took(Host host, String command) {
    long begin = host.adapter.now();
    host.send(command);
    return host.adapter.now() - begin;
  }

  private static Host host(AdapterTiming timing) {
    Host host = new Host(ElmConfig.DEFAULT.with(timing));
    host.send("ATE0");
    host.send("ATSP6");
    host.send("ATS0");
    return host;
  }

  @Test
  void everyByteOnTheLineCounts() {
    Host host = host(AdapterTiming.line(38_400));
    long byteTime = 10 * 1_000_000_000L / 38_400;
    // 6 bytes there (010C1 CR), 11 back (410C0B30 CR CR >)
    long expected = (6 + 11) * byteTime;
    long actual = took(host, "010C1");
    assertTrue(Math.abs(actual - expected) <= 20, actual + " instead of " + expected);
    long again = took(host, "010C1");
    assertTrue(Math.abs(again - expected) <= 1000, again + " instead of " + expected);
  }

  @Test
  void theEchoRunsBesideTheCommand() {
    Host host = host(AdapterTiming.line(9_600));
    long without = took(host, "ATI");
    host.send("ATE1");
    long with = took(host, "ATI");
    long echo = 10 * 1_000_000_000L / 9_600;
    assertTrue(Math.abs(with - without - echo) <= 100, "only the CR's echo comes after");
  }

  @Test
  void withoutACountDigitTheAdapterWaits() {
    Host host =
        host(new AdapterTiming(0, false, Duration.ofMillis(2), true, Duration.ZERO, Duration.ZERO));
    host.send("ATAT0");
    assertEquals(2 * MS, took(host, "010C1"));
    assertEquals(202 * MS, took(host, "010C"), "2 ms and then ST 32 = 200 ms");
    host.send("ATST08");
    assertEquals(34 * MS, took(host, "010C"));
    assertEquals(32 * MS, took(host, "0155"));
    host.send("ATST32");
    host.send("ATAT1");
    for (int i = 0; i < 20; i++) {
      host.send("010C");
    }
    long adaptive = took(host, "010C");
    assertTrue(adaptive < 40 * MS, "adaptive timing learns: " + adaptive);
    host.send("ATAT2");
    assertTrue(took(host, "010C") < adaptive, "the second one is bolder");
  }

  @Test
  void anObdLinkWaitsForHalfTheTime() {
    Host host =
        new Host(
            ElmConfig.DEFAULT
                .with(ElmIdentity.OBDLINK)
                .with(
                    new AdapterTiming(
                        0, false, Duration.ZERO, true, Duration.ZERO, Duration.ZERO)));
    host.send("ATE0");
    host.send("ATSP6");
    assertEquals(102_400_000L, took(host, "0155"));
    host.send("STPTO 300");
    assertEquals(300 * MS, took(host, "0155"));
    host.send("ATST00");
    assertEquals(102_400_000L, took(host, "0155"));
  }

  @Test
  void framesTakeTheirBits() {
    Host host =
        host(new AdapterTiming(0, true, Duration.ZERO, false, Duration.ZERO, Duration.ZERO));
    long frame = 1_000_000_000L * 122 / 500_000; // 111 bits and 11 stuff bits
    assertEquals(2 * frame, took(host, "010C"));
    assertEquals(5 * frame, took(host, "0902"), "request, first, flow control, two consecutive");
  }

  /** Only the bits on the vehicle's bus take time. */
  private static Host onTheWire(BusProtocol protocol) {
    Host host =
        new Host(
            ElmConfig.DEFAULT
                .with(protocol)
                .with(
                    new AdapterTiming(
                        0, true, Duration.ZERO, false, Duration.ZERO, Duration.ZERO)));
    host.send("ATE0");
    host.send("ATSP" + protocol.digit());
    host.send("0155"); // the K-line is awake, no ECU answered
    return host;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // 111 bits and 11 stuff bits, 131 and 13; request and answer
    "CAN_11_500, 488",
    "CAN_11_250, 976",
    "CAN_29_500, 576",
    "CAN_29_250, 1152",
    // 6 and 8 bytes of 8 bits, SOF and EOF of both
    "J1850_PWM, 2932",
    "J1850_VPW, 11729",
    // 6 and 8 bytes of 10 bits, five gaps of 5 ms (P4) and 25 ms (P2)
    "ISO_9141, 63461",
    "KWP_SLOW, 63461",
    "KWP_FAST, 63461",
  })
  void aRequestAndItsAnswerTakeTheirBits(BusProtocol protocol, long micros) {
    assertEquals((double) micros, took(onTheWire(protocol), "010C") / 1000.0, 1.0);
  }

  @Test
  void theKLineNeedsAPauseBetweenRequests() {
    Host host = onTheWire(BusProtocol.KWP_FAST);
    long first = took(host, "010C");
    assertEquals(first + 55 * MS, took(host, "010C"), "P3");
    host.wait(Duration.ofMillis(55));
    assertEquals(first, took(host, "010C"));
  }

  @Test
  void theWaitBeginsWhenTheRequestIsOut() {
    Host host =
        new Host(
            ElmConfig.DEFAULT
                .with(ElmIdentity.OBDLINK)
                .with(BusProtocol.KWP_FAST)
                .with(AdapterTiming.realistic(0)));
    host.send("ATE0");
    host.send("ATSP5");
    host.send("ATAT0");
    host.send("010C");
    for (int i = 0; i < 5; i++) {
      assertEquals("41 0C 0B 30 ||>", host.send("010C1"), "P3 and P2 are nearly its 102 ms");
    }
  }

  @Test
  void theLineAddsItsBytesToTheBus() {
    AdapterTiming both =
        new AdapterTiming(38_400, true, Duration.ZERO, false, Duration.ZERO, Duration.ZERO);
    Host host = host(both);
    // 6 bytes there, two frames, and the answer's 11 bytes back
    double expected = (6 + 11) * 1e10 / 38_400 + 2 * 122e9 / 500_000;
    assertEquals(expected, (double) took(host, "010C1"), 1000.0);
  }

  @Test
  void aSearchAndAResetTakeTheirTime() {
    Host host = new Host(ElmConfig.DEFAULT.with(AdapterTiming.realistic(0)));
    long reset = took(host, "ATZ");
    assertEquals(500 * MS, reset);
    host.send("ATE0");
    assertTrue(took(host, "0100") >= 120 * MS);
    assertTrue(took(host, "0100") < 100 * MS, "found already");
  }

  @Test
  void anImpatientHostStopsTheSearchOnARealisticAdapter() {
    Host host = new Host(ElmConfig.DEFAULT.with(AdapterTiming.realistic(38_400)));
    host.type("0100\rATI\r");
    assertTrue(host.untilPrompt().contains("STOPPED"));
  }
}
