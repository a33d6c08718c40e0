package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.elm327.link.VirtualLink;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes that other clients of this adapter make. */
@Timeout(60)
class PeerMistakesTest {

  private final FakeElm elm = FakeElm.car();
  private final VirtualLink line = new VirtualLink(elm, () -> 7);
  private final Elm327Transport transport =
      new Elm327Transport(millis -> line, new Elm327Options(0, 0, "0", true, 0));

  private TransportAnswer ask(Elm327Transport whom, String hex) throws Exception {
    return whom.exchange(DiagnosticRequest.functional(Payload.ofHex(hex)), Duration.ofSeconds(3));
  }

  private String text(String hex) throws Exception {
    return ask(transport, hex) instanceof TransportAnswer.Messages messages
        ? messages.messages().toString()
        : "";
  }

  /** {@code 7F 02 12} became 1152 rpm. */
  @Test
  void aNegativeResponseToAnotherServiceIsNoAnswer() throws Exception {
    transport.open(Duration.ofSeconds(20));
    elm.answers.put("010C", "7E8 03 7F 02 12");
    assertInstanceOf(TransportAnswer.NoAnswer.class, ask(transport, "010C"));
    elm.answers.put("010C", "7E8 03 7F 01 12");
    assertEquals("[7E8#7F0112]", text("010C"), "its own refusal is reported as such");
  }

  /** It was decoded as a map of zeros, and counted as a line for the next request's digit. */
  @ParameterizedTest
  @ValueSource(
      strings = {"NO DATA", "?", "CAN ERROR", "UNABLE TO CONNECT", "BUFFER FULL", "STOPPED"})
  void wordsAreNoAnswersAndTeachNoCountDigit(String words) throws Exception {
    transport.open(Duration.ofSeconds(20));
    elm.instead = (command, count) -> command.startsWith("0120") ? words + "\r\r>" : null;
    for (int i = 0; i < 4; i++) {
      assertInstanceOf(TransportAnswer.NoAnswer.class, ask(transport, "0120"));
    }
    assertTrue(elm.received.stream().noneMatch("01201"::equals), elm.received.toString());
    elm.instead = (command, count) -> null;
    elm.answers.put("0120", "7E8 06 41 20 80 00 00 01");
    assertEquals("[7E8#412080000001]", text("0120"));
  }

  /** Closing sent a reset whose answer met the next one to open the port. */
  @Test
  void closingReportsNothingAndTheNextOneCanOpenAtOnce() throws Exception {
    Elm327 adapter =
        new Elm327(
            ElmConfig.DEFAULT.with(AdapterTiming.realistic(38_400)),
            ScriptCar.standard(),
            new FaultInjector());
    for (int i = 0; i < 3; i++) {
      EmulatorLink link = new EmulatorLink(adapter);
      Elm327Transport next =
          new Elm327Transport(millis -> link, new Elm327Options(0, 0, "0", true, 0));
      next.open(Duration.ofSeconds(20));
      assertEquals(ConnectionStatus.CAR_CONNECTED, next.status());
      assertInstanceOf(TransportAnswer.Messages.class, ask(next, "010C"));
      int before = link.commands.size();
      next.close();
      assertEquals(before, link.commands.size(), link.commands.toString());
      assertEquals("ATD", link.commands.get(0), "no reset when opening either");
    }
  }

  /** After the adapter had vanished the protocol's name was still the old one. */
  @Test
  void nothingOfTheVehicleIsReportedAfterTheLoss() throws Exception {
    transport.open(Duration.ofSeconds(20));
    assertEquals("6", transport.protocol().id());
    line.lose("virtual was unplugged");
    assertThrows(TransportException.Lost.class, () -> ask(transport, "010C"));
    assertEquals(Protocol.NONE, transport.protocol());
    assertEquals("", transport.portName());
    assertEquals(ConnectionStatus.NOT_CONNECTED, transport.status());
  }

  /** A reset that drops the link, on a clone that has nothing else to begin with. */
  @Test
  void doesWithoutAResetThatDropsTheLink() throws Exception {
    FaultInjector faults = new FaultInjector();
    faults.inject(new Fault.UnknownCommand("ATD"));
    faults.inject(new Fault.ResetDropsLink());
    Elm327 adapter = new Elm327(ElmConfig.DEFAULT, ScriptCar.standard(), faults);
    Elm327Transport bluetooth =
        new Elm327Transport(
            EmulatorLink.source(() -> adapter, opened -> {}),
            new Elm327Options(0, 0, "0", true, 0));
    assertThrows(
        TransportException.Unavailable.class, () -> bluetooth.open(Duration.ofSeconds(20)));
    bluetooth.open(Duration.ofSeconds(20));
    assertEquals(ConnectionStatus.CAR_CONNECTED, bluetooth.status());
    assertInstanceOf(TransportAnswer.Messages.class, ask(bluetooth, "010C"));
  }
}
