package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportException;
import io.obdio.sim.BusProtocol;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After a loss the protocol of before comes first, without a search; in virtual time. */
@Timeout(60)
class ReconnectTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final FaultInjector faults = new FaultInjector();
  private Elm327 adapter;
  private EmulatorLink link;

  private Elm327 adapter(ElmIdentity identity, BusProtocol protocol) {
    return new Elm327(
        new ElmConfig(identity, protocol, AdapterTiming.realistic(38_400)),
        ScriptCar.standard(),
        faults);
  }

  private Elm327Transport transport(String protocol) {
    return new Elm327Transport(
        EmulatorLink.source(() -> adapter, opened -> link = opened),
        new Elm327Options(0, 0, protocol, true, 0));
  }

  /** Opens, and returns the duration in milliseconds of virtual time. */
  private long open(Elm327Transport transport) throws TransportException {
    long begin = adapter.now();
    transport.open(LONG);
    assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
    return (adapter.now() - begin) / 1_000_000;
  }

  private void lose(Elm327Transport transport) {
    faults.inject(new Fault.Unplug());
    assertThrows(
        TransportException.Lost.class,
        () ->
            transport.exchange(
                DiagnosticRequest.functional(Payload.of(1, 0x0C)), Duration.ofSeconds(2)));
    assertEquals(ConnectionStatus.NOT_CONNECTED, transport.status());
    faults.clear();
  }

  /**
   * The search comes to fast KWP last: after 120 ms for each of the others, 1.2 s for slow ones.
   */
  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void triesTheProtocolOfBeforeFirst(ElmIdentity identity) throws Exception {
    adapter = adapter(identity, BusProtocol.KWP_FAST);
    Elm327Transport transport = transport("0");
    long first = open(transport);
    assertTrue(first > 3000, "the search took " + first + " ms");
    lose(transport);
    long again = open(transport);
    assertTrue(again < 600, "the second time took " + again + " ms\n" + link.transcript());
    assertTrue(link.transcript().contains("<<ATSPA5>>"), link.transcript());
    assertEquals("5", transport.protocol().id());
  }

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void searchesWhereTheCarHasAnother(ElmIdentity identity) throws Exception {
    adapter = adapter(identity, BusProtocol.KWP_FAST);
    Elm327Transport transport = transport("0");
    open(transport);
    lose(transport);
    adapter = adapter(identity, BusProtocol.CAN_29_250);
    open(transport);
    assertEquals("9", transport.protocol().id());
  }

  /**
   * Clones that know no SP A: the protocol is set alone, and a search follows if it is another one.
   */
  @ParameterizedTest
  @ValueSource(strings = {"6", "9", "5", "2"})
  void searchesEvenIfTheCloneDoesNotByItself(String other) throws Exception {
    adapter = adapter(ElmIdentity.CLONE_2_1, BusProtocol.CAN_11_250);
    Elm327Transport transport = transport("0");
    open(transport);
    lose(transport);
    faults.inject(new Fault.UnknownCommand("ATSPA8"));
    adapter = adapter(ElmIdentity.CLONE_2_1, protocol(other.charAt(0)));
    open(transport);
    assertEquals(other, transport.protocol().id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"6", "9", "5", "2"})
  void triesOneByOneBeginningWithThatOfBefore(String digit) throws Exception {
    adapter = adapter(ElmIdentity.ELM_2_3, protocol(digit.charAt(0)));
    Elm327Transport transport = transport(Elm327Options.EACH);
    open(transport);
    lose(transport);
    open(transport);
    assertEquals(digit, transport.protocol().id());
    String text = link.transcript();
    assertEquals(text.indexOf("<<ATTP"), text.lastIndexOf("<<ATTP"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8"})
  void neverLeavesTheProtocolThatTheUserGave(String digit) throws Exception {
    adapter = adapter(ElmIdentity.ELM_2_3, protocol(digit.charAt(0)));
    Elm327Transport transport = transport(digit);
    open(transport);
    lose(transport);
    adapter = adapter(ElmIdentity.ELM_2_3, BusProtocol.CAN_29_500);
    transport.open(Duration.ofSeconds(5));
    assertEquals(ConnectionStatus.OBD_CONNECTED, transport.status());
    assertFalse(link.transcript().contains("ATSP"), link.transcript());
  }

  private static BusProtocol protocol(char digit) {
    for (BusProtocol protocol : BusProtocol.values()) {
      if (protocol.digit() == digit) {
        return protocol;
      }
    }
    throw new IllegalArgumentException("no protocol " + digit);
  }
}
