package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.BusProtocol;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings whose effect shows only later, on the bus. */
@Timeout(60)
class AdapterSettingsTest {

  private static final String RPM = "41 0C 0B 30 ||>";

  private static Host on(BusProtocol protocol) {
    Host host = Host.silent(ElmIdentity.ELM_2_3, protocol);
    host.send("ATSP" + protocol.digit());
    return host;
  }

  /** Waits as a real adapter, and nothing else takes time. */
  private static Host patient(BusProtocol protocol) {
    Host host =
        new Host(
            ElmConfig.DEFAULT
                .with(protocol)
                .with(
                    new AdapterTiming(
                        0, false, Duration.ZERO, true, Duration.ZERO, Duration.ofMillis(10))));
    host.send("ATE0");
    return host;
  }

  private static long millis(Host host, String command) {
    long begin = host.adapter.now();
    host.send(command);
    return (host.adapter.now() - begin) / 1_000_000;
  }

  @ParameterizedTest(name = "AT IB {0}")
  @CsvSource({"10, OK", "48, ERROR", "96, ERROR", "12, ERROR", "15, ERROR"})
  void theInitFailsAtAnotherBaudRate(String baud, String result) {
    Host host = on(BusProtocol.ISO_9141);
    assertEquals("OK||>", host.send("ATIB" + baud));
    assertTrue(host.send("010C").startsWith("BUS INIT: ..." + result + "|"));
  }

  @Test
  void anotherBaudRateLaterIsNotUnderstood() {
    Host host = on(BusProtocol.KWP_FAST);
    assertEquals("BUS INIT: OK|" + RPM, host.send("010C"));
    host.send("ATIB96");
    assertEquals("NO DATA||>", host.send("010C"));
    host.send("ATIB10");
    assertEquals(RPM, host.send("010C"));
  }

  @Test
  void theSlowInitCallsAnAddress() {
    Host host = on(BusProtocol.KWP_SLOW);
    host.send("ATIIA 7A");
    assertEquals("BUS INIT: ...ERROR||>", host.send("010C"), "no ECU has this address");
    host.send("ATIIA 10");
    assertEquals("BUS INIT: ...OK|" + RPM, host.send("010C"), "the engine's own");
    host.send("ATPC");
    host.send("ATIIA 7A");
    host.send("ATD");
    host.send("ATE0");
    assertEquals("BUS INIT: ...OK|" + RPM, host.send("010C"), "33 is the default");
  }

  @Test
  void aBypassedInitialisationWakesNoEcu() {
    Host host = on(BusProtocol.ISO_9141);
    assertEquals("OK||>", host.send("ATBI"));
    assertEquals("NO DATA||>", host.send("010C"), "no BUS INIT, no answer");
    host.send("ATPC");
    assertEquals("BUS INIT: ...OK|" + RPM, host.send("010C"));
    host.send("ATPC");
    host.send("ATBI");
    assertEquals(RPM, host.send("010C"), "the ECUs are still awake");
    host.send("ATPC");
    host.wait(Duration.ofSeconds(6));
    host.send("ATBI");
    assertEquals("NO DATA||>", host.send("010C"), "no wake-up messages were sent");
  }

  @Test
  void onCanABypassChangesNothing() {
    Host host = on(BusProtocol.CAN_11_500);
    host.send("ATBI");
    assertEquals(RPM, host.send("010C"));
  }

  @ParameterizedTest(name = "wake-up message {0}")
  @CsvSource({
    "C133F13E, 41 0C 0B 30 ",
    "C110F13E, 41 0C 0B 30 ",
    "C155F13E, NO DATA",
    "C1, NO DATA",
  })
  void aWakeUpMessageMustBeForAnEcu(String message, String expected) {
    Host host = on(BusProtocol.KWP_FAST);
    host.send("ATWM " + message);
    host.send("010C");
    host.wait(Duration.ofSeconds(20));
    assertEquals(expected.strip(), host.send("010C").replace("||>", "").strip());
  }

  @ParameterizedTest(name = "AT SW {0}")
  @CsvSource({"92, 41 0C 0B 30", "FA, 41 0C 0B 30", "FB, NO DATA", "00, BUS INIT: OK|41 0C 0B 30"})
  void wakeUpMessagesHaveToComeInTime(String interval, String expected) {
    Host host = on(BusProtocol.KWP_FAST);
    host.send("ATSW " + interval);
    host.send("010C");
    host.wait(Duration.ofSeconds(20));
    assertEquals(expected, host.send("010C").replace("||>", "").strip());
  }

