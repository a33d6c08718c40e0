package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.sim.BusProtocol;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The search for the vehicle's protocol, and the replies if it fails. */
@Timeout(60)
class ConnectionTest {

  static Stream<Arguments> searched() {
    return Stream.of(BusProtocol.values())
        .filter(p -> "123456789".indexOf(p.digit()) >= 0)
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("searched")
  void findsEveryProtocolOfCars(BusProtocol protocol) {
    Host host = Host.silent(ElmIdentity.ELM_2_3, protocol);
    assertEquals("SEARCHING...|41 0C 0B 30 ||>", host.send("010C"));
    assertEquals("A" + protocol.digit() + "||>", host.send("ATDPN"));
    assertEquals("AUTO, " + protocol.title() + "||>", host.send("ATDP"));
    assertEquals("41 0C 0B 30 ||>", host.send("010C"), "no second search");
    host.send("ATPC");
    assertEquals("SEARCHING...|41 0C 0B 30 ||>", host.send("010C"), "closed: search again");
  }

  @ParameterizedTest(name = "car {0}, AT SP {1}")
  @CsvSource({
    "CAN_11_500, 8, CAN ERROR",
    "CAN_11_500, 9, CAN ERROR",
    "CAN_11_500, B, CAN ERROR",
    "CAN_11_500, 7, NO DATA",
    "CAN_11_500, 1, NO DATA",
    "CAN_11_500, 2, NO DATA",
    "CAN_11_500, 3, BUS INIT: ...ERROR",
    "CAN_11_500, 4, BUS INIT: ...ERROR",
    "CAN_11_500, 5, BUS INIT: ERROR",
    "CAN_29_250, 8, NO DATA",
    "CAN_29_250, A, NO DATA",
    "ISO_9141, 6, CAN ERROR",
    "ISO_9141, 5, BUS INIT: ERROR",
    "J1850_VPW, 1, NO DATA",
    "KWP_FAST, 4, BUS INIT: ...ERROR",
  })
  void aWrongProtocolIsAnsweredAsOnARealCar(BusProtocol car, String digit, String expected) {
    Host host = Host.silent(ElmIdentity.ELM_2_3, car);
    host.send("ATSP" + digit);
    assertEquals(expected + "||>", host.send("010C"));
    assertEquals(digit + "||>", host.send("ATDPN"));
  }

  @Test
  void fallsBackToASearch() {
    Host host = Host.silent(ElmIdentity.ELM_2_3, BusProtocol.CAN_29_500);
    host.send("ATSPA3");
    assertEquals("SEARCHING...|41 0C 0B 30 ||>", host.send("010C"));
    assertEquals("A7||>", host.send("ATDPN"));
  }

  @Test
  void withoutIgnitionNothingIsFound() {
    Host host = Host.silent(ElmIdentity.ELM_2_3, BusProtocol.CAN_11_500);
    host.car.ignition = false;
    host.car.volts = 12.1;
    assertEquals("SEARCHING...|UNABLE TO CONNECT||>", host.send("0100"));
    assertEquals("A0||>", host.send("ATDPN"));
    assertEquals("OFF||>", host.send("ATIGN"));
    assertEquals("12.1V||>", host.send("ATRV"));
    host.car.ignition = true;
    assertEquals("SEARCHING...|41 0C 0B 30 ||>", host.send("010C"));
    host.car.ignition = false;
    assertEquals("NO DATA||>", host.send("010C"), "the protocol is known, the ECUs are silent");
  }

  @Test
  void aPoorCloneGluesTheDataToTheSearch() {
    Host host = Host.silent(ElmIdentity.CLONE_2_1, BusProtocol.CAN_11_500);
    assertEquals("SEARCHING...41 0C 0B 30 ||>", host.send("010C"));
  }

  @Test
  void theKLineFallsAsleep() {
    Host host = Host.silent(ElmIdentity.ELM_2_3, BusProtocol.ISO_9141);
    host.send("ATSP3");
    host.send("ATSW00");
    assertEquals("BUS INIT: ...OK|41 0C 0B 30 ||>", host.send("010C"));
    assertEquals("41 0C 0B 30 ||>", host.send("010C"));
    host.wait(java.time.Duration.ofSeconds(6));
    assertEquals("BUS INIT: ...OK|41 0C 0B 30 ||>", host.send("010C"));
  }

  @Test
  void aSearchCanBeInterrupted() {
    Host host =
        new Host(ElmConfig.DEFAULT.with(AdapterTiming.realistic(0)).with(BusProtocol.KWP_FAST));
    host.send("ATE0");
    host.type("0100\r");
    assertEquals("SEARCHING...", host.seen());
    host.type("x");
    assertEquals("|STOPPED||>", host.untilPrompt());
  }
}
