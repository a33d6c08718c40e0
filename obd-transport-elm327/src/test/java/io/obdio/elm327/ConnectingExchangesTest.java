package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Service01;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.sim.BusProtocol;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The number of commands with which the driver and the connection reach a vehicle, in virtual time.
 * Each costs a slow clone half a second.
 */
@Timeout(60)
class ConnectingExchangesTest {

  /** Up to and including the first value, and until the support of all commands is known. */
  private static final int MOST_TO_FIRST_VALUE = 12;

  private static final int MOST_IN_ALL = 21;

  private static final Duration SECOND = Duration.ofSeconds(1);

  static Stream<Arguments> adaptersAndBuses() {
    return Stream.of(ElmIdentity.values())
        .flatMap(
            identity ->
                Stream.of(BusProtocol.values())
                    .filter(bus -> bus.isObdOnCan() || !bus.isCan())
                    .map(bus -> Arguments.of(identity, bus)));
  }

  /** A connection in virtual time to the simulated vehicle. */
  private static final class Run implements AutoCloseable {
    final Elm327 adapter;
    final EmulatorLink link;
    final ObdConnection connection;
    final long begin;

    Run(ElmIdentity identity, BusProtocol bus, DiagnosticConnector vehicle, FaultInjector faults)
        throws Exception {
      adapter =
          new Elm327(
              ElmConfig.DEFAULT.with(identity).with(bus).with(AdapterTiming.realistic(38_400)),
              vehicle,
              faults);
      link = new EmulatorLink(adapter);
      connection =
          ObdConnection.builder(
                  new Elm327Transport(millis -> link, new Elm327Options(0, 0, "0", true, 0)))
              .deferredDiscovery(true)
              .build();
      begin = adapter.now();
    }

    Run(ElmIdentity identity, BusProtocol bus) throws Exception {
      this(identity, bus, DiagnosticConnector.of(SimulatedVehicle.standard()), new FaultInjector());
    }

    /** Opens the connection and queries a value; returns the time that this took. */
    Duration firstValue() throws Exception {
      connection.open();
      assertEquals(ConnectionStatus.CAR_CONNECTED, connection.status());
      assertFalse(connection.query(Service01.RPM).isEmpty(), link::transcript);
      return elapsed();
    }

    Duration elapsed() {
      return Duration.ofNanos(adapter.now() - begin);
    }

    @Override
    public void close() {
      connection.close();
    }
  }

  /** python-OBD needs 21 commands to connect. */
  @ParameterizedTest
  @MethodSource("adaptersAndBuses")
  void areFewAndNoneIsSentTwice(ElmIdentity identity, BusProtocol bus) throws Exception {
    try (Run run = new Run(identity, bus)) {
      Duration unused = run.firstValue();
      List<String> sent = run.link.commands;
      assertEquals("010C", sent.get(sent.size() - 1));
      assertTrue(sent.size() <= MOST_TO_FIRST_VALUE, sent.toString());
      assertTrue(run.connection.discover());
      assertTrue(sent.size() <= MOST_IN_ALL, sent.toString());
      assertEquals(new HashSet<>(sent).size(), sent.size(), sent.toString());
      assertTrue(run.connection.supports(Service01.FUEL_LEVEL));
    }
  }

  /** Half a second late with each prompt: 14.8 s before. */
  @Test
  void aCloneWithLatePromptsShowsTheFirstValueInFiveSeconds() throws Exception {
    FaultInjector faults = new FaultInjector();
    faults.inject(new Fault.LatePrompt(Duration.ofMillis(500)));
    try (Run run =
        new Run(
            ElmIdentity.CLONE_1_5,
            BusProtocol.CAN_11_500,
            DiagnosticConnector.of(SimulatedVehicle.standard()),
            faults)) {
      Duration first = run.firstValue();
      assertTrue(first.compareTo(SECOND.multipliedBy(5)) < 0, first.toString());
      assertTrue(run.connection.discover());
      Duration all = run.elapsed();
      assertTrue(all.compareTo(Duration.ofMillis(11_500)) < 0, all.toString());
    }
  }

  /** On the K-line the initialisation takes most of the time. */
  @ParameterizedTest
  @EnumSource(
      value = BusProtocol.class,
      names = {"ISO_9141", "KWP_SLOW", "KWP_FAST"})
  void theKLineShowsTheFirstValueAfterItsInitialisation(BusProtocol bus) throws Exception {
    try (Run run = new Run(ElmIdentity.CLONE_1_5, bus)) {
      Duration first = run.firstValue();
      assertTrue(first.compareTo(SECOND.multipliedBy(4)) < 0, first.toString());
      assertTrue(run.connection.discover());
      Duration all = run.elapsed();
      assertTrue(all.compareTo(SECOND.multipliedBy(5)) < 0, all.toString());
    }
  }

  /** It has service 01 alone: the silence about the other services is no reason to probe it. */
  @ParameterizedTest
  @EnumSource(
      value = BusProtocol.class,
      names = {"KWP_FAST", "CAN_11_500"})
  void aVehicleWithFewServicesIsNotProbedAgain(BusProtocol bus) throws Exception {
    try (Run run = new Run(ElmIdentity.ELM_2_3, bus, ScriptCar.standard(), new FaultInjector())) {
      Duration unused = run.firstValue();
      assertTrue(run.connection.discover());
      List<String> sent = run.link.commands;
      assertEquals(1, sent.stream().filter("0100"::equals).count(), sent.toString());
      assertEquals(ConnectionStatus.CAR_CONNECTED, run.connection.status());
    }
  }

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void handsTheProbeOver(ElmIdentity identity) throws Exception {
    Elm327 adapter =
        new Elm327(
            ElmConfig.DEFAULT.with(identity).with(AdapterTiming.realistic(38_400)),
            ScriptCar.standard(),
            new FaultInjector());
    EmulatorLink link = new EmulatorLink(adapter);
    try (Elm327Transport transport =
        new Elm327Transport(millis -> link, new Elm327Options(0, 0, "0", true, 0))) {
      assertFalse(transport.hasAdapter());
      List<EcuMessage> probed = transport.open(Duration.ofSeconds(30));
      assertEquals("[7E8#4100BE3FA813, 7E9#410080180001]", probed.toString());
      assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
      assertTrue(transport.hasAdapter());
      List<String> sent = link.commands;
      assertEquals(sent.size(), sent.stream().distinct().count(), sent.toString());
      assertTrue(sent.size() <= 9, sent.toString());
      assertTrue(sent.containsAll(List.of("ATD", "ATE0", "ATS0", "ATH1", "0100")), sent.toString());
    }
  }
}
