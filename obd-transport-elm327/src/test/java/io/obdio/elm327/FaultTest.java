package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.fault.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults that an adapter has permanently: every request is answered correctly. */
@Timeout(60)
class FaultTest {

  /** By their names in scenario files, with what they are given. */
  private static final List<Map.Entry<String, Map<String, ?>>> LASTING =
      List.of(
          Map.entry("delay", Map.of("ms", 300)),
          Map.entry("chunked", Map.of("us", 3000)),
          Map.entry("garbage", Map.of("count", 7)),
          Map.entry("nuls", Map.of("count", 3)),
          Map.entry("late-prompt", Map.of("ms", 100)),
          Map.entry("late-prompt", Map.of("ms", 700)),
          Map.entry("doubled-echo", Map.of()),
          Map.entry("stray-after-echo", Map.of("text", "FC")),
          Map.entry("stray-stopped", Map.of()),
          Map.entry("chatter", Map.of("text", "+CONNECTING<<00:11:22")),
          Map.entry("truncated-text", Map.of("characters", 3)),
          Map.entry("blank-first-reply", Map.of()),
          Map.entry("stale-reply", Map.of()),
          Map.entry("unknown-command", Map.of("command", "ATH1")),
          Map.entry("unknown-command", Map.of("command", "ATE0")),
          Map.entry("unknown-command", Map.of("command", "ATD")),
          Map.entry("unknown-command", Map.of("command", "ATDPN")),
          Map.entry("count-digit-refused", Map.of("answer", "?")),
          Map.entry("count-digit-refused", Map.of("answer", "NO DATA")),
          Map.entry("reset-drops-link", Map.of()),
          Map.entry("try-auto-hangs", Map.of()));

  static Stream<Arguments> lastingFaults() {
    return LASTING.stream()
        .flatMap(
            fault ->
                Stream.of(ElmIdentity.values())
                    .map(identity -> Arguments.of(fault.getKey(), fault.getValue(), identity)));
  }

  @ParameterizedTest
  @MethodSource("lastingFaults")
  void isLivedWith(String name, Map<String, ?> parameters, ElmIdentity identity) throws Exception {
    CountingCar car = new CountingCar();
    FaultInjector faults = new FaultInjector(3);
    faults.inject(Faults.of(name, parameters));
    Elm327 adapter =
        new Elm327(
            ElmConfig.DEFAULT.with(identity).with(AdapterTiming.realistic(38_400)), car, faults);
    Elm327Transport transport =
        new Elm327Transport(
            EmulatorLink.source(() -> adapter, opened -> {}),
            new Elm327Options(0, 0, "0", true, 0));
    transport.open(Duration.ofSeconds(60));
    assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
    for (int i = 0; i < 12; i++) {
      for (String request : List.of("010C", "010D", "010C", "010C0D", "0902", "010C")) {
        Map<String, Integer> before = car.counts();
        TransportAnswer answer =
            transport.exchange(
                DiagnosticRequest.functional(Payload.ofHex(request)), Duration.ofSeconds(10));
        TransportAnswer.Messages messages =
            assertInstanceOf(TransportAnswer.Messages.class, answer, request + ": " + answer);
        assertEquals(1, messages.messages().size(), () -> request + ": " + messages);
        EcuMessage message = messages.messages().get(0);
        String mistake = CountingCar.mistake(request, message, before, car.counts());
        assertEquals("", mistake, () -> request + ": " + message);
      }
    }
    transport.close();
  }
}
