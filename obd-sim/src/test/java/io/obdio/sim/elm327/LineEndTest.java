package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.sim.BusProtocol;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hosts that end their lines with CR LF, as the Go library elmobd does. Real adapters ignore the
 * LF: it neither interrupts the command nor appears in the echo.
 *
 * @see <a href="https://github.com/rzetterberg/elmobd">rzetterberg/elmobd</a>
 */
class LineEndTest {

  private static final List<AdapterTiming> TIMINGS =
      List.of(AdapterTiming.INSTANT, AdapterTiming.realistic(38_400));

  /** Four adapters, each with and without time: the eight configurations of the report. */
  static Stream<Arguments> adapters() {
    return Stream.of(ElmIdentity.values())
        .flatMap(identity -> TIMINGS.stream().map(timing -> Arguments.of(identity, timing)));
  }

  private static String send(Host host, String command) {
    host.type(command + "\r\n");
    return host.untilPrompt() + host.wait(Duration.ofMillis(100));
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void aSessionWithCrLfIsTheSameAsWithCr(ElmIdentity identity, AdapterTiming timing) {
    ElmConfig config = ElmConfig.DEFAULT.with(identity).with(timing);
    Host crLf = new Host(config);
    Host cr = new Host(config);
    for (String command : List.of("ATZ", "ATE0", "ATSP0", "0100", "010C", "0902", "ATRV", "03")) {
      cr.type(command + "\r");
      String expected = cr.untilPrompt() + cr.wait(Duration.ofMillis(100));
      assertEquals(expected, send(crLf, command), command);
      assertEquals('>', expected.charAt(expected.length() - 1), command);
    }
  }

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void aLaterLinefeedIsIgnoredWhileNothingRuns(ElmIdentity identity) {
    Host host = new Host(ElmConfig.DEFAULT.with(identity));
    host.send("ATZ");
    host.wait(Duration.ofSeconds(1));
    host.type("\n");
    assertEquals("", host.wait(Duration.ofSeconds(30)));
    assertEquals("ATI|" + identity.id() + "||>", host.send("ATI"));
  }

  @Test
  void theLinefeedInterruptsAnActivityOnlyLater() {
    Host host = Host.silent(ElmIdentity.ELM_2_3, BusProtocol.CAN_11_500);
    host.send("ATSP6");
    host.type("ATMA\r\n");
    host.wait(Duration.ofMillis(15));
    host.type("\n");
    String end = host.untilPrompt();
    assertEquals("STOPPED||>", end.substring(end.length() - "STOPPED||>".length()));
  }

  @Test
  void aSecondLinefeedInterrupts() {
    Host host = Host.silent(ElmIdentity.ELM_2_3, BusProtocol.CAN_11_500);
    host.send("ATSP6");
    host.type("ATMA\r\n\n");
    assertEquals("STOPPED||>", host.untilPrompt());
  }

  @Test
  void theLinefeedDoesNotWakeASleepingAdapter() {
    Host host = Host.silent(ElmIdentity.ELM_2_3, BusProtocol.CAN_11_500);
    assertEquals("OK|", host.seenAfter("ATLP\r\n"));
    assertEquals("", host.wait(Duration.ofSeconds(5)));
    host.type("x");
    assertEquals("||ELM327 v2.3||>", host.untilPrompt());
  }
}