  @Test
  void theTimerMultiplierHoldsOnCanOnly() {
    Host host = patient(BusProtocol.CAN_11_500);
    host.send("ATSP6");
    host.send("ATAT0");
    assertEquals(200, millis(host, "0155"));
    host.send("ATCTM5");
    assertEquals(1000, millis(host, "0155"));
    host.send("ATJTM5");
    assertEquals(1000, millis(host, "0155"), "that one is for J1939");
    host.send("ATCTM1");
    assertEquals(200, millis(host, "0155"));

    Host old = patient(BusProtocol.J1850_VPW);
    old.send("ATSP2");
    old.send("ATAT0");
    old.send("ATCTM5");
    assertEquals(200, millis(old, "0155"));
  }

  @Test
  void j1939HasAMultiplierOfItsOwn() {
    Host host = patient(BusProtocol.J1939);
    host.send("ATSPA");
    host.send("ATAT0");
    host.send("ATSHEA0BF9"); // no node has this address
    assertEquals(200, millis(host, "00FEEE"));
    host.send("ATJTM5");
    assertEquals(1000, millis(host, "00FEEE"));
    host.send("ATD");
    host.send("ATE0");
    host.send("ATSHEA0BF9");
    assertEquals(200, millis(host, "00FEEE"), "AT D brings the default back");
  }

  @Test
  void theStandardOrderFindsCanLate() {
    Host host = patient(BusProtocol.CAN_11_500);
    long usual = millis(host, "0100");
    assertTrue(usual < 250, "6 is tried first: " + usual);
    host.send("ATPC");
    host.send("ATSP0");
    host.send("ATSS");
    long standard = millis(host, "0100");
    assertEquals(230, standard - usual, "1 2 3 4 5 before it, two of them ten times as slow");
  }

  @Test
  void theBufferHoldsTheLastMessage() {
    Host host = on(BusProtocol.KWP_FAST);
    assertEquals("00 00 00 00 00 00 00 00 00 00 00 00 00 ||>", host.send("ATBD"));
    host.send("010C");
    assertEquals("08 84 F1 10 41 0C 0B 30 0D 00 00 00 00 ||>", host.send("ATBD"));
    host.send("0155");
    assertEquals("06 C2 33 F1 01 55 3C 30 0D 00 00 00 00 ||>", host.send("ATBD"));
    Host can = on(BusProtocol.CAN_11_500);
    can.send("010C");
    can.send("ATS0");
    assertEquals("0C000007E804410C0B30000000||>", can.send("ATBD"));
  }

  @Test
  void theActivityCounterCountsSilence() {
    Host host = on(BusProtocol.CAN_11_500);
    host.wait(Duration.ofMinutes(1));
    assertEquals("00||>", host.send("ATAMC"), "the ECUs talk to each other");
    host.car.ignition = false;
    host.wait(Duration.ofMillis(656));
    assertEquals("01||>", host.send("ATAMC"));
    host.wait(Duration.ofSeconds(60));
    assertEquals("5C||>", host.send("ATAMC"));
    host.wait(Duration.ofHours(1));
    assertEquals("FF||>", host.send("ATAMC"));
    host.car.ignition = true;
    assertEquals("00||>", host.send("ATAMC"));
  }

  @Test
  void theUserProtocolIsWhatItWasMadeTo() {
    Host host = Host.silent(ElmIdentity.ELM_2_3, BusProtocol.CAN_29_250);
    host.send("ATSPB");
    assertEquals("CAN ERROR||>", host.send("010C"), "11 bits, 125 kbit/s, no format");
    host.send("ATPB 41 02");
    assertEquals(RPM, host.send("010C"));
    assertEquals("USER1 (CAN 29/250)||>", host.send("ATDP"));
    host.send("ATPP 2C SV 41");
    host.send("ATPP 2C ON");
    host.send("ATPP 2D SV 02");
    host.send("ATPP 2D ON");
    host.send("ATZ");
    host.send("ATE0");
    assertEquals("USER1 (CAN 29/250)||>", host.send("ATDP"), "the parameters outlive a reset");
    assertEquals(RPM, host.send("010C"));
    host.send("ATPB C0 02");
    assertEquals("NO DATA||>", host.send("010C"), "11 bits, and no PCI bytes");
  }
}
