package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.fault.FaultInjector;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many commands the driver sends to connect; each costs a slow clone half a second. */
@Timeout(60)
class ConnectingExchangesTest {

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void sendsNoCommandTwiceAndHandsTheProbeOver(ElmIdentity identity) throws Exception {
    Elm327 adapter =
        new Elm327(
            ElmConfig.DEFAULT.with(identity).with(AdapterTiming.realistic(38_400)),
            ScriptCar.standard(),
            new FaultInjector());
    EmulatorLink link = new EmulatorLink(adapter);
    try (Elm327Transport transport =
        new Elm327Transport(millis -> link, new Elm327Options(0, 0, "0", true, 0))) {
      List<EcuMessage> probed = transport.open(Duration.ofSeconds(30));
      assertEquals("[7E8#4100BE3FA813, 7E9#410080180001]", probed.toString());
      assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
      List<String> sent = link.commands;
      assertEquals(sent.size(), sent.stream().distinct().count(), sent.toString());
      assertTrue(sent.size() <= 9, sent.toString());
      assertTrue(sent.containsAll(List.of("ATD", "ATE0", "ATS0", "ATH1", "0100")), sent.toString());
    }
  }
}
