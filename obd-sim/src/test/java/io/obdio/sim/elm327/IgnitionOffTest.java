package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.BusProtocol;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.vehicle.SimClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * With the ignition off the adapter answers, the battery supplies it, and the vehicle is silent.
 */
class IgnitionOffTest {

  @ParameterizedTest
  @EnumSource(
      value = BusProtocol.class,
      names = {"USER1", "USER2", "J1939"},
      mode = EnumSource.Mode.EXCLUDE)
  void aSearchFindsNothingAndFindsTheVehicleLater(BusProtocol protocol) {
    Host host = Host.silent(ElmIdentity.ELM_2_3, protocol);
    host.car.ignition = false;
    host.car.volts = 12.6;
    assertEquals("OFF||>", host.send("ATIGN"));
    assertEquals("12.6V||>", host.send("ATRV"));
    host.send("ATSP0");
    assertEquals("SEARCHING...|UNABLE TO CONNECT||>", host.send("0100"));
    host.car.ignition = true;
    assertTrue(host.send("0100").startsWith("SEARCHING...|41 00 BE 3F A8 13 "));
    assertEquals("ON||>", host.send("ATIGN"));
  }

  @ParameterizedTest
  @CsvSource({"CAN_11_500", "CAN_29_500", "CAN_11_250", "CAN_29_250"})
  void theNodesAcknowledgeForAMinuteThenTheBusSleeps(BusProtocol protocol) {
    Host host = Host.silent(ElmIdentity.ELM_2_3, protocol);
    host.send("ATSP" + protocol.digit());
    assertTrue(host.send("010C").startsWith("41 0C 0B 30"));
    host.car.ignition = false;
    assertEquals("NO DATA||>", host.send("010C"));
    host.wait(Duration.ofSeconds(59));
    assertEquals("NO DATA||>", host.send("010C"));
    host.wait(Duration.ofSeconds(2));
    assertEquals("CAN ERROR||>", host.send("010C"));
    assertEquals("CAN ERROR||>", host.send("010C"));
    host.car.ignition = true;
    assertTrue(host.send("010C").startsWith("41 0C 0B 30"));
    host.car.ignition = false;
    assertEquals("NO DATA||>", host.send("010C"));
  }

  @ParameterizedTest
  @CsvSource({
    "J1850_PWM, NO DATA||>",
    "J1850_VPW, NO DATA||>",
    "ISO_9141, BUS INIT: ...ERROR||>",
    "KWP_SLOW, BUS INIT: ...ERROR||>",
    "KWP_FAST, BUS INIT: ERROR||>",
  })
  void theOlderBusesAreSilent(BusProtocol protocol, String answer) {
    Host host = Host.silent(ElmIdentity.ELM_2_3, protocol);
    host.car.ignition = false;
    host.send("ATSP" + protocol.digit());
    assertEquals(answer, host.send("0100"));
  }

  @Test
  void theFaultShowsTheVoltageOfTheBattery() {
    Host host = Host.silent(ElmIdentity.ELM_2_3, BusProtocol.CAN_11_500);
    host.send("ATSP6");
    assertEquals("14.2V||>", host.send("ATRV"));
    host.faults.inject(new Fault.IgnitionOff(), Duration.ofSeconds(30));
    assertEquals("12.6V||>", host.send("ATRV"));
    assertEquals("NO DATA||>", host.send("0100"));
    host.wait(Duration.ofSeconds(31));
    assertEquals("14.2V||>", host.send("ATRV"));
    assertTrue(host.send("0100").startsWith("41 00"));
  }

  @Test
  void theVoltageFollowsTheSimulatedVehicle() {
    SimClock.Manual clock = SimClock.manual();
    SimulatedVehicle vehicle = SimulatedVehicle.standard(clock, 1);
    Elm327 adapter =
        new Elm327(ElmConfig.DEFAULT, DiagnosticConnector.of(vehicle), new FaultInjector());
    assertEquals("14.2V", voltage(adapter));
    vehicle.vehicle().setIgnition(false);
    assertEquals("13.0V", voltage(adapter));
    clock.advance(Duration.ofHours(3));
    assertEquals("12.6V", voltage(adapter));
    vehicle.vehicle().setIgnition(true);
    assertEquals("10.2V", voltage(adapter));
    clock.advance(Duration.ofSeconds(1));
    assertEquals("14.2V", voltage(adapter));
  }

  private static String voltage(Elm327 adapter) {
    byte[] command = "ATRV\r".getBytes(StandardCharsets.US_ASCII);
    adapter.receive(command, 0, command.length);
    String reply = new String(adapter.takeOutput(), StandardCharsets.US_ASCII);
    return reply.split("\r", -1)[1];
  }
}
