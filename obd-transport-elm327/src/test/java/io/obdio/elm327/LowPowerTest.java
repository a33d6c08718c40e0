package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.elm327.command.Capabilities;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The low power mode of a session, with the emulated adapter in virtual time. */
@Timeout(60)
class LowPowerTest {

  private static final long SECOND = 1_000_000_000L;

  private final ScriptCar car = ScriptCar.standard();
  private final FaultInjector faults = new FaultInjector();
  private Elm327 adapter;
  private EmulatorLink link;

  private ElmSession open(ElmIdentity identity) throws Exception {
    adapter =
        new Elm327(
            ElmConfig.DEFAULT.with(identity).with(AdapterTiming.realistic(38_400)), car, faults);
    link = new EmulatorLink(adapter);
    ElmSession session = new ElmSession(link, Elm327Options.DEFAULTS, new Capabilities(), null);
    session.open(in(60));
    assertEquals(ConnectionStatus.CAR_CONNECTED, session.status());
    return session;
  }

  private long in(int seconds) {
    return adapter.now() + seconds * SECOND;
  }

  private void watch(ElmSession session, int seconds) throws Exception {
    for (int tick = 1; tick <= seconds; tick++) {
      adapter.advanceTo(in(1));
      session.watch(tick % 5 == 0, in(2));
    }
  }

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void theDriverSendsNothingWhetherTheAdapterCanSleepOrNot(ElmIdentity identity) throws Exception {
    ElmSession session = open(identity);
    assertEquals(identity != ElmIdentity.CLONE_2_1, session.sleep(in(10)));
    assertEquals(ConnectionStatus.INTERFACE_OPEN, session.status());
    car.ignition = false;
    car.volts = 12.6;
    long before = link.written;
    int requests = car.received.size();
    watch(session, 300);
    assertEquals(before, link.written);
    assertEquals(requests, car.received.size());
  }

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void theVoltageIsMeasuredWithoutTheVehicle(ElmIdentity identity) throws Exception {
    ElmSession session = open(identity);
    boolean asleep = session.sleep(in(10));
    car.ignition = false;
    car.volts = 12.6;
    int requests = car.received.size();
    for (int i = 0; i < 3; i++) {
      watch(session, 60);
      link.commands.clear();
      assertEquals(OptionalDouble.of(12.6), session.supplyVoltage(in(10)));
      assertEquals(asleep ? List.of("", "ATRV", "ATLP") : List.of("ATRV"), link.commands);
    }
    assertEquals(requests, car.received.size());
    car.ignition = true;
    assertEquals(asleep, session.wake(in(30)));
    assertEquals(ConnectionStatus.CAR_CONNECTED, session.status());
    TransportAnswer answer = session.exchange(rpm(), in(10));
    assertTrue(answer instanceof TransportAnswer.Messages, answer.toString());
  }

  @Test
  void anAdapterThatRestartsByItselfIsNoticed() throws Exception {
    ElmSession session = open(ElmIdentity.ELM_2_3);
    assertTrue(session.sleep(in(10)));
    watch(session, 10);
    assertFalse(session.takeWoken());
    faults.inject(new Fault.LvReset());
    watch(session, 2);
    assertTrue(session.takeWoken());
    assertFalse(session.takeWoken(), "once");
    assertTrue(session.wake(in(30)));
    assertEquals(ConnectionStatus.CAR_CONNECTED, session.status());
  }

  private static DiagnosticRequest rpm() {
    return DiagnosticRequest.functional(Payload.ofHex("010C"));
  }
}
