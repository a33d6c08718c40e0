package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Service01;
import io.obdio.core.connection.ConnectionSupervisor;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.ObdWatcher;
import io.obdio.core.connection.SupervisorListener;
import io.obdio.core.connection.WatchOptions;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.Transports;
import io.obdio.elm327.command.Capabilities;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.port.ElmTcpServer;
import io.obdio.sim.fault.FaultInjector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
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

  /** Over TCP and in real time, with a supervisor and a watched value. */
  @Test
  void isAStateUntilTheEngineStarts() throws Exception {
    car.volts = 12.6;
    List<String> changes = new CopyOnWriteArrayList<>();
    AtomicInteger opened = new AtomicInteger();
    try (ElmTcpServer server =
            ElmTcpServer.startDongle(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ElmConfig.DEFAULT,
                car,
                new FaultInjector());
        ObdConnection connection =
            ObdConnection.builder(
                    Transports.create("elm327://127.0.0.1:" + server.port() + "?watchdog=100"))
                .build();
        ConnectionSupervisor supervisor = new ConnectionSupervisor(connection);
        ObdWatcher watcher = new ObdWatcher(connection)) {
      connection.addListener((from, to, reason) -> changes.add(to.name()));
      supervisor.addListener(
          new SupervisorListener() {
            @Override
            public void opened(ConnectionStatus status) {
              opened.incrementAndGet();
            }
          });
      supervisor.start();
      await("connected", () -> connection.status() == ConnectionStatus.CAR_CONNECTED);
      watcher.watch(Service01.RPM, WatchOptions.every(Duration.ofMillis(100)));
      car.ignition = false;
      await("absent", () -> connection.status() == ConnectionStatus.OBD_CONNECTED);
      int before = changes.size();
      long until = System.nanoTime() + 8 * SECOND;
      await("8 s", () -> System.nanoTime() - until > 0);
      assertEquals(before, changes.size(), changes.toString());
      assertEquals(ConnectionStatus.OBD_CONNECTED, connection.status());
      car.ignition = true;
      car.volts = 14.2;
      long started = System.nanoTime();
      await("back", () -> connection.status() == ConnectionStatus.CAR_CONNECTED);
      assertTrue(System.nanoTime() - started < 10 * SECOND, "found by the voltage");
      await("a value", () -> isAnswered(watcher));
      assertEquals(1, opened.get(), "the port was opened once");
    }
  }

  private static boolean isAnswered(ObdWatcher watcher) {
    ObdResponse<?> latest = watcher.latest(Service01.RPM);
    return latest != null && !latest.isEmpty();
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + 60 * SECOND;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - end < 0, what);
      Thread.sleep(10);
    }
  }
}
