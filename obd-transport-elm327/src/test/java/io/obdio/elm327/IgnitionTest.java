package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.elm327.command.Capabilities;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.fault.FaultInjector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A vehicle whose ignition is off: the adapter answers, and the vehicle does not. */
@Timeout(120)
class IgnitionTest {

  private static final long SECOND = 1_000_000_000L;

  private final ScriptCar car = ScriptCar.standard();

  /** Counts the searches of an idle session in virtual time. */
  private final class Idle {
    final Elm327 adapter =
        new Elm327(
            ElmConfig.DEFAULT.with(AdapterTiming.realistic(38_400)), car, new FaultInjector());
    final EmulatorLink link;
    final ElmSession session;

    Idle() throws Exception {
      link = new EmulatorLink(adapter);
      session = new ElmSession(link, Elm327Options.DEFAULTS, new Capabilities(), null);
    }

    /** Lets the watchdog check every second for so long; returns the commands that were sent. */
    List<String> watch(int seconds) throws Exception {
      link.commands.clear();
      long end = adapter.now() + seconds * SECOND;
      for (int tick = 1; adapter.now() < end; tick++) {
        adapter.advanceTo(adapter.now() + SECOND);
        session.watch(tick % 5 == 0, adapter.now() + 2 * SECOND);
      }
      return List.copyOf(link.commands);
    }
  }

  private static long count(List<String> commands, String text) {
    return commands.stream().filter(text::equals).count();
  }

  @Test
  void isSearchedForLessAndLessOftenOverTheOpenPort() throws Exception {
    car.ignition = false;
    Idle idle = new Idle();
    idle.session.open(idle.adapter.now() + 60 * SECOND);
    assertEquals(ConnectionStatus.OBD_CONNECTED, idle.session.status());
    List<String> first = idle.watch(60);
    assertTrue(count(first, "0100") >= 3 && count(first, "0100") <= 6, first.toString());
    List<String> second = idle.watch(90);
    assertTrue(count(second, "0100") >= 1 && count(second, "0100") <= 3, second.toString());
    assertEquals(ConnectionStatus.OBD_CONNECTED, idle.session.status());
    assertEquals(0, count(first, "ATD") + count(second, "ATD"), "not prepared again");
  }

  @Test
  void isSearchedForAtOnceWhenTheVoltageChanges() throws Exception {
    car.ignition = false;
    car.volts = 12.6;
    Idle idle = new Idle();
    idle.session.open(idle.adapter.now() + 60 * SECOND);
    List<String> unused = idle.watch(120);
    car.ignition = true;
    car.volts = 14.2;
    List<String> sent = idle.watch(4);
    assertEquals(ConnectionStatus.CAR_CONNECTED, idle.session.status(), sent.toString());
    assertEquals(1, count(sent, "0100"), sent.toString());
  }

  @Test
  void isFoundWithoutAVoltageChangeToo() throws Exception {
    car.ignition = false;
    Idle idle = new Idle();
    idle.session.open(idle.adapter.now() + 60 * SECOND);
    List<String> unused = idle.watch(120);
    car.ignition = true;
    List<String> sent = idle.watch(50);
    assertEquals(ConnectionStatus.CAR_CONNECTED, idle.session.status(), sent.toString());
  }
}
