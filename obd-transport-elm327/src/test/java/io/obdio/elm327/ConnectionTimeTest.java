package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.fault.FaultInjector;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Connecting to a healthy adapter of realistic timing, in virtual time: what the adapter takes for
 * itself, from each command to its prompt, and next to nothing beside.
 */
@Timeout(60)
class ConnectionTimeTest {

  private static final long MOST_OWN_NANOS = 100_000_000;

  /** Greeting, five settings, two identities, voltage, protocol, search, number. */
  private static final int MOST_COMMANDS = 12;

  static Stream<Arguments> healthyAdapters() {
    return Stream.of(ElmIdentity.values())
        .flatMap(
            identity ->
                Stream.of(9_600, 38_400, 115_200, 500_000)
                    .map(baud -> Arguments.of(identity, baud)));
  }

  @ParameterizedTest
  @MethodSource("healthyAdapters")
  void takesTheAdaptersOwnDelaysAndATenthOfASecond(ElmIdentity identity, int baud)
      throws Exception {
    Elm327 adapter =
        new Elm327(
            ElmConfig.DEFAULT.with(identity).with(AdapterTiming.realistic(baud)),
            ScriptCar.standard(),
            new FaultInjector());
    EmulatorLink link = new EmulatorLink(adapter);
    Elm327Transport transport =
        new Elm327Transport(millis -> link, new Elm327Options(0, 0, "0", true, 0));
    long begin = adapter.now();
    transport.open(Duration.ofSeconds(30));
    long took = adapter.now() - begin;
    assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
    long own = took - link.adapterNanos;
    assertTrue(
        own <= MOST_OWN_NANOS,
        () -> "of " + took / 1000 + " us " + own / 1000 + " are our own\n" + link.transcript());
    List<String> commands = link.commands;
    assertTrue(commands.size() <= MOST_COMMANDS, commands.toString());
    assertEquals(1, commands.stream().filter("0100"::equals).count(), commands.toString());
    assertTrue(commands.stream().noneMatch("ATZ"::equals), commands.toString());
  }
}
